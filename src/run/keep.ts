import {pathOf, type RunTask} from "../plan/tasks.ts";
import {canonicalJson} from "../results/canonical-json.ts";
import {parseAs, resultSchema, type Result} from "../results/result.ts";
import {requireDeclared} from "./declared-metrics.ts";
import type {Execution} from "./execution.ts";
import type {RunOutcome} from "./outcome.ts";
import {provenanceOf, type Measured} from "./provenance.ts";

/** Keeps a result under its run's key, with where it was made. */
export async function keep(task: RunTask, made: Result, measured: Measured, {store, rememberMade}: Execution): Promise<RunOutcome> {
  const result = checked(task, made);
  const provenance = provenanceOf(pathOf(task), task.key, task.parts.engine.name, measured, new Date());
  await store.remember("runs", task.key, canonicalJson({result, provenance}));
  await rememberMade(task);
  return {status: "done", result, fresh: true, provenance};
}

/** Refuses a result that could not be kept or shown. */
export function checked(task: RunTask, result: Result): Result {
  parseAs(resultSchema, JSON.parse(canonicalJson(result)), pathOf(task), task.code.evaluate === undefined ? "mend what its command writes" : "mend what evaluate.ts returns");
  return declared(task, result);
}

/** Refuses a result whose metrics are not those that `experiment.ts` declares today. */
export function declared(task: RunTask, result: Result): Result {
  if (result.status === "completed") requireDeclared(result.metrics, task.experiment.metrics, pathOf(task), task.code.evaluate === undefined ? "its command" : "evaluate.ts");
  return result;
}
