import {readFileSync} from "node:fs";
import {expect, test} from "vitest";
import {openEngine} from "../../src/engine/node.ts";
import {readProject} from "../../src/project/project.ts";
import type {ProjectExperiment} from "../../src/project/project.ts";
import {runJob} from "../../src/train/run-job.ts";
import type {Job, JobOutcome} from "../../src/train/run-job.ts";
import type {Checkpointing} from "../../src/train/checkpointing.ts";
import {attempted, bytesOf} from "../train/interrupted.ts";

const project = await readProject(process.cwd());
const engine = await openEngine("wasm");

/** The main group's data come from npm packages alone. */
function dataOf(experiment: ProjectExperiment): Job["data"] {
  return Object.fromEntries(Object.entries(experiment.data).map(([name, declaration]) => [name, {
    declaration,
    files: Object.fromEntries(Object.entries(declaration.files).map(([file, {sources: [source]}]) =>
      [file, readFileSync(source !== undefined && "package" in source ? `node_modules/${source.package}/${source.path}` : "")])),
  }]));
}

const entry = (id: string, name: string) => import(`../../experiments/${id}/${name}.ts`) as Promise<Record<string, unknown>>;

/** Without downloads: the main group, and others that need no data. */
const runs = project.experiments.filter(({group, data}) => group === "main" || Object.keys(data).length === 0).flatMap((experiment) => experiment.variants.map((variant) => ({experiment, variant})));

/** Those whose training takes long enough to be interrupted. */
const long = new Set(["grokking", "grokking-97"]);

/** Killed at its first checkpoint, a run ends in the same bytes. */
async function expectToResume(id: string, run: (checkpointing?: Checkpointing) => Promise<JobOutcome>, whole: JobOutcome): Promise<void> {
  const {saved} = await attempted(run, undefined, 1, 40);
  expect(saved.length, "checkpoints, on a clock that runs fast").toBe(long.has(id) ? 1 : 0);
  if (saved[0] !== undefined) expect(bytesOf((await attempted(run, saved[0])).outcome)).toEqual(bytesOf(whole));
}

test.each(runs.map((run) => ({...run, name: `${run.experiment.id}/${run.variant.name}`})))("$name runs with its smoke parameters, gives its metrics and repeats", async ({experiment, variant}) => {
  const replicate = experiment.replicates[0]!;
  const job = {
    experiment: experiment.id, variant: variant.name, replicate: replicate.name, factors: replicate.factors,
    parameters: {...variant.parameters, ...experiment.smoke}, data: dataOf(experiment), inputs: {},
  };
  // Loaded beforehand: the test runner's own loader reads a clock, which the guard refuses.
  const entries = {train: await entry(experiment.id, "train"), evaluate: await entry(experiment.id, "evaluate")};
  const run = (checkpointing?: Checkpointing) => runJob(job, {train: async () => entries.train, evaluate: async () => entries.evaluate}, engine, checkpointing);
  const first = await run();
  if (first.status !== "completed") throw new Error(first.message);
  expect(Object.keys(first.evaluation.metrics).toSorted()).toEqual(Object.keys(experiment.metrics).toSorted());
  expect(await run()).toEqual(first);
  await expectToResume(experiment.id, run, first);
  expect(engine.tf.memory().numTensors).toBe(0);
});
