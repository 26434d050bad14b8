import {createHash} from "node:crypto";
import {expect, test} from "vitest";
import {makeProject, sampleFiles} from "./sample-project.ts";

const settings = (groups: string): string => (sampleFiles["reprise.config.ts"] ?? "").replace('["line"]', groups);

const points = "x\n1\n2\n3\n";

/** A program that goes on from what `line` learnt, and leaves everything that a program can leave. */
const files: Readonly<Record<string, string>> = {
  ...sampleFiles,
  "reprise.config.ts": settings('["line", "outside"]'),
  "experiments/outside/experiment.ts": `import {defineData, defineExperiment, from, grid} from "reprise";
export default defineExperiment({
  id: "outside", title: "An external program", question: "Can a program of any language take part?",
  parameters: grid({factor: [1, 2]}), replicates: {seed: 2}, inputs: {model: from("line", "fast")},
  data: {points: defineData({id: "points", title: "Points", description: "Two.", licence: "CC0-1.0", file: {
    sha256: "${createHash("sha256").update(points).digest("hex")}", bytes: 8, sources: [{file: "points.csv"}], format: {kind: "csv", header: true},
  }})},
  metrics: {mean: {label: "mean", better: "neither", tolerance: 0.001}},
  command: ["node", "fit.mjs"], files: ["part.mjs"], lock: "uv.lock", version: ["node", "version.mjs"],
});
`,
  "points.csv": points,
  "experiments/outside/uv.lock": "numpy 1\n",
  "experiments/outside/version.mjs": 'console.log("Interpreter 1");\n',
  "experiments/outside/part.mjs": "export const offset = 0;\n",
  "experiments/outside/beside.txt": "read by nobody\n",
  "experiments/outside/fit.mjs": `import {appendFileSync, mkdirSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {offset} from "./part.mjs";
const {run, parameters, replicate, data, inputs, output} = JSON.parse(readFileSync(process.argv[2], "utf8"));
console.log("fitting with", Object.keys(parameters).join());
const bytes = readFileSync(inputs.model.weights);
const head = Number(bytes.readBigUInt64LE());
const {slope: {data_offsets: [begin]}} = JSON.parse(bytes.subarray(8, 8 + head).toString());
const slope = bytes.readFloatLE(8 + head + begin);
const points = readFileSync(data.points.file, "utf8").trim().split("\\n").slice(1).map(Number);
appendFileSync(data.points.file, "spoilt"); // its own copy
writeFileSync(join(output, "predictions.csv"), "y\\n" + points.map((x) => (x * slope * parameters.factor + replicate.seed + offset).toFixed(6)).join("\\n"));
mkdirSync(join(output, "series"));
writeFileSync(join(output, "series", "training.jsonl"), '{"step": 1, "loss": 0.5}\\n{"step": 2, "loss": 0.25}\\n');
writeFileSync(join(output, "weights.safetensors"), bytes);
writeFileSync(join(output, "log.txt"), run);
writeFileSync("cache.bin", "left lying about");
`,
  "experiments/outside/evaluate.ts": `import type {Evaluate} from "reprise";
import type experiment from "./experiment.ts";
export const evaluate: Evaluate<typeof experiment> = ({y}) => ({metrics: {mean: y!.values.reduce((sum, each) => sum + each, 0) / y!.values.length}});
`,
};

const fitted = {code: 0, error: ""};

test("an external program gets data and inputs as files of its own, and what it leaves is kept as of any run", {timeout: 300_000}, async () => {
  const project = await makeProject(files);
  const accepted = await project.reprise(["accept"]);
  expect(accepted).toMatchObject(fitted);
  expect(accepted.out, "what it prints").toContain("outside/factor-2/seed-2: fitting with factor");
  expect(accepted.out, "what it left undeclared").toContain("outside: beside.txt in its folder: not declared");
  expect(accepted.out, "what nobody reads").toContain("nobody reads what its command wrote as log.txt");
  expect(accepted.out, "what it left among the sources").toMatch(/while its command ran, .*cache.bin.* changed in experiments\/outside/);
  const result = JSON.parse(await project.read("results/outside/factor-2/seed-1.json")) as {readonly digests: {readonly weights: string}};
  expect(result).toMatchObject({origin: "command", engine: "external", series: {training: {step: [1, 2], loss: [0.5, 0.25]}}, digests: {predictions: expect.stringMatching(/^[0-9a-f]{64}$/)}});
  expect(result.digests.weights).toBe((JSON.parse(await project.read("results/line/fast/seed-1.json")) as typeof result).digests.weights);
  expect((await project.reprise(["verify", "--from", "predictions", "--experiment", "outside"])).code).toBe(0);

  const computed = async () => JSON.parse((await project.reprise(["run", "--experiment", "outside", "--json"])).out) as {readonly computed: readonly string[]};
  expect((await computed()).computed, "again").toEqual([]);
  for (const [file, from, to] of [["uv.lock", "numpy 1", "numpy 2"], ["part.mjs", "offset = 0", "offset = 0.0001"], ["version.mjs", "Interpreter 1", "Interpreter 2"], ["fit.mjs", "fitting with", "fitting by"]] as const) {
    await project.replace(`experiments/outside/${file}`, from, to);
    expect((await computed()).computed, file).toHaveLength(4);
  }
  expect((await project.reprise(["explain", "outside/factor-1/seed-1"])).out).toContain("command's version: Interpreter 1 → Interpreter 2");

  await project.replace("experiments/outside/evaluate.ts", "/ y!.values.length", "/ (y!.values.length + 1)");
  const evaluated = await project.reprise(["run", "--experiment", "outside"]);
  expect(evaluated.out).toContain("4 computed");
  expect(evaluated.out, "new metrics of old predictions").not.toContain("fitting by");
  expect(await project.read("points.csv"), "the program had a copy").toBe(points);
});

const short = (fields: string, program: string): Readonly<Record<string, string>> => ({
  ...sampleFiles,
  "reprise.config.ts": settings('["outside"]'),
  "experiments/outside/experiment.ts": `import {defineExperiment, grid} from "reprise";
export default defineExperiment({id: "outside", title: "T", question: "Q", parameters: grid({power: [1, 2]}), metrics: {mean: {label: "mean", better: "neither", tolerance: 1}}, ${fields}});
`,
  "experiments/outside/fit.mjs": program,
});

const writesMetrics = (value: string): string => `import {readFileSync, writeFileSync} from "node:fs";
const {output, parameters} = JSON.parse(readFileSync(process.argv[2], "utf8"));
writeFileSync(output + "/metrics.json", JSON.stringify({mean: ${value}}));
`;

test("a program that promises every byte is held to every byte", {timeout: 300_000}, async () => {
  const project = await makeProject(short('command: ["node", "fit.mjs"], promise: "bitwise"', writesMetrics("1")));
  expect((await project.reprise(["accept"])).code).toBe(0);
  await project.replace("experiments/outside/fit.mjs", "mean: 1", "mean: 1.0000001");
  expect((await project.reprise(["verify"])).code).toBe(1);
  await project.replace("experiments/outside/experiment.ts", ', promise: "bitwise"', "");
  expect((await project.reprise(["verify"])).code).toBe(0);
});

test("one run's failing program is told with its last lines, and the others are made", {timeout: 300_000}, async () => {
  const project = await makeProject(short('command: ["node", "fit.mjs"], timeLimit: 20', `const {parameters} = JSON.parse((await import("node:fs")).readFileSync(process.argv[2], "utf8"));
if (parameters.power === 2) throw new Error("too much power");
${writesMetrics("1").replace(", parameters", "")}`));
  const {code, out} = await project.reprise(["run"]);
  expect(code).toBe(1);
  expect(out).toContain("too much power");
  expect(out).toContain("run it by hand in experiments/outside: node fit.mjs job.json");
  expect(out).toMatch(/2 runs: 1 computed, 0 cached, 0 not run, 1 failed/);
});

test.each([
  ['engine: "external"', "the engine external is an external program, but there is no command"],
  ['command: ["node", "fit.mjs"], engine: "cpu"', "a command does not compute on the engine cpu"],
  ['lock: "uv.lock"', "lock belongs to a command, and there is none"],
  ['promise: "bitwise"', "promise is what an external program's results promise, and there is no command"],
  ['command: ["node", "fit.mjs"], files: ["../../../etc/passwd"]', "../../../etc/passwd lies outside the project"],
  ['command: ["node", "fit.mjs"], lock: "uv.lock"', "experiments/outside/uv.lock, which its command needs, is missing"],
  ['command: ["node", "fit.mjs"], timeLimit: 0', "at timeLimit"],
])("%s is refused before anything runs: %s", {timeout: 60_000}, async (fields, message) => {
  const project = await makeProject(short(fields, ""));
  const {code, error} = await project.reprise(["run"]);
  expect({code, error}).toEqual({code: 2, error: expect.stringContaining(message)});
  expect(error).toContain("mend:");
});
