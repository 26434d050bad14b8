import {pathOf, type RunTask} from "../plan/tasks.ts";
import {askAgain, askWorker} from "./workers/ask-worker.ts";
import {failure, refusal} from "./author-error.ts";
import {readLeftBehind, resultFrom, type FromBaseline, type LeftBehind} from "./depth.ts";
import type {Execution} from "./execution.ts";
import {checked} from "./keep.ts";
import type {WorkerAnswer} from "./workers/messages.ts";
import {notRun} from "./not-run.ts";
import type {RunOutcome} from "./outcome.ts";
import {provenanceOf} from "./provenance.ts";
import {readData} from "./run-data.ts";

/** Reads from the store in its turn. */
type Limit = <T>(work: () => Promise<T>) => Promise<T>;

/** Makes a run's result from the weights or the predictions that the baseline's training left. */
export async function makeFrom(task: RunTask, from: FromBaseline, execution: Execution, recall: Limit): Promise<RunOutcome> {
  try {
    const left = await recall(() => readLeftBehind(task, from, execution.predictors, execution.store));
    tellPredict(task, left, execution);
    const {experiment: {id}, variant, replicate, parts: {parameters, factors}} = task;
    const data = await readData(task, execution);
    const answer = await execution.schedule.run(execution.costOf(task), () => askAgain(task, execution, () => askWorker(execution, {experiment: id, variant: variant.name, replicate: replicate.name, parameters, factors, data, ...left.job})));
    return await settleFrom(task, left, answer, execution);
  } catch (error) {
    return notRun(error, execution);
  }
}

/** Tells once per experiment which predict.ts is at work: no key does. */
function tellPredict({experiment: {id}}: RunTask, {predict}: LeftBehind, {told, progress}: Execution): void {
  if (predict === undefined || told.has(`${id}/predict.ts`)) return;
  told.add(`${id}/predict.ts`);
  progress.tell(`${id}: predictions are made from weights by predict.ts ${predict.slice(0, 8)}`);
}

async function settleFrom(task: RunTask, left: LeftBehind, answer: WorkerAnswer, execution: Execution): Promise<RunOutcome> {
  switch (answer.status) {
    case "refused": throw await refusal(task, answer, execution);
    case "ended": return {status: "not-run", because: answer.message, mend: answer.mend};
    case "failed": return failure(task, answer, execution);
    case "evaluated": case "predicted": {
      const predictions = answer.status === "predicted" ? await execution.store.put(answer.predictions) : undefined;
      const result = checked(task, resultFrom(task, left, predictions, answer.evaluation));
      const measured = left.predict === undefined || answer.status === "evaluated" ? answer : {...answer, facts: {...answer.facts, "predict.ts": left.predict}};
      return {status: "done", result, fresh: true, provenance: provenanceOf(pathOf(task), task.key, task.parts.engine.name, measured, new Date())};
    }
    default: throw new Error(`${pathOf(task)}: a worker that was to predict or evaluate trained`);
  }
}
