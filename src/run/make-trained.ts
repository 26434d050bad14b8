import type {EngineName} from "../engine/engine.ts";
import {pathOf, type RunTask} from "../plan/tasks.ts";
import type {Result} from "../results/result.ts";
import {askAgain, askWorker} from "./workers/ask-worker.ts";
import type {Execution, Turn} from "./execution.ts";
import type {WorkerAnswer, WorkerNote} from "./workers/messages.ts";
import type {RunOutcome} from "./outcome.ts";
import type {Pool} from "./workers/pool.ts";
import {recallTraining} from "./recall.ts";
import type {DataFiles} from "./run-data.ts";
import {settle} from "./settle.ts";

/** Makes a run with `train`, or, where only `evaluate` changed, with what an earlier training left. */
export async function makeTrained(task: RunTask, inputs: Readonly<Record<string, Result>>, data: DataFiles, execution: Execution): Promise<Turn<RunOutcome>> {
  const {store} = execution;
  const earlier = await recallTraining(task, execution);
  const {value, bytes} = await askAgain(task, execution, () => resume(task, earlier !== undefined, execution, {
    experiment: task.experiment.id,
    variant: task.variant.name,
    replicate: task.replicate.name,
    parameters: task.parts.parameters,
    factors: task.parts.factors,
    engine: task.parts.engine.name as EngineName,
    entries: {...(task.code.train === undefined ? {} : {train: task.code.train.file}), ...(task.code.evaluate === undefined ? {} : {evaluate: task.code.evaluate.file})},
    data,
    inputs: Object.fromEntries(Object.entries(inputs).map(([name, {digests}]) => [name, {
      predictions: store.path(digests.predictions ?? ""),
      ...(digests.weights === undefined ? {} : {weights: store.path(digests.weights)}),
    }])),
    ...(earlier === undefined ? {} : {predictions: store.path(earlier.predictions)}),
  }));
  const outcome = await settle(task, inputs, earlier, value, execution);
  if (outcome.status === "done") await execution.checkpoints.remove(task.trainingKey);
  return {value: outcome, bytes};
}

/** Has a worker train, from where an interrupted run of the same training left off. */
async function resume(task: RunTask, trained: boolean, execution: Execution, job: Parameters<Pool["perform"]>[0]): Promise<Turn<WorkerAnswer>> {
  const {checkpoints, fresh, progress} = execution;
  const hear = (note: WorkerNote): void => (note.status === "checkpoint" ? checkpoints.write({key: task.trainingKey, run: `${pathOf(task)} on ${task.parts.engine.name}`}, note.bytes) : progress.tell(`${pathOf(task)} goes on where it was interrupted: ${note.at}`));
  if (fresh === true) await checkpoints.remove(task.trainingKey);
  const left = trained ? undefined : await checkpoints.read(task.trainingKey);
  const answered = await askWorker(execution, {...job, checkpoints: left === undefined ? {} : {left}}, hear);
  if (answered.value.status !== "unfit") return answered;
  progress.tell(`${pathOf(task)} begins anew, since its checkpoint is another run's: ${answered.value.because}`);
  await checkpoints.remove(task.trainingKey);
  return askWorker(execution, {...job, checkpoints: {}}, hear);
}
