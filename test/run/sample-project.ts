import {execFile} from "node:child_process";
import {cp, mkdir, mkdtemp, readFile, realpath, symlink, writeFile} from "node:fs/promises";
import {tmpdir} from "node:os";
import {dirname, join, resolve} from "node:path";

const repository = resolve(import.meta.dirname, "..", "..");

/** A project in a folder of its own, and its command line. */
export interface SampleProject {
  readonly root: string;
  write(file: string, text: string): Promise<void>;
  read(file: string): Promise<string>;
  replace(file: string, from: string, to: string): Promise<void>;
  reprise(words: readonly string[], environment?: NodeJS.ProcessEnv): Promise<{readonly code: number; readonly out: string; readonly error: string}>;
}

/** Two variants, two seeds: a line fitted by gradient descent. */
export const sampleFiles: Readonly<Record<string, string>> = {
  "package.json": '{"name": "sample", "type": "module"}',
  "CITATION.cff": "cff-version: 1.2.0\ntitle: Sample\nauthors:\n  - name: A\nversion: 1.0.0\ndate-released: 2026-01-31\n",
  "reprise.config.ts": `import {defineProject} from "reprise";
export default defineProject({title: "Sample", authors: [{name: "A"}], abstract: "A sample.", licence: "MIT", groups: {main: ["line"]}});
`,
  "experiments/line/experiment.ts": `import {defineExperiment, points} from "reprise";
export default defineExperiment({
  id: "line", title: "A line", question: "Does gradient descent fit a line?",
  parameters: points([{name: "slow", learningRate: 0.01, steps: 20}, {name: "fast", learningRate: 0.1, steps: 20}]),
  replicates: {seed: 2},
  metrics: {error: {label: "squared error", better: "lower"}},
});
`,
  "experiments/line/truth.ts": `/** The line to find. */
export const truth = (x: number): number => 2 * x + 1;
`,
  "experiments/line/train.ts": `import type {Train} from "reprise";
import type experiment from "./experiment.ts";
import {truth} from "./truth.ts";

export const train: Train<typeof experiment> = async ({tf, parameters, random, log}) => {
  const noise = random.stream("noise");
  const x = Array.from({length: 16}, (_, index) => index / 16);
  const y = x.map((each) => truth(each) + noise.normal(0, 0.01));
  const slope = tf.variable(tf.scalar(random.stream("start").uniform(-1, 1)));
  const offset = tf.variable(tf.scalar(0));
  const optimizer = tf.train.sgd(parameters.learningRate);
  for (let step = 1; step <= parameters.steps; step += 1) {
    const cost = optimizer.minimize(() => tf.mean(tf.square(tf.sub(tf.add(tf.mul(slope, tf.tensor1d(x)), offset), tf.tensor1d(y)))), true);
    log("training", {step, loss: (await cost!.data())[0]!});
  }
  return {weights: {slope, offset}, predictions: tf.add(tf.mul(slope, tf.tensor1d(x)), offset)};
};
`,
  "experiments/line/evaluate.ts": `import type {Evaluate} from "reprise";
import type experiment from "./experiment.ts";
import {truth} from "./truth.ts";

export const evaluate: Evaluate<typeof experiment> = ({output}) => {
  const errors = [...output!.values].map((value, index) => (value - truth(index / 16)) * (value - truth(index / 16)));
  return {metrics: {error: errors.reduce((sum, each) => sum + each, 0) / errors.length}};
};
`,
};

/** Writes a project into an empty folder, beside a link to the toolkit. */
export async function makeProject(files: Readonly<Record<string, string>> = sampleFiles, toolkit = repository): Promise<SampleProject> {
  const root = await mkdtemp(join(tmpdir(), "reprise-project-"));
  await mkdir(join(root, "node_modules"));
  await symlink(toolkit, join(root, "node_modules", "reprise"));
  await symlink(join(repository, "node_modules", "astro"), join(root, "node_modules", "astro")); // npm installs it beside the toolkit
  const project: SampleProject = {
    root,
    async write(file, text) {
      await mkdir(dirname(join(root, file)), {recursive: true});
      await writeFile(join(root, file), text);
    },
    read: (file) => readFile(join(root, file), "utf8"),
    async replace(file, from, to) {
      const text = await project.read(file);
      if (!text.includes(from)) throw new Error(`${file} does not hold ${from}`);
      await project.write(file, text.replace(from, to));
    },
    reprise: (words, environment = {}) => new Promise((done) => {
      execFile(process.execPath, ["--conditions=reprise-source", join(toolkit, "src", "cli.ts"), ...words], {cwd: root, env: {...process.env, NO_COLOR: "1", NODE_OPTIONS: "", ...environment}}, (failure, out, error) => {
        done({code: typeof failure?.code === "number" ? failure.code : failure === null ? 0 : 2, out, error});
      });
    }),
  };
  for (const [file, text] of Object.entries(files)) await project.write(file, text);
  return project;
}

/** A copy of the toolkit's source that a test may change. */
export async function copyToolkit(): Promise<string> {
  const copy = await mkdtemp(join(tmpdir(), "reprise-toolkit-"));
  await cp(join(repository, "src"), join(copy, "src"), {recursive: true});
  await cp(join(repository, "package.json"), join(copy, "package.json"));
  await symlink(await realpath(join(repository, "node_modules")), join(copy, "node_modules")); // which may be a link itself
  return copy;
}
