import {canonicalJson} from "../results/canonical-json.ts";
import type {Result, Trace} from "../results/result.ts";
import {sha256} from "../store/store.ts";
import type {CheckedEvaluation} from "../train/run-job.ts";
import type {RunTask} from "../plan/tasks.ts";

/** The part of a result that the task alone decides. */
function frame(task: RunTask, inputs: Readonly<Record<string, Result>>): Omit<Result, "status" | "metrics" | "series" | "matrices"> {
  return {
    format: "reprise.result/1",
    experiment: task.experiment.id,
    variant: task.variant.name,
    replicate: task.replicate.name,
    origin: task.experiment.origin,
    engine: task.parts.engine.name,
    parameters: {...task.variant.parameters},
    factors: {...task.replicate.factors},
    digests: {
      data: dataDigests(task),
      inputs: Object.fromEntries(Object.entries(inputs).map(([name, result]) => [name, sha256(canonicalJson({weights: result.digests.weights, predictions: result.digests.predictions}))])),
    },
  };
}

/** The data that a run read, by the names that the data sets have today. */
export const dataDigests = ({experiment}: RunTask): Record<string, string> =>
  Object.fromEntries(Object.values(experiment.data).map((declaration) => [declaration.id, dataDigest(declaration)]));

/** One digest for a data set: its file's, or that of the list of its files' digests. */
export function dataDigest(declaration: {readonly files: Readonly<Record<string, {readonly sha256: string}>>}): string {
  const digests = Object.fromEntries(Object.entries(declaration.files).map(([name, file]) => [name, file.sha256]));
  const values = Object.values(digests);
  return values.length === 1 && values[0] !== undefined ? values[0] : sha256(canonicalJson(digests));
}

/** What training left: digests of what is in the store, the series that it logged and its trace. */
export interface TrainedDigests {
  readonly weights?: string;
  readonly predictions: string;
  readonly series: Result["series"];
  readonly trace?: Trace;
}

/** A completed run's result; metrics that are no longer finite make it `diverged`. */
export function completedResult(task: RunTask, inputs: Readonly<Record<string, Result>>, trained: Partial<TrainedDigests> | undefined, evaluation: CheckedEvaluation): Result {
  const base = frame(task, inputs);
  const finite = Object.values(evaluation.metrics).every(Number.isFinite);
  return {
    ...base,
    status: finite ? "completed" : "diverged",
    metrics: {...evaluation.metrics},
    series: {...trained?.series, ...evaluation.series},
    matrices: {...evaluation.matrices},
    ...traced(trained?.trace),
    digests: {...base.digests, ...(trained?.weights === undefined ? {} : {weights: trained.weights}), ...(trained?.predictions === undefined ? {} : {predictions: trained.predictions})},
    ...(finite ? {} : {message: "a metric is not finite"}),
  };
}

/** The result of a training that left the finite numbers. */
export const divergedResult = (task: RunTask, inputs: Readonly<Record<string, Result>>, {series, trace, message}: {readonly series: Result["series"]; readonly trace?: Trace; readonly message: string}): Result =>
  ({...frame(task, inputs), status: "diverged", metrics: {}, series, matrices: {}, ...traced(trace), message});

const traced = (trace: Trace | undefined): {trace?: Trace} => (trace === undefined ? {} : {trace});
