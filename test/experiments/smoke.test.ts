import {readFileSync} from "node:fs";
import {expect, test} from "vitest";
import {openEngine} from "../../src/engine/node.ts";
import {readProject} from "../../src/project/project.ts";
import type {ProjectExperiment} from "../../src/project/project.ts";
import {runJob} from "../../src/train/run-job.ts";
import type {Job} from "../../src/train/run-job.ts";

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

test.each(runs.map((run) => ({...run, name: `${run.experiment.id}/${run.variant.name}`})))("$name runs with its smoke parameters, gives its metrics and repeats", async ({experiment, variant}) => {
  const replicate = experiment.replicates[0]!;
  const job = {
    experiment: experiment.id, variant: variant.name, replicate: replicate.name, factors: replicate.factors,
    parameters: {...variant.parameters, ...experiment.smoke}, data: dataOf(experiment), inputs: {},
  };
  // Loaded beforehand: the test runner's own loader reads a clock, which the guard refuses.
  const entries = {train: await entry(experiment.id, "train"), evaluate: await entry(experiment.id, "evaluate")};
  const run = () => runJob(job, {train: async () => entries.train, evaluate: async () => entries.evaluate}, engine);
  const first = await run();
  if (first.status !== "completed") throw new Error(first.message);
  expect(Object.keys(first.evaluation.metrics).toSorted()).toEqual(Object.keys(experiment.metrics).toSorted());
  expect(await run()).toEqual(first);
  expect(engine.tf.memory().numTensors).toBe(0);
});
