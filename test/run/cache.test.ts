import {readFile, writeFile} from "node:fs/promises";
import {join} from "node:path";
import {expect, test} from "vitest";
import {copyToolkit, makeProject, sampleFiles, type SampleProject} from "./sample-project.ts";

const all = ["line/fast/seed-1", "line/fast/seed-2", "line/slow/seed-1", "line/slow/seed-2"];

async function computed(project: SampleProject): Promise<readonly string[]> {
  const {code, out, error} = await project.reprise(["run", "--json"]);
  expect({code, error}).toEqual({code: 0, error: ""});
  return (JSON.parse(out) as {readonly computed: readonly string[]}).computed.toSorted();
}

test("work is redone when its meaning changed, and only then", {timeout: 120_000}, async () => {
  const project = await makeProject();
  expect(await computed(project), "the first time").toEqual(all);
  expect(await computed(project), "again").toEqual([]);

  await project.replace("experiments/line/train.ts", "const noise", "// what the world adds\n  const noise");
  await project.replace("experiments/line/truth.ts", "(x: number)", "(x: number /* any */)");
  await project.replace("experiments/line/experiment.ts", 'title: "A line"', 'title: "A straight line"');
  await project.replace("experiments/line/train.ts", "const noise = random", "const disturbance = random");
  await project.replace("experiments/line/train.ts", "noise.normal", "disturbance.normal");
  expect(await computed(project), "a comment, a type, a title, a variable's name").toEqual([]);

  await project.replace("experiments/line/experiment.ts", "learningRate: 0.1", "learningRate: 0.2");
  expect(await computed(project), "one variant's learning rate").toEqual(["line/fast/seed-1", "line/fast/seed-2"]);

  await project.replace("experiments/line/truth.ts", "2 * x + 1", "3 * x + 1");
  expect(await computed(project), "a helper that train reaches").toEqual(all);
});

test("a change of evaluate alone computes new metrics from the stored predictions, without training", {timeout: 120_000}, async () => {
  const project = await makeProject({...sampleFiles, "experiments/line/train.ts": (sampleFiles["experiments/line/train.ts"] ?? "").replace("const noise", 'console.log("training");\n  const noise')});
  expect((await project.reprise(["run"])).out).toContain("training");
  await project.replace("experiments/line/evaluate.ts", "/ errors.length", "/ (errors.length - 1)");
  const again = await project.reprise(["run"]);
  expect(again.out).toContain("4 computed");
  expect(again.out).not.toContain("training");
});

test("a package that train reaches is part of the key, by name, version and integrity", {timeout: 120_000}, async () => {
  const project = await makeProject();
  await project.write("node_modules/tiny/package.json", '{"name": "tiny", "version": "1.0.0", "type": "module", "main": "index.js"}');
  await project.write("node_modules/tiny/index.js", "export const one = 1;\n");
  await project.replace("experiments/line/truth.ts", "/** The line to find. */", 'import {one} from "tiny";\n/** The line to find. */');
  await project.replace("experiments/line/truth.ts", "+ 1", "+ one");
  expect(await computed(project)).toEqual(all);
  await project.replace("node_modules/tiny/package.json", "1.0.0", "1.0.1");
  expect(await computed(project)).toEqual(all);
});

test("a kernel, and the arithmetic beneath, are part of every key; the site and the paper are part of none", {timeout: 120_000}, async () => {
  const toolkit = await copyToolkit();
  const project = await makeProject(sampleFiles, toolkit);
  const keys = async () => {
    const {out, error} = await project.reprise(["plan", "--json"]);
    expect(error).toBe("");
    return Object.values((JSON.parse(out) as readonly {readonly keys: Readonly<Record<string, string>>}[])[0]?.keys ?? {});
  };
  const edit = async (file: string, change: (text: Buffer) => string | Buffer) => writeFile(join(toolkit, file), change(await readFile(join(toolkit, file))));
  const before = await keys();
  expect(new Set(before).size).toBe(4);

  await edit("src/paper/build-paper.ts", (text) => `${text}\nexport const unrelated = 1;\n`);
  await edit("src/math/exponential.ts", (text) => `// a comment\n${text}`);
  expect(await keys(), "the paper's code, a comment in the arithmetic").toEqual(before);

  await edit("src/engine/kernels/kernels.wasm", (bytes) => Buffer.concat([bytes, Buffer.of(0, 2, 1, 120)]));
  const withKernel = await keys();
  expect(withKernel.filter((key) => before.includes(key)), "a kernel").toEqual([]);

  await edit("src/random/stream.ts", (text) => `${text}\nexport const drawn = globalThis.name;\nconsole.log(drawn);\n`);
  expect((await keys()).filter((key) => withKernel.includes(key)), "the random streams").toEqual([]);
});

test("metrics that experiment.ts no longer declares, or newly declares, are not taken from the cache", {timeout: 120_000}, async () => {
  const project = await makeProject();
  expect(await computed(project)).toEqual(all);
  const declared = 'error: {label: "squared error", better: "lower"}';
  await project.replace("experiments/line/experiment.ts", declared, 'other: {label: "other", better: "lower"}');
  for (const words of [["run"], ["accept"]]) {
    expect(await project.reprise(words), words.join(" ")).toMatchObject({code: 2, error: expect.stringContaining("evaluate.ts gave the metric error, which experiment.ts does not declare")});
  }
  await project.replace("experiments/line/experiment.ts", "metrics: {", `metrics: {${declared}, `);
  expect(await project.reprise(["run"])).toMatchObject({code: 2, error: expect.stringContaining("evaluate.ts gave no metric other")});
  await project.replace("experiments/line/experiment.ts", ', other: {label: "other", better: "lower"}', "");
  expect(await computed(project)).toEqual([]);
});
