import {pathOf, type RunTask} from "../plan/tasks.ts";
import {parseResult, type Result} from "../results/result.ts";
import type {Store} from "../store/store.ts";
import type {Execution} from "./execution.ts";
import {declared} from "./keep.ts";
import {dataDigests, type TrainedDigests} from "./make-result.ts";
import type {RunOutcome} from "./outcome.ts";
import type {Provenance} from "./provenance.ts";

/** A run that was computed before with this very key; no key tells of the metrics that are declared, so that they are compared here. */
export async function recallRun(task: RunTask, {store, fresh}: Execution): Promise<RunOutcome | undefined> {
  const text = fresh === true ? undefined : await store.recall("runs", task.key);
  const entry = text === undefined ? undefined : await readEntry(text, task, store);
  if (entry === undefined) return undefined;
  const result = declared(task, entry.result);
  return {status: "done", result: {...result, digests: {...result.digests, data: dataDigests(task)}}, fresh: false, provenance: entry.provenance};
}

interface Entry {
  readonly result: Result;
  readonly provenance: Provenance;
}

async function readEntry(text: string, task: RunTask, store: Store): Promise<Entry | undefined> {
  try {
    const {result, provenance} = JSON.parse(text) as {readonly result: unknown; readonly provenance: Provenance};
    return {result: parseResult(result, `the store's entry of ${pathOf(task)}`), provenance};
  } catch (error) {
    await store.reject("runs", task.key, `it holds no result that can be read (${error instanceof Error ? error.message : String(error)})`);
    return undefined;
  }
}

/** What a training with this very training key left, where all of it is still there. */
export async function recallTraining(task: RunTask, {store, fresh}: Execution): Promise<TrainedDigests | undefined> {
  const text = fresh === true ? undefined : await store.recall("trained", task.trainingKey);
  if (text === undefined) return undefined;
  const digests = JSON.parse(text) as TrainedDigests;
  return await holds(store, digests) ? digests : undefined;
}

/** Whether the store has all that a training left, each file with its digest. */
export async function holds(store: Store, {weights, predictions}: {readonly weights?: string | undefined; readonly predictions?: string | undefined}): Promise<boolean> {
  for (const digest of [weights, predictions]) if (digest !== undefined && await store.get(digest) === undefined) return false;
  return true;
}
