import type {Store} from "../store/store.ts";
import {changeTexts, keyChanges} from "./changes.ts";
import {openDescriber} from "./describe-key.ts";
import {recallMade} from "./made.ts";
import {pathOf, type RunTask} from "./tasks.ts";

/** Why a run is taken from the cache or has to be made. */
export interface Reason {
  readonly cached: boolean;
  /** One thing each; of what is cached, that nothing changed. */
  readonly because: readonly string[];
}

/** Why each run would be a hit or a miss now, by run path: asked before anything is made. */
export async function readReasons(tasks: readonly RunTask[], store: Store, {fresh = false}: {readonly fresh?: boolean | undefined} = {}): Promise<ReadonlyMap<string, Reason>> {
  const describe = openDescriber();
  const reasons = new Map<string, Reason>();
  for (const task of tasks) reasons.set(pathOf(task), fresh ? {cached: false, because: ["asked for afresh"]} : await reasonOf(task, store, describe));
  return reasons;
}

async function reasonOf(task: RunTask, store: Store, describe: ReturnType<typeof openDescriber>): Promise<Reason> {
  if (await store.recall("runs", task.key) !== undefined) return {cached: true, because: ["nothing changed"]};
  const made = await recallMade(pathOf(task), store);
  if (made === undefined) return {cached: false, because: ["not made here before"]};
  if (made.key === task.key) return {cached: false, because: ["made before, but its result is no longer in the store"]};
  return {cached: false, because: changeTexts(keyChanges(made, await describe(task)))};
}

/** Reasons that many runs of an experiment share, told once. */
export interface ReasonGroup extends Reason {
  readonly experiment: string;
  readonly runs: number;
}

/** Groups reasons by experiment, in the order of the runs. */
export function groupReasons(reasons: ReadonlyMap<string, Reason>): readonly ReasonGroup[] {
  const groups = Map.groupBy(reasons, ([run, {cached, because}]) => JSON.stringify([run.split("/")[0], cached, because]));
  return [...groups.values()].map((members) => ({experiment: members[0]![0].split("/")[0]!, runs: members.length, ...members[0]![1]}));
}

/** `75 runs of penguins to make: code: experiments/penguins/models.ts, function mlp changed`; `miss` says what becomes of those that are not cached. */
export function reasonLines(groups: readonly ReasonGroup[], miss: string): readonly string[] {
  return groups.flatMap(({experiment, runs, cached, because}) => {
    const head = `${runs} ${runs === 1 ? "run" : "runs"} of ${experiment} ${cached ? "cached" : miss}:`;
    return because.length === 1 ? [`${head} ${because[0]}`] : [head, ...because.map((each) => `  ${each}`)];
  });
}
