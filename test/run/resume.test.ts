import {spawn} from "node:child_process";
import {once} from "node:events";
import {mkdir, readdir, readFile, rm, watch, writeFile} from "node:fs/promises";
import {join} from "node:path";
import {expect, test} from "vitest";
import {openCheckpoints} from "../../src/run/checkpoints.ts";
import {openStore} from "../../src/store/store.ts";
import {makeProject, sampleFiles, type SampleProject} from "./sample-project.ts";

/** One run of shuffled epochs with dropout and Adam, long enough to be killed in the middle, and a loop of one's own behind it. */
const files = {
  ...sampleFiles,
  "experiments/line/experiment.ts": `import {defineExperiment, points} from "reprise";
export default defineExperiment({
  id: "line", title: "A line", question: "Does an interrupted training go on?",
  parameters: points([{epochs: 40, learningRate: 0.01}]),
  metrics: {error: {label: "squared error", better: "lower"}},
});
`,
  "experiments/line/train.ts": `import type {Train} from "reprise";
import {numericArray} from "reprise/data";
import type experiment from "./experiment.ts";
import {truth} from "./truth.ts";

export const train: Train<typeof experiment> = async ({tf, parameters, fit, layers, initializers, optimizers, checkpoint, log, measure}) => {
  const x = numericArray([64, 1], Float32Array.from({length: 64}, (_, index) => index / 64));
  const y = numericArray([64, 1], x.values.map(truth));
  const model = tf.sequential({layers: [
    tf.layers.dense({inputShape: [1], units: 16, activation: "relu", kernelInitializer: initializers.heUniform("hidden")}),
    layers.dropout("hidden", 0.2),
    tf.layers.dense({units: 1, kernelInitializer: initializers.glorotUniform("output")}),
  ]});
  await measure("fit", () => fit(model, {x, y}, {
    epochs: parameters.epochs, batch: 2, optimizer: {adam: {learningRate: parameters.learningRate}}, checkpoint: {steps: 37}, keep: {},
    onEpoch: (epoch, loss) => log("training", {epoch, loss}),
  }));
  const scale = tf.variable(tf.scalar(0.5)), optimizer = optimizers.adamax({learningRate: 0.01});
  const output = tf.keep(model.apply(tf.tensor2d(x.values, [64, 1])) as ReturnType<typeof tf.tensor2d>);
  await checkpoint.loop({steps: 300, every: {steps: 50}}, () => tf.dispose(optimizer.minimize(() => tf.losses.meanSquaredError(tf.tensor2d(y.values, [64, 1]), tf.mul(output, scale)).asScalar(), true, [scale])!));
  return {weights: model, predictions: tf.mul(output, scale).reshape([64])};
};
`,
  "experiments/line/evaluate.ts": (sampleFiles["experiments/line/evaluate.ts"] ?? "").replace("index / 16", "index / 64"),
};

const checkpointsOf = (project: SampleProject): string => join(project.root, ".reprise", "store", "checkpoints");

/** Starts `reprise run` and kills it, with all that it started, once so many checkpoints were written. */
async function killedRun(project: SampleProject, checkpoints: number): Promise<void> {
  await mkdir(checkpointsOf(project), {recursive: true});
  const heard = new AbortController();
  const written = watch(checkpointsOf(project), {signal: heard.signal});
  const running = spawn(process.execPath, ["--conditions=reprise-source", join(import.meta.dirname, "..", "..", "src", "cli.ts"), "run"], {cwd: project.root, detached: true, stdio: "ignore", env: {...process.env, NODE_OPTIONS: ""}});
  const ended = once(running, "exit");
  let seen = 0;
  for await (const {filename} of written) {
    if (filename?.length === 64 && (seen += 1) >= checkpoints) break;
  }
  process.kill(-running.pid!, "SIGKILL");
  await ended;
}

async function acceptedResult(project: SampleProject): Promise<string> {
  expect(await project.reprise(["accept"])).toMatchObject({code: 0});
  return project.read("results/line/default/once.json");
}

test("killed with -9 in the middle of an epoch, and again, a run goes on from its checkpoint and ends in the same bytes", {timeout: 300_000}, async () => {
  const whole = await makeProject(files), project = await makeProject(files);
  expect(await whole.reprise(["run"])).toMatchObject({code: 0});
  await killedRun(project, 4);
  await killedRun(project, 8);
  expect(await readdir(checkpointsOf(project))).toHaveLength(1);
  const {code, out} = await project.reprise(["run"]);
  expect({code, out}).toEqual({code: 0, out: expect.stringMatching(/line\/default\/once goes on where it was interrupted: (epoch \d+ of 40|step \d+ of 300)/)});
  expect(await readdir(checkpointsOf(project)), "kept, it needs no checkpoint").toEqual([]);
  expect(await acceptedResult(project)).toBe(await acceptedResult(whole));
});

test("a checkpoint that is corrupt or another run's is told, and the run begins anew; --fresh takes no notice of one", {timeout: 300_000}, async () => {
  const project = await makeProject(files);
  await killedRun(project, 2);
  const [key = ""] = await readdir(checkpointsOf(project));
  const file = join(checkpointsOf(project), key), whole = await readFile(file);

  await writeFile(file, whole.with(-100, 1 ^ whole.at(-100)!));
  const corrupt = await project.reprise(["run"]);
  expect(corrupt).toMatchObject({code: 0, out: expect.stringContaining("its content is not the checkpoint that was stored under this key; set aside, the run begins anew")});
  expect(corrupt.out).not.toContain("goes on");

  await forget(project);
  (await openCheckpoints(await openStore(project.root, () => undefined), () => undefined)).write({key, run: "line/default/once on wasm"}, Buffer.from("of another version"));
  await expect.poll(() => readdir(checkpointsOf(project))).toEqual([key]);
  const foreign = await project.reprise(["run"]);
  expect(foreign).toMatchObject({code: 0, out: expect.stringContaining("line/default/once begins anew, since its checkpoint is another run's")});

  await forget(project);
  await writeFile(file, whole);
  const fresh = await project.reprise(["run", "--fresh"]);
  expect(fresh).toMatchObject({code: 0, out: expect.stringContaining("1 computed")});
  expect(fresh.out).not.toContain("goes on");
});

/** Forgets what was computed. */
const forget = (project: SampleProject): Promise<unknown> => Promise.all(["runs", "trained"].map((shelf) => rm(join(project.root, ".reprise", "store", shelf), {recursive: true, force: true})));
