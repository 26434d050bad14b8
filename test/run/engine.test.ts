import {mkdir, symlink} from "node:fs/promises";
import {join} from "node:path";
import {expect, test} from "vitest";
import {lookForEngines} from "../../src/engine/look-node.ts";
import {makeProject, sampleFiles, type SampleProject} from "./sample-project.ts";

const declaration = "experiments/line/experiment.ts";
const tolerant = {...sampleFiles, [declaration]: sampleFiles[declaration]!.replace('better: "lower"', 'better: "lower", tolerance: 1e-5')};
const webgpu = (await lookForEngines(process.cwd())).find(({name}) => name === "webgpu")!;

test("another engine's runs have keys of their own, compare by metrics within tolerance, and leave the baseline as it is", {timeout: 120_000}, async () => {
  const project = await makeProject(tolerant);
  await project.reprise(["accept"]);
  const before = await project.read("results/line/fast/seed-1.json");
  const {code, out} = await project.reprise(["verify", "--engine", "cpu"]);
  expect(out).toContain("4 fresh");
  expect(code).toBe(0);
  expect((await project.reprise(["verify"])).out).toContain("4 cached");
  expect(await project.read("results/line/fast/seed-1.json")).toBe(before);
  expect((await project.reprise(["accept", "--engine", "cpu"])).code).toBe(2);
});

test("an engine that is not here ends the run in words", {timeout: 60_000}, async () => {
  const project = await makeProject();
  const {code, error} = await project.reprise(["run", "--engine", "webgpu"]);
  expect(code).toBe(2);
  expect(error).toContain("npm package webgpu");
  expect(error).toContain("mend: npx reprise engine install webgpu");
});

test("an experiment whose engine is webgpu is compared within tolerance, and provenance names its device", {timeout: 120_000}, async ({skip}) => {
  if (!webgpu.available) return skip(`webgpu is not run: ${webgpu.because}`);
  const project = await makeProject({...tolerant, [declaration]: tolerant[declaration]!.replace("replicates:", 'engine: "webgpu", replicates:')});
  await borrowEngines(project);
  expect(await project.reprise(["accept"])).toMatchObject({code: 0, error: ""});
  expect(JSON.parse(await project.read("results/line/fast/seed-1.json"))).toMatchObject({engine: "webgpu"});
  const provenance = (await project.read("provenance.jsonl")).trim().split("\n").map((line) => JSON.parse(line) as object);
  for (const record of provenance) expect(record).toMatchObject({engine: "webgpu", facts: {dawn: expect.any(String), vendor: expect.any(String), driver: expect.any(String), graphics: expect.any(String)}});
  expect(await project.reprise(["verify", "--fresh"])).toMatchObject({code: 0, error: ""});
});

/** The engines that this repository's own folder has. */
async function borrowEngines(project: SampleProject): Promise<void> {
  await mkdir(join(project.root, ".reprise"), {recursive: true});
  await symlink(join(process.cwd(), ".reprise", "engines"), join(project.root, ".reprise", "engines"));
}
