import {createHash} from "node:crypto";
import {readFile, writeFile} from "node:fs/promises";
import {join} from "node:path";
import {beforeAll, expect, test} from "vitest";
import {changeTexts, keyChanges, type KeyChange} from "../../src/plan/changes.ts";
import type {KeyRecord} from "../../src/plan/key-record.ts";
import {copyToolkit, makeProject, sampleFiles, type SampleProject} from "../run/sample-project.ts";
import {prettyCanonicalJson} from "../../src/results/canonical-json.ts";

const rows = "1,2\n3,4\n";
const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

/** `start` draws where `line` begins; `line` reads data, a helper and a package; `outside` is a program of its own. */
const files: Readonly<Record<string, string>> = {
  ...sampleFiles,
  "reprise.config.ts": (sampleFiles["reprise.config.ts"] ?? "").replace('["line"]', '["start", "line", "outside"]'),
  "rows.csv": rows,
  "package-lock.json": '{"lockfileVersion": 3, "packages": {"node_modules/tiny": {"version": "1.0.0", "integrity": "sha512-aaaaaaaaaaaaaaaa=="}}}',
  "node_modules/tiny/package.json": '{"name": "tiny", "version": "1.0.0", "type": "module", "main": "index.js"}',
  "node_modules/tiny/index.js": "export const one = 1;\n",
  "experiments/start/experiment.ts": `import {defineExperiment, grid} from "reprise";
export default defineExperiment({
  id: "start", title: "A start", question: "Where to begin?", parameters: grid({width: 1}), replicates: {seed: 1},
  metrics: {start: {label: "start", better: "neither"}},
});
`,
  "experiments/start/train.ts": `export const train = ({tf, parameters, random}) => ({predictions: tf.tensor1d([random.stream("start").uniform(-parameters.width, parameters.width)])});
`,
  "experiments/start/evaluate.ts": "export const evaluate = ({output}) => ({metrics: {start: output.values[0]}});\n",
  "experiments/line/experiment.ts": `import {defineData, defineExperiment, from, points} from "reprise";
export default defineExperiment({
  id: "line", title: "A line", question: "Does it fit?",
  data: {rows: defineData({id: "rows", title: "Rows", description: "", licence: "CC0-1.0", file: {sha256: "${sha256(rows)}", bytes: ${rows.length}, sources: [{file: "rows.csv"}], format: {kind: "csv", header: false}}})},
  parameters: points([{name: "slow", rate: 0.01}, {name: "fast", rate: 0.1}]),
  replicates: {seed: 1}, inputs: {start: from("start")},
  metrics: {error: {label: "error", better: "lower"}},
});
`,
  "experiments/line/train.ts": `import {one} from "tiny";
import {step} from "./step.ts";

export const train = ({tf, parameters, inputs}) => {
  const begin = inputs.start.predictions.output.values[0];
  return {predictions: tf.tensor1d([step(begin, parameters.rate) + one])};
};
`,
  "experiments/line/step.ts": `/** One step downhill. */
export function step(from: number, rate: number): number {
  const slope = 2 * from;
  return from - rate * slope;
}
export const unused = (): number => 1;
`,
  "experiments/line/evaluate.ts": "export const evaluate = ({output}) => ({metrics: {error: Math.abs(output.values[0])}});\n",
  "experiments/outside/experiment.ts": `import {defineExperiment, grid} from "reprise";
export default defineExperiment({
  id: "outside", title: "Outside", question: "Does it take part?", parameters: grid({power: 1}), replicates: {seed: 2},
  metrics: {mean: {label: "mean", better: "neither"}}, command: ["sh", "fit.sh"], files: ["fit.sh"],
});
`,
  "experiments/outside/fit.sh": `output=$(sed -n 's/.*"output":"\\([^"]*\\)".*/\\1/p' "$1")
printf '{"mean": 1}' > "$output/metrics.json"
`,
};

interface Told {
  readonly cached: boolean;
  readonly parts: KeyRecord;
  readonly changed: Readonly<Record<"since baseline" | "since last made", readonly (KeyChange & {readonly text: string})[]>>;
}

interface Edit {
  readonly file: string;
  readonly change: (content: Buffer) => string | Buffer;
}

const toolkit = await copyToolkit();
let project: SampleProject;

beforeAll(async () => {
  project = await makeProject(files, toolkit);
  const accepted = await project.reprise(["accept"]);
  expect(accepted, accepted.error).toMatchObject({code: 0});
}, 120_000);

async function explain(run: string): Promise<Told> {
  const {code, out, error} = await project.reprise(["explain", run, "--json"]);
  expect({code, error}).toEqual({code: 0, error: ""});
  return JSON.parse(out) as Told;
}

/** What is told to have changed of each run while some files are edited. */
async function toldAfter(edits: readonly Edit[], runs: readonly string[]): Promise<readonly Told[]> {
  const originals = await Promise.all(edits.map(({file}) => readFile(place(file))));
  for (const {file, change} of edits) await writeFile(place(file), change(await readFile(place(file))));
  try {
    return await Promise.all(runs.map(explain));
  } finally {
    for (const [index, {file}] of edits.entries()) await writeFile(place(file), originals[index]!);
  }
}

const place = (file: string): string => (file.startsWith("src/") ? join(toolkit, file) : join(project.root, file));

const edit = (file: string, from: string, to: string): Edit => ({
  file,
  change: (content) => {
    const text = content.toString("utf8");
    if (!text.includes(from)) throw new Error(`${file} does not hold ${from}`);
    return text.replace(from, to);
  },
});

const texts = (told: Told | undefined, since: "since baseline" | "since last made" = "since baseline"): readonly string[] | undefined => told?.changed[since].map(({text}) => text);

const line = "experiments/line";
const other = "3,4\n1,2\n";

/** By what is changed: the edits, and what is told of line/fast/seed-1 and of others. */
const mutations: Readonly<Record<string, readonly [readonly Edit[], Readonly<Record<string, readonly (string | RegExp)[]>>]>> = {
  "a parameter": [[edit(`${line}/experiment.ts`, "rate: 0.1", "rate: 0.2")], {"line/fast/seed-1": ["parameter rate: 0.1 → 0.2"], "line/slow/seed-1": []}],
  "a new parameter": [[edit(`${line}/experiment.ts`, "rate: 0.1", "rate: 0.1, decay: 0.5")], {"line/fast/seed-1": ["parameter decay: none → 0.5"], "line/slow/seed-1": []}],
  "a helper that train reaches": [[edit(`${line}/step.ts`, "2 * from", "3 * from")], {"line/fast/seed-1": [`code: ${line}/step.ts, function step changed`], "start/default/seed-1": []}],
  "evaluate alone": [[edit(`${line}/evaluate.ts`, "Math.abs", "2 * Math.abs")], {"line/fast/seed-1": [`code: ${line}/evaluate.ts, function evaluate changed`]}],
  "a module's own statements": [[edit(`${line}/train.ts`, "export const", 'console.log("hello");\nexport const')], {"line/fast/seed-1": [`code: ${line}/train.ts, own statements changed`]}],
  "a module that is newly reached": [
    [edit(`${line}/train.ts`, "import {step}", 'import {evaluate} from "./evaluate.ts";\nimport {step}'), edit(`${line}/train.ts`, "export const", "console.log(evaluate);\nexport const")],
    {"line/fast/seed-1": [`code: ${line}/evaluate.ts added`, `code: ${line}/train.ts, own statements changed`]},
  ],
  "a package's version": [[edit("node_modules/tiny/package.json", "1.0.0", "1.0.1")], {"line/fast/seed-1": ["package tiny: 1.0.0 → 1.0.1"], "start/default/seed-1": []}],
  "a package's integrity in the lock file": [[edit("package-lock.json", "sha512-a", "sha512-b")], {"line/fast/seed-1": ["package tiny: sha512-aaaaaaaa → sha512-baaaaaaa"]}],
  "a package's code under the same version": [[edit("node_modules/tiny/index.js", "1", "2")], {"line/fast/seed-1": ["code: node_modules/tiny/index.js, const one changed"]}],
  "a package's version with its code": [[edit("node_modules/tiny/package.json", "1.0.0", "2.0.0"), edit("node_modules/tiny/index.js", "1", "2")], {"line/fast/seed-1": ["package tiny: 1.0.0 → 2.0.0"]}],
  "the data's bytes": [
    [{file: "rows.csv", change: () => other}, edit(`${line}/experiment.ts`, sha256(rows), sha256(other))],
    {"line/fast/seed-1": [`data rows, file file: ${sha256(rows).slice(0, 8)} → ${sha256(other).slice(0, 8)}`], "start/default/seed-1": []},
  ],
  "the data's format": [[edit(`${line}/experiment.ts`, "header: false", "header: true")], {"line/fast/seed-1": [/^data rows, file file: format .*"header":false.* → .*"header":true/]}],
  "the experiment of an input": [
    [edit("experiments/start/experiment.ts", "width: 1", "width: 2")],
    {"line/fast/seed-1": ["input start (from start/default/seed-1) changed: parameter width: 1 → 2"], "start/default/seed-1": ["parameter width: 1 → 2"], "outside/default/seed-1": []},
  ],
  "the evaluation of an input": [[edit("experiments/start/evaluate.ts", "output.values[0]", "output.values[0] + 1")], {"line/fast/seed-1": [], "start/default/seed-1": ["code: experiments/start/evaluate.ts, function evaluate changed"]}],
  "the engine": [[edit(`${line}/experiment.ts`, "replicates:", 'engine: "cpu", replicates:')], {"line/fast/seed-1": ["engine: wasm → cpu"]}],
  "a file of a command": [[edit("experiments/outside/fit.sh", '"mean": 1', '"mean": 2')], {"outside/default/seed-1": [/^command's file fit\.sh: [0-9a-f]{8} → [0-9a-f]{8}$/], "line/fast/seed-1": []}],
  "the words of a command": [[edit("experiments/outside/experiment.ts", '["sh", "fit.sh"]', '["sh", "-e", "fit.sh"]')], {"outside/default/seed-1": ['command: ["sh","fit.sh"] → ["sh","-e","fit.sh"]']}],
  "a kernel": [[{file: "src/engine/kernels/kernels.wasm", change: (bytes) => Buffer.concat([bytes, Buffer.of(0, 2, 1, 120)])}], {"start/default/seed-1": [/^kernel kernels\.wasm: [0-9a-f]{8} → [0-9a-f]{8}$/], "outside/default/seed-1": []}],
  "the toolkit's arithmetic": [[edit("src/math/exponential.ts", "n <= 28", "n <= 29")], {"start/default/seed-1": ["reprise: src/math/exponential.ts, function seriesExponential changed"], "outside/default/seed-1": []}],
  "the toolkit's random streams": [[edit("src/random/stream.ts", "export ", "console.log(1);\nexport ")], {"start/default/seed-1": ["reprise: src/random/stream.ts, own statements added"]}],
  "the recipe of keys": [[edit("src/plan/key.ts", "recipe = 1", "recipe = 2")], {"outside/default/seed-1": ["how keys are made: recipe 1 → 2"]}],
};

for (const [what, [edits, expected]] of Object.entries(mutations)) {
  test(`explain names ${what}, and nothing else`, {timeout: 120_000}, async () => {
    const runs = Object.keys(expected);
    for (const [index, told] of (await toldAfter(edits, runs)).entries()) {
      const wanted = expected[runs[index]!]!;
      const got = texts(told) ?? [];
      expect(got, runs[index]).toEqual(wanted.map((each) => (typeof each === "string" ? each : expect.stringMatching(each))));
      expect(texts(told, "since last made"), `${runs[index]}, since it was last made`).toEqual(got);
      expect(told.cached, `${runs[index]} cached`).toBe(wanted.length === 0);
    }
  });
}

test("between two runs that differ in their seed alone, the seed is what changed", {timeout: 120_000}, async () => {
  const [one, two] = await Promise.all([explain("outside/default/seed-1"), explain("outside/default/seed-2")]);
  expect(changeTexts(keyChanges(one.parts, two.parts))).toEqual(["seed: 1 → 2"]);
});

test("a comment, a type, the layout, a local name, a title and what nobody reaches change nothing", {timeout: 120_000}, async () => {
  const told = await toldAfter([
    edit(`${line}/step.ts`, "const slope = 2 * from;\n  return from - rate * slope;", "// downhill\n  const gradient: number = 2 * from;\n\n  return (from - rate * gradient);"),
    edit(`${line}/step.ts`, "=> 1;", "=> 2;"),
    edit(`${line}/experiment.ts`, 'title: "A line"', 'title: "A straight line"'),
    edit("reprise.config.ts", 'title: "Sample"', 'title: "Example"'),
    edit("src/math/exponential.ts", "let sum = one;", "/* begins */ let sum = one;"),
    edit("src/paper/build-paper.ts", "export ", "console.log(1);\nexport "),
  ], ["line/fast/seed-1", "start/default/seed-1"]);
  for (const {changed, cached} of told) expect({changed, cached}).toEqual({changed: {"since baseline": [], "since last made": []}, cached: true});
});

test("explain prints the parts of the key, and says of an unknown run which are near", {timeout: 120_000}, async () => {
  const {out} = await project.reprise(["explain", "line/fast/seed-1"]);
  for (const part of [/code +train\.ts +[0-9a-f]{8} +.*\bstep\.ts/, /packages +tiny +1\.0\.0/, /data +rows +[0-9a-f]{8} +csv/, /parameters +name +fast/, /replicate +seed +1/, /inputs +start +[0-9a-f]{8} +start\/default\/seed-1/, /engine +wasm +[0-9a-f]{8}/, /kernels\.wasm +[0-9a-f]{8}/, /recipe +1/]) expect(out).toMatch(part);
  expect(out).toContain("nothing changed: accepted with this very key");
  expect(await project.reprise(["explain", "line/fst/seed-1"])).toMatchObject({code: 2, error: expect.stringContaining("did you mean line/fast/seed-1")});
});

test("run and plan give the reason of every hit and miss, told once for many runs", {timeout: 120_000}, async () => {
  const original = await project.read(`${line}/step.ts`);
  await project.write(`${line}/step.ts`, original.replace("2 * from", "4 * from"));
  expect((await project.reprise(["plan", "--reasons"])).out).toContain(`2 runs of line to make: code: ${line}/step.ts, function step changed`);
  const ran = await project.reprise(["run", "--reasons"]);
  expect(ran.out).toContain(`2 runs of line made: code: ${line}/step.ts, function step changed`);
  expect(ran.out).toContain("2 runs of outside cached: nothing changed");
  expect((await project.reprise(["run", "--reasons", "--fresh", "--experiment", "start"])).out).toContain("1 run of start made: asked for afresh");
  await project.write(`${line}/step.ts`, original);
  expect((await explain("line/fast/seed-1")).changed["since baseline"]).toEqual([]);
});

test("keys of the older format are read, with less detail", {timeout: 120_000}, async () => {
  const file = "results/line/keys.json";
  const text = await project.read(file);
  const {recipe: _, inputs: __, entries, ...rest} = JSON.parse(text) as Record<string, unknown> & {readonly entries: Readonly<Record<string, {readonly digest: string}>>};
  const older = {...rest, format: "reprise.keys/1", entries: Object.fromEntries(Object.entries(entries).map(([name, {digest}]) => [name, digest]))};
  await project.write(file, prettyCanonicalJson(older));
  expect(texts((await toldAfter([edit(`${line}/step.ts`, "2 * from", "3 * from")], ["line/fast/seed-1"]))[0])).toEqual(["code: train.ts, or what it imports, changed"]);
  await project.write(file, text);
});
