import {UserError} from "../errors.ts";
import type {Baseline} from "../project/baseline.ts";
import {entryOf} from "../project/project.ts";
import {pathOf, type RunTask} from "../plan/tasks.ts";
import {bundleEntry, type Bundle} from "../plan/bundle.ts";
import type {Result} from "../results/result.ts";
import type {Store} from "../store/store.ts";
import type {CheckedEvaluation} from "../train/run-job.ts";
import {completedResult} from "./make-result.ts";
import type {JobMessage} from "./workers/messages.ts";

/** A verification that starts from what the baseline's trainings left, and trains nothing. */
export interface FromBaseline {
  readonly depth: "predictions" | "weights";
  readonly baseline: Baseline;
}

/** What a worker needs beside the data to start from there, and the results that the fresh one is made of. */
export interface LeftBehind {
  /** The digest of `predict.ts`, which is no part of a run's key. */
  readonly predict: string | undefined;
  readonly job: Pick<JobMessage, "entries" | "inputs" | "engine" | "predictions" | "weights">;
  readonly accepted: Result;
  readonly inputs: Readonly<Record<string, Result>>;
}

/** Finds in the store what the baseline's run left; whatever is lacking is told with its mend, as a run that could not be made. */
export async function readLeftBehind(task: RunTask, {depth, baseline}: FromBaseline, predictors: Predictors, store: Store): Promise<LeftBehind> {
  const accepted = baseline.get(pathOf(task));
  if (accepted === undefined) throw lacking(task, "it has no baseline in results/", `npx reprise accept ${task.experiment.id}`);
  if (accepted.origin === "imported") throw lacking(task, "it was imported, so that only its records are here", "ask those who computed it");
  const digest = accepted.digests[depth];
  if (digest === undefined) throw lacking(task, `its baseline (${accepted.status}) kept no ${depth}`, "verify it from scratch: npx reprise verify");
  const evaluate = task.code.evaluate?.file;
  if (evaluate === undefined) throw lacking(task, "it has no evaluate.ts: its program computes the metrics itself", "verify it from scratch: npx reprise verify");
  const predict = depth === "weights" ? await predictors(task) : undefined;
  const inputs = Object.fromEntries(Object.entries(task.inputs).map(([name, input]) => [name, acceptedInput(task, name, input, baseline)]));
  return {
    accepted, inputs, predict: predict?.digest,
    job: {
      entries: {evaluate, ...(predict === undefined ? {} : {predict: predict.file})},
      inputs: predict === undefined ? {} : Object.fromEntries(await Promise.all(Object.entries(inputs).map(async ([name, input]) => [name, await inputFiles(task, input, store)] as const))),
      engine: engineOf(task),
      [depth]: await storedFile(task, depth, digest, store),
    },
  };
}

/** The result as it comes out now: what was computed again is fresh, what only a training tells is the baseline's. */
export function resultFrom(task: RunTask, {accepted, inputs}: LeftBehind, predictions: string | undefined, evaluation: CheckedEvaluation): Result {
  const {weights, predictions: kept = ""} = accepted.digests;
  return completedResult(task, inputs, {...(weights === undefined ? {} : {weights}), predictions: predictions ?? kept, series: accepted.series, ...(accepted.trace === undefined ? {} : {trace: accepted.trace})}, evaluation);
}

const lacking = (task: RunTask, because: string, mend: string): UserError => new UserError(`${task.experiment.id}: ${because}`, mend, 3);

/** External programs leave weights for a `predict.ts` too; it runs on the default engine. */
const engineOf = (task: RunTask): JobMessage["engine"] => (task.parts.engine.name === "external" ? "wasm" : task.parts.engine.name as JobMessage["engine"]);

/** Bundles the `predict.ts` of a task's experiment. */
export type Predictors = (task: RunTask) => Promise<Bundle>;

/** Bundles each experiment's `predict.ts` once; whoever has none is told how to write it. */
export function openPredictors(root: string): Predictors {
  const known = new Map<string, Promise<Bundle>>();
  return (task) => {
    const bundling = known.get(task.experiment.id) ?? bundlePredict(task, root);
    known.set(task.experiment.id, bundling);
    return bundling;
  };
}

async function bundlePredict(task: RunTask, root: string): Promise<Bundle> {
  const entry = await entryOf(task.experiment, "predict");
  if (entry !== undefined) return bundleEntry(entry, root);
  throw lacking(task, "it has no predict.ts, which makes predictions from weights", `write experiments/${task.experiment.id}/predict.ts: export const predict: Predict<typeof experiment> = ({tf, data, restore}, weights) => …; or verify from predictions or from scratch`);
}

function acceptedInput(task: RunTask, name: string, input: RunTask, baseline: Baseline): Result {
  const result = baseline.get(pathOf(input));
  if (result === undefined) throw lacking(task, `its input ${name}, ${pathOf(input)}, has no baseline in results/`, `npx reprise accept ${input.experiment.id}`);
  return result;
}

async function inputFiles(task: RunTask, {digests}: Result, store: Store): Promise<JobMessage["inputs"][string]> {
  return {
    predictions: await storedFile(task, "predictions", digests.predictions ?? "", store),
    ...(digests.weights === undefined ? {} : {weights: await storedFile(task, "weights", digests.weights, store)}),
  };
}

/** Where the store holds a digest's bytes, which were read and verified. */
async function storedFile(task: RunTask, what: string, digest: string, store: Store): Promise<string> {
  if (digest === "" || await store.get(digest) === undefined) throw lacking(task, `the ${what} of its baseline are not in the store`, "npx reprise pull");
  return store.path(digest);
}
