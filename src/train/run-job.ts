import {decodeData} from "../data/decode.ts";
import type {DataDeclaration} from "../data/declaration.ts";
import {decodeSafetensors, encodeSafetensors} from "../data/safetensors.ts";
import type {Engine} from "../engine/engine.ts";
import {watchSteps} from "../engine/optimizers/watch.ts";
import {UserError} from "../errors.ts";
import {randomness} from "../random/random.ts";
import type {Columns, Factors, Matrix, Parameters, Trace} from "../results/result.ts";
import type {Checkpointing} from "./checkpointing.ts";
import {checkpointOf} from "./checkpoint.ts";
import {collectTrained} from "./collect.ts";
import type {Evaluate, Evaluation, RunInput, Train, TrainContext} from "./context.ts";
import {DivergedError} from "./diverged.ts";
import {guarded} from "./guard.ts";
import {openLoops} from "./loops.ts";
import {makeFit} from "./make-fit.ts";
import {runState, type Records} from "./run-state.ts";
import {seriesLog} from "./series.ts";
import {stopwatch} from "./stopwatch.ts";
import {streamBook} from "./stream-book.ts";
import {traceRecorder} from "./trace.ts";

/** Everything one run needs, in memory: the same in a worker process and in a reader's browser. */
export interface Job {
  readonly experiment: string;
  readonly variant: string;
  readonly replicate: string;
  readonly parameters: Parameters;
  readonly factors: Factors;
  readonly data: Readonly<Record<string, {readonly declaration: DataDeclaration; readonly files: Readonly<Record<string, Uint8Array>>}>>;
  /** Weights and predictions of the runs that this one builds on, as safetensors. */
  readonly inputs: Readonly<Record<string, {readonly weights?: Uint8Array; readonly predictions: Uint8Array}>>;
}

export interface TrainedBytes {
  readonly weights?: Uint8Array;
  readonly predictions: Uint8Array;
  readonly series: Readonly<Record<string, Columns>>;
  readonly trace?: Trace;
}

/** What a run gave. Durations, in seconds, go to provenance alone; `carried` is what an interrupted run took before. */
export type JobOutcome =
  | {readonly status: "completed"; readonly trained: TrainedBytes; readonly evaluation: CheckedEvaluation; readonly seconds: Readonly<Record<string, number>>; readonly carried: number}
  | {readonly status: "diverged"; readonly message: string; readonly series: Readonly<Record<string, Columns>>; readonly trace?: Trace; readonly carried: number};

export interface CheckedEvaluation {
  readonly metrics: Readonly<Record<string, number>>;
  readonly matrices: Readonly<Record<string, Matrix>>;
  readonly series: Readonly<Record<string, Columns>>;
}

/** The entries of an experiment; loaded inside the guard, since a module may compute when it is loaded. */
export interface Entries {
  train(): Promise<{readonly train?: unknown}>;
  evaluate(): Promise<{readonly evaluate?: unknown}>;
}

function openRecords({tf, name}: Engine, now: () => number): Records {
  const streams = streamBook();
  return {log: seriesLog(), streams, trace: traceRecorder(tf, {late: name === "webgpu", drawn: streams.drawn}), watch: stopwatch(now), optimizers: []};
}

/** No checkpoints, and a clock that stands still. */
export const unchecked: Checkpointing = {resumed: () => undefined, now: () => 0};

/**
 * Runs `train`, then `evaluate`, under the guard. The clock is for `measure` and for when to save a checkpoint alone.
 * @throws UnfitCheckpoint where the checkpoint that was left is another run's: the job has to be done without it
 */
export async function runJob(job: Job, entries: Entries, engine: Engine, checkpointing: Checkpointing = unchecked): Promise<JobOutcome> {
  const records = openRecords(engine, checkpointing.now);
  const unwatch = watchSteps(engine.tf, {...records.trace, made: (optimizer) => { records.optimizers.push(optimizer); }});
  try {
    const trained = await trainJob(job, entries, engine, records, checkpointing);
    const seconds = records.watch.read().measured, carried = records.watch.carried();
    return {status: "completed", trained, evaluation: await evaluateJob(job, trained.predictions, entries), seconds, carried};
  } catch (error) {
    if (error instanceof DivergedError) return {status: "diverged", message: error.message, ...await recorded(records), carried: records.watch.carried()};
    throw error;
  } finally {
    unwatch();
    engine.tf.disposeVariables();
  }
}

/** The series and the trace of a training that is over. */
async function recorded({log, trace}: Records): Promise<Pick<TrainedBytes, "series" | "trace">> {
  const finished = await trace.finish();
  return {series: log.columns(), ...(finished === undefined ? {} : {trace: finished})};
}

async function trainJob(job: Job, entries: Entries, engine: Engine, records: Records, checkpointing: Checkpointing): Promise<TrainedBytes> {
  const random = randomness(job.experiment, job.replicate, job.variant, records.streams.opened);
  const loops = openLoops(engine.tf, runState(engine.tf, records), checkpointing);
  const context = {
    tf: engine.tf,
    parameters: job.parameters,
    replicate: job.factors,
    random,
    initializers: engine.initializers(random),
    layers: engine.randomLayers(random),
    optimizers: engine.optimizers,
    data: decodeAll(job),
    inputs: decodeInputs(job),
    log: records.log.log,
    measure: records.watch.measure,
    fit: makeFit(engine, random, loops),
    checkpoint: checkpointOf(loops),
  } as unknown as TrainContext;
  engine.tf.engine().startScope();
  try {
    const returned = await guarded(async () => {
      const {train} = await entries.train();
      if (typeof train !== "function") throw new UserError(`experiments/${job.experiment}/train.ts exports no function called train`, "write: export const train: Train<typeof experiment> = async ({tf, data}) => …");
      return await (train as Train)(context);
    });
    loops.requireFit();
    const {weights, predictions} = await collectTrained(engine.tf, returned);
    return {
      ...(weights === undefined ? {} : {weights: encodeSafetensors(weights)}),
      predictions: encodeSafetensors(predictions),
      ...await recorded(records),
    };
  } finally {
    engine.tf.engine().endScope();
  }
}

/** Computes the metrics from predictions alone: also used when only `evaluate` changed. */
export async function evaluateJob(job: Job, predictions: Uint8Array, entries: Entries): Promise<CheckedEvaluation> {
  const evaluation = await guarded(async () => {
    const {evaluate} = await entries.evaluate();
    if (typeof evaluate !== "function") throw new UserError(`experiments/${job.experiment}/evaluate.ts exports no function called evaluate`, "write: export const evaluate: Evaluate<typeof experiment> = (predictions, data) => ({metrics: {…}})");
    return (evaluate as Evaluate)(decodeSafetensors(predictions), decodeAll(job) as never, {parameters: job.parameters as never, replicate: job.factors as never});
  });
  return {metrics: checkMetrics(evaluation, job.experiment), matrices: evaluation.matrices ?? {}, series: evaluation.series ?? {}};
}

function checkMetrics(evaluation: Evaluation, experiment: string): Readonly<Record<string, number>> {
  for (const [name, value] of Object.entries(evaluation?.metrics ?? {})) {
    if (typeof value !== "number") throw new UserError(`experiments/${experiment}/evaluate.ts: metric ${name} is ${typeof value}, expected a number`, "return {metrics: {name: number}}");
  }
  if (evaluation?.metrics === undefined) throw new UserError(`experiments/${experiment}/evaluate.ts returned no metrics`, "return {metrics: {name: number}}");
  return evaluation.metrics;
}

/** The data sets of a job, decoded. */
export const decodeAll = (job: Job): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(job.data).map(([name, {declaration, files}]) => [name, decodeData(declaration, files)]));

/** What the runs that a job builds on hand on. */
export const decodeInputs = (job: Job): Readonly<Record<string, RunInput>> =>
  Object.fromEntries(Object.entries(job.inputs).map(([name, {weights, predictions}]) =>
    [name, {weights: weights === undefined ? {} : decodeSafetensors(weights), predictions: decodeSafetensors(predictions)}]));
