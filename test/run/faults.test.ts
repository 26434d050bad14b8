import {createServer} from "node:http";
import {readdir, rm, writeFile} from "node:fs/promises";
import type {AddressInfo} from "node:net";
import {join} from "node:path";
import {expect, test} from "vitest";
import {sha256} from "../../src/store/store.ts";
import {makeProject, sampleFiles, type SampleProject} from "./sample-project.ts";

const noStack = /\n\s+at /;

test("a promise that fails and that nobody awaits fails its own run, in its own words", {timeout: 60_000}, async () => {
  const project = await makeProject();
  await project.replace("experiments/line/train.ts", "const noise", 'if (parameters.learningRate === 0.1) void Promise.reject(new Error("a forgotten promise"));\n  const noise');
  const {code, out} = await project.reprise(["run", "--jobs", "1"]);
  expect(code).toBe(1);
  expect(out).toContain("a forgotten promise");
  expect(out).toContain("2 computed");
  expect(out).not.toContain("out of memory");
});

test("what an experiment's own code throws, or asks of the host, is told with the place as its author wrote it", {timeout: 60_000}, async () => {
  const project = await makeProject();
  await project.replace("experiments/line/truth.ts", "2 * x + 1;", "{\n  // no such line\n  return (undefined as unknown as number[])[x]!;\n};");
  const failed = await project.reprise(["run"]);
  expect(failed.code).toBe(1);
  expect(failed.out).toContain(`4 runs: 0 computed, 0 cached, 0 not run, 4 failed
  ✗ line: 4 runs failed
    Cannot read properties of undefined (reading '0')
    mend: it failed in experiments/line/truth.ts:4: return (undefined as unknown as number[])[x]!;
      called in experiments/line/train.ts:8: const y = x.map((each) => truth(each) + noise.normal(0, 0.01));
`);
  await project.replace("experiments/line/truth.ts", "(undefined as unknown as number[])[x]!", "Math.random() + x");
  const refused = await project.reprise(["run"]);
  expect(refused.code).toBe(2);
  expect(refused.error).toContain("(called in truth)\n    in experiments/line/truth.ts:4: return Math.random() + x;\n");
});

test("what evaluate returns is checked before it is kept", {timeout: 60_000}, async () => {
  const project = await makeProject();
  await project.replace("experiments/line/evaluate.ts", "/ errors.length}", "/ errors.length}, series: {curve: {x: [1, 2], y: [1]}}");
  const {code, error} = await project.reprise(["run"]);
  expect(code).toBe(2);
  expect(error).toMatch(/line\/\w+\/seed-\d, at series.curve: expected columns of equal length/);
  expect(error).toContain("evaluate.ts");
  expect(error).not.toMatch(noStack);
});

test.each([
  ["another name", "error: errors", "eror: errors", "gave the metric eror, which experiment.ts does not declare", "did you mean error?"],
  ["one too few", "{metrics: {error: errors.reduce((sum, each) => sum + each, 0) / errors.length}}", "{metrics: {}}", "gave no metric error", "compute it"],
])("metrics are those that the experiment declares, or nothing is kept: %s", {timeout: 60_000}, async (_, from, to, message, mend) => {
  const project = await makeProject();
  await project.replace("experiments/line/evaluate.ts", from, to);
  const {code, error} = await project.reprise(["run"]);
  expect(code).toBe(2);
  expect(error).toContain(message);
  expect(error).toContain(mend);
});

test("what evaluate returns and no process can hand on is told in words", {timeout: 60_000}, async () => {
  const project = await makeProject();
  await project.replace("experiments/line/evaluate.ts", "/ errors.length}", "/ errors.length}, matrices: {m: (() => 1) as never}");
  const {code, error} = await project.reprise(["run"]);
  expect(code).toBe(2);
  expect(error).toContain("could not be cloned");
  expect(error).not.toMatch(noStack);
});

const twoExperiments: Readonly<Record<string, string>> = {
  ...sampleFiles,
  "reprise.config.ts": (sampleFiles["reprise.config.ts"] ?? "").replace('["line"]', '["line", "after"]'),
  "experiments/after/experiment.ts": (sampleFiles["experiments/line/experiment.ts"] ?? "").replace('id: "line"', 'id: "after"').replace("import {", "import {from, ").replace("replicates:", 'inputs: {model: from("line")},\n  replicates:'),
  "experiments/after/train.ts": 'import type {Train} from "reprise";\nimport type experiment from "./experiment.ts";\nexport const train: Train<typeof experiment> = ({inputs}) => ({predictions: inputs.model.predictions.output!});\n',
  "experiments/after/evaluate.ts": 'import type {Evaluate} from "reprise";\nimport type experiment from "./experiment.ts";\nexport const evaluate: Evaluate<typeof experiment> = ({output}) => ({metrics: {error: output!.values[0]!}});\n',
};

/** Flips a bit of everything in the store that runs read by digest. */
async function spoilObjects(project: SampleProject, spoil: (file: string) => Promise<void>): Promise<void> {
  const entries = await readdir(join(project.root, ".reprise", "store", "objects"), {recursive: true, withFileTypes: true});
  await Promise.all(entries.filter((entry) => entry.isFile()).map((entry) => spoil(join(entry.parentPath, entry.name))));
}

test("what an experiment takes from another is verified by its digest, and made again where it is spoilt or gone", {timeout: 120_000}, async () => {
  const project = await makeProject(twoExperiments);
  expect((await project.reprise(["accept"])).code).toBe(0);
  for (const spoil of [(file: string) => rm(file), (file: string) => writeFile(file, "spoilt")]) {
    await spoilObjects(project, spoil);
    await project.replace("experiments/after/train.ts", "inputs})", "inputs, parameters: {steps}})");
    await project.replace("experiments/after/train.ts", "({predictions", "(steps < 0 ? {predictions: inputs.model.predictions.output!} : {predictions");
    const {code, out, error} = await project.reprise(["verify"]);
    expect({code, error}).toEqual({code: 0, error: ""});
    expect(out).toMatch(/after\s+4\s+4\s+0\s+0\s+0/);
    await project.write("experiments/after/train.ts", twoExperiments["experiments/after/train.ts"] ?? "");
    await rm(join(project.root, ".reprise", "store", "runs"), {recursive: true});
    expect((await project.reprise(["verify"])).code).toBe(0);
  }
});

const withData = (sources: string, digest: string, bytes: number): string =>
  (sampleFiles["experiments/line/experiment.ts"] ?? "").replace("import {", "import {defineData, ").replace("parameters:", `data: {rows: defineData({id: "rows", title: "Rows", description: "", licence: "CC0-1.0", file: {sha256: "${digest}", bytes: ${bytes}, sources: [${sources}], format: {kind: "csv", header: false}}})},\n  parameters:`);

test("a data set's new name reaches the results", {timeout: 120_000}, async () => {
  const project = await makeProject({...sampleFiles, "data.csv": "1,2\n", "experiments/line/experiment.ts": withData('{file: "data.csv"}', sha256("1,2\n"), 4)});
  expect((await project.reprise(["accept"])).code).toBe(0);
  await project.replace("experiments/line/experiment.ts", 'id: "rows"', 'id: "table"');
  expect((await project.reprise(["accept"])).code).toBe(0);
  expect(JSON.parse(await project.read("results/line/fast/seed-1.json"))).toMatchObject({digests: {data: {table: sha256("1,2\n")}}});
});

test("a mistake in one run ends the whole, also while another still fetches its data", {timeout: 60_000}, async () => {
  const project = await makeProject(twoExperiments);
  const server = createServer((_, response) => { setTimeout(() => response.end("1,2\n"), 4000); }).listen(0, "127.0.0.1");
  await new Promise((listening) => server.once("listening", listening));
  try {
    await project.write("experiments/line/experiment.ts", withData(`{url: "http://127.0.0.1:${(server.address() as AddressInfo).port}/data.csv"}`, sha256("1,2\n"), 4));
    await project.write("experiments/after/experiment.ts", (twoExperiments["experiments/after/experiment.ts"] ?? "").replace('inputs: {model: from("line")},', ""));
    await project.write("experiments/after/train.ts", "export const train = () => { Math.random(); };\n");
    await project.write("reprise.config.ts", (twoExperiments["reprise.config.ts"] ?? "").replace('["line", "after"]', '["line", "after"]'));
    const {code, error} = await project.reprise(["run", "--jobs", "8"]);
    expect(code).toBe(2);
    expect(error).toContain("Math.random() in a run");
  } finally {
    server.close();
  }
});

test("train and evaluate import of the toolkit only what is part of their keys", {timeout: 60_000}, async () => {
  const project = await makeProject();
  await project.replace("experiments/line/truth.ts", "/** The line to find. */", 'import {defineReport} from "reprise/report";\nconsole.log(defineReport);');
  const {code, error} = await project.reprise(["run"]);
  expect(code).toBe(2);
  expect(error).toContain("reprise/report");
  expect(error).toContain("truth.ts");
});

test("a run whose process is killed was not run: nothing differs", {timeout: 60_000}, async () => {
  const project = await makeProject();
  expect((await project.reprise(["accept"])).code).toBe(0);
  await project.replace("experiments/line/train.ts", "const noise", "if (parameters.learningRate === 0.1) process.kill(process.pid, \"SIGKILL\");\n  const noise");
  const {code, out} = await project.reprise(["verify", "--jobs", "1"]);
  expect(code).toBe(3);
  expect(out).toContain("its process ended (SIGKILL)");
  expect(out).toMatch(/line\s+4\s+2\s+0\s+0\s+2/);
});
