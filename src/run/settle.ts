import {pathOf, type RunTask} from "../plan/tasks.ts";
import {canonicalJson} from "../results/canonical-json.ts";
import type {Result} from "../results/result.ts";
import {failure, refusal} from "./author-error.ts";
import type {Execution} from "./execution.ts";
import {keep} from "./keep.ts";
import {completedResult, divergedResult, type TrainedDigests} from "./make-result.ts";
import type {WorkerAnswer} from "./workers/messages.ts";
import type {RunOutcome} from "./outcome.ts";

/** Turns a worker's answer into a kept result; mistakes of the user end the whole. */
export async function settle(task: RunTask, inputs: Readonly<Record<string, Result>>, earlier: TrainedDigests | undefined, answer: WorkerAnswer, execution: Execution): Promise<RunOutcome> {
  switch (answer.status) {
    case "refused": throw await refusal(task, answer, execution);
    case "ended": return {status: "not-run", because: answer.message, mend: answer.mend};
    case "failed": return failure(task, answer, execution);
    case "diverged": return keep(task, divergedResult(task, inputs, answer), answer, execution);
    case "predicted": case "unfit": throw new Error(`${pathOf(task)}: a worker that was to train answered ${answer.status}`);
    case "evaluated": return keep(task, completedResult(task, inputs, earlier, answer.evaluation), answer, execution);
    case "completed": {
      const trained = await keepTraining(task, answer, execution);
      return keep(task, completedResult(task, inputs, trained, answer.evaluation), answer, execution);
    }
  }
}

async function keepTraining(task: RunTask, {trained}: Extract<WorkerAnswer, {readonly status: "completed"}>, {store}: Execution): Promise<TrainedDigests> {
  const digests: TrainedDigests = {
    predictions: await store.put(trained.predictions),
    ...(trained.weights === undefined ? {} : {weights: await store.put(trained.weights)}),
    series: {...trained.series},
    ...(trained.trace === undefined ? {} : {trace: trained.trace}),
  };
  await store.remember("trained", task.trainingKey, canonicalJson(digests));
  return digests;
}
