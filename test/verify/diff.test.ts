import {execFile} from "node:child_process";
import {cp, readFile, writeFile} from "node:fs/promises";
import {join, resolve} from "node:path";
import {promisify} from "node:util";
import {beforeAll, describe, expect, test} from "vitest";
import type {Diff} from "../../src/records/diff.ts";
import type {Verdict} from "../../src/records/verdicts.ts";
import {canonicalJson} from "../../src/results/canonical-json.ts";
import {sha256} from "../../src/store/digest.ts";
import {copyToolkit, type SampleProject} from "../run/sample-project.ts";
import {copyResults, reportedProject} from "./reported-project.ts";

const run = "line/fast/seed-1";
const train = "experiments/line/train.ts";
let project: SampleProject;
let toolkit: string;

beforeAll(async () => {
  toolkit = await copyToolkit();
  project = await reportedProject(toolkit);
  expect((await project.reprise(["accept"])).error).toBe("");
}, 120_000);

const diff = async (...words: readonly string[]): Promise<Diff> => JSON.parse((await project.reprise(["diff", ...words, "--json"])).out) as Diff;

/** The verdict of one run after a change of the project, which is taken back. */
async function afterChange(file: string, from: string, to: string): Promise<Extract<Verdict, {readonly status: "differs"}>> {
  const before = await project.read(file);
  await project.replace(file, from, to);
  const {runs} = await diff(run);
  await project.write(file, before);
  return runs[0]?.verdict as Extract<Verdict, {readonly status: "differs"}>;
}

describe("a run that differs from its baseline is told with the first step, the first tensor and the cause, when what changed is", () => {
  test("a parameter", {timeout: 60_000}, async () => {
    const {parting, causes} = await afterChange("experiments/line/experiment.ts", "learningRate: 0.1,", "learningRate: 0.2,");
    expect(parting).toMatchObject({step: 1, after: 0, tensors: [expect.stringContaining("000."), expect.stringContaining("001.")]});
    expect(causes).toEqual([{part: "parameter", text: "parameter learningRate: 0.1 → 0.2"}]);
  });

  test("a helper that train reaches", {timeout: 60_000}, async () => {
    const {parting, causes} = await afterChange("experiments/line/truth.ts", "2 * x + 1", "2 * x + 2");
    expect(parting).toMatchObject({step: 1, after: 0});
    expect(causes).toEqual([{part: "code", text: "code: experiments/line/truth.ts, function truth changed"}]);
  });

  test("an initialiser", {timeout: 60_000}, async () => {
    const {parting, causes} = await afterChange(train, "uniform(-1, 1)", "uniform(-2, 1)");
    expect(parting).toMatchObject({step: 0, after: null, tensors: [expect.stringContaining("000.")]});
    expect(causes).toEqual([{part: "code", text: `code: ${train}, function train changed`}]);
  });

  test("the order in which random numbers are read", {timeout: 60_000}, async () => {
    const {causes} = await afterChange(train, "const y =", "noise.normal();\n  const y =");
    expect(causes).toEqual([{part: "code", text: expect.stringContaining("function train changed") as string}, {part: "data order", text: expect.stringMatching(/^random stream noise: \d+ → \d+ words drawn by then$/) as string}]);
  });

  test("how long it trains", {timeout: 60_000}, async () => {
    const {parting} = await afterChange("experiments/line/experiment.ts", "0.1, steps: 20", "0.1, steps: 30");
    expect(parting).toMatchObject({tensors: [], after: 20, updates: {baseline: 20, fresh: 30}});
  });

  test("evaluation alone, which parts no training", {timeout: 60_000}, async () => {
    const {parting, causes, differences} = await afterChange("experiments/line/evaluate.ts", "/ errors.length", "/ (errors.length + 1)");
    expect(parting).toBeUndefined();
    expect(differences).toMatchObject([{where: "metrics.error", deviations: expect.any(Number) as number}]);
    expect(causes).toEqual([{part: "code", text: "code: experiments/line/evaluate.ts, function evaluate changed"}]);
  });

  test("a kernel, and only from the step on which its fault shows", {timeout: 120_000}, async () => {
    const source = "src/engine/kernels/assembly/training/optimizer-steps.ts";
    const [text, kernel] = [await readFile(join(toolkit, source), "utf8"), await readFile(join(toolkit, "src/engine/kernels/kernels.wasm"))];
    const planted = "if (kind == SGD) return v128.bitselect(f32x4.mul(g, f32x4.splat(1.001)), g, f32x4.lt(f32x4.abs(g), f32x4.splat(0.25)));";
    expect(text).toContain("if (kind == SGD) return g;");
    await writeFile(join(toolkit, source), text.replace("if (kind == SGD) return g;", planted));
    await buildKernels(toolkit);
    const {parting, causes} = (await diff(run)).runs[0]?.verdict as Extract<Verdict, {readonly status: "differs"}>;
    await Promise.all([writeFile(join(toolkit, source), text), writeFile(join(toolkit, "src/engine/kernels/kernels.wasm"), kernel)]);
    expect(parting?.step).toBeGreaterThan(2);
    expect(parting).toMatchObject({tensors: [expect.stringMatching(/^00[01]\./)]});
    expect(causes).toEqual([{part: "kernel", text: expect.stringMatching(/^kernel kernels\.wasm: [0-9a-f]{8} → [0-9a-f]{8}$/) as string}]);
  });
});

test("two runs of one tree that differ in their seed are told so", {timeout: 60_000}, async () => {
  const told = await diff(run, "line/fast/seed-2");
  expect(told).toMatchObject({before: run, after: "line/fast/seed-2", runs: [{verdict: {status: "differs", parting: {step: 0, after: null}, causes: [{part: "factor", text: "seed: 1 → 2"}]}}]});
});

test("two trees are told apart down to metrics, values, claims, table cells and the data of figures, the same in every form", {timeout: 120_000}, async () => {
  const before = await copyResults(project);
  const settings = await project.read("experiments/line/experiment.ts");
  await project.replace("experiments/line/experiment.ts", "learningRate: 0.1,", "learningRate: 0.001,");
  await project.reprise(["accept"]);
  const told = await diff(before, "results");
  expect(told.compared).toEqual({runs: 4, values: 4, tables: 1, figures: 1, claims: 1});
  expect(told.runs.map(({variant, replicate, verdict}) => [variant, replicate, verdict.status])).toEqual([["fast", "seed-1", "differs"], ["fast", "seed-2", "differs"]]);
  expect(told.values.map(({id}) => id)).toContain("line/fast-error");
  expect(told.claims).toMatchObject([{id: "line/fast-fits", verdict: {differences: [{where: "holds", baseline: "holds", fresh: "does not hold"}, {where: "outcome"}]}}]);
  expect(told.tables).toMatchObject([{verdict: {differences: [{where: "slow, Squared error"}, {where: "fast, Squared error", baseline: expect.stringContaining("(best)") as string}]}}]);
  expect(told.figures).toMatchObject([{verdict: {differences: expect.arrayContaining([expect.objectContaining({where: expect.stringContaining("layer 1 (circle), data row") as string})]) as unknown[]}}]);
  const {out, code} = await project.reprise(["diff", before, "results"]);
  expect(code).toBe(1);
  expect(out).toMatch(/2 of 4 runs, \d of 4 values, 1 of 1 claims, 1 of 1 tables and 1 of 1 figures differ/);
  expect(out).toContain("cause: parameter learningRate: 0.1 → 0.001");
  const markdown = (await project.reprise(["diff", before, "results", "--markdown"])).out;
  expect(markdown).toMatch(/^\*\*Reprise:\*\* .*2 of 4 runs/);
  expect(markdown).toContain("<details><summary>2 runs</summary>");
  await project.write("experiments/line/experiment.ts", settings);
  await cp(join(before, "results"), join(project.root, "results"), {recursive: true});
  expect(await project.reprise(["diff", before])).toMatchObject({code: 0, out: expect.stringContaining("all of 4 runs are identical") as string});
});

test("a commit is read with git, and nothing is checked out", {timeout: 60_000}, async () => {
  const git = (...words: readonly string[]) => promisify(execFile)("git", ["-C", project.root, "-c", "user.name=A", "-c", "user.email=a@example.org", ...words]);
  await git("init", "-q");
  await git("add", "results", "provenance.jsonl");
  await git("commit", "-q", "-m", "one");
  const file = `results/${run}.json`;
  const text = await project.read(file);
  await project.write(file, text.replace(/"error": [\d.e-]+/, '"error": 0.5'));
  const told = await diff("HEAD");
  expect(told).toMatchObject({before: "HEAD", after: "results/", runs: [{verdict: {differences: [{where: "metrics.error", fresh: "0.5"}], causes: [{text: "keys, weights and predictions are equal: a result was edited by hand"}]}}]});
  expect(await project.read(file)).toContain('"error": 0.5');
  await project.write(file, text);
  expect((await project.reprise(["diff", "--output=x"])).code).toBe(2);
  expect(await project.reprise(["diff", "HEAD~7"])).toMatchObject({code: 2, error: expect.stringContaining("no run of this project, no folder, no bundle and no commit") as string});
});

test("a bundle from another machine is compared, its hardware told where the keys are equal, and refused when a byte of it is other", {timeout: 60_000}, async () => {
  const file = join(project.root, "there.json");
  expect((await project.reprise(["verify", "line/fast", "--bundle", file])).code).toBe(0);
  expect(await diff(file)).toMatchObject({compared: {runs: 2}, runs: []});
  const {content} = JSON.parse(await readFile(file, "utf8")) as {readonly content: {readonly files: Record<string, {metrics: Record<string, number>; digests: Record<string, string>}>; readonly provenance: {cpu: string; arch: string}[]}};
  content.files[`results/${run}.json`]!.metrics["error"] = 0.25;
  content.files[`results/${run}.json`]!.digests["predictions"] = "0".repeat(64);
  for (const line of content.provenance) Object.assign(line, {cpu: "Another CPU", arch: "arm64"});
  await writeFile(file, sealed(content));
  const told = await diff(file);
  expect(told.runs).toMatchObject([{verdict: {causes: [{part: "hardware", text: expect.stringContaining("arm64") as string}, {part: "hardware", text: expect.stringContaining("Another CPU") as string}]}}]);
  await writeFile(file, (await readFile(file, "utf8")).replace("0.25", "0.26"));
  expect(await project.reprise(["diff", file])).toMatchObject({code: 2, error: expect.stringContaining("was sealed with") as string});
});

function sealed(content: unknown): string {
  const canonical = canonicalJson(content);
  return `${canonicalJson({format: "reprise.bundle/1", digest: sha256(canonical), content})}\n`;
}

async function buildKernels(root: string): Promise<void> {
  const script = join(root, "scripts", "build-kernels.ts");
  await cp(resolve(import.meta.dirname, "..", "..", "scripts", "build-kernels.ts"), script);
  await promisify(execFile)(process.execPath, [script], {cwd: root});
}
