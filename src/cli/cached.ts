import {readdirSync} from "node:fs";
import {Forgotten, openFixedMemory} from "../plan/memory.ts";
import {selectExperiments, selectsReplicate} from "../plan/selection.ts";
import {readTasks, withInputs, type RunTask} from "../plan/tasks.ts";
import {findProject} from "../project/find-project.ts";
import {readDeclared} from "../project/project.ts";
import {processesFolder} from "../store/process-tag.ts";
import {storeOf, type Store} from "../store/store.ts";
import type {RunOptions} from "./run-step.ts";

/**
 * How many runs are asked for, where the store holds every one of them, whole; undefined where something is to be done, remembered or cleared away. It writes
 * nothing, and so needs none of what commands do before they write: it is the short way of a command that finds nothing to do.
 */
export async function countCached(cwd: string, options: RunOptions): Promise<number | undefined> {
  if (options.fresh === true || options.reasons === true || options.engine !== undefined || options.from !== undefined) return undefined;
  const root = findProject(cwd);
  if (othersWere(root)) return undefined;
  const project = await readDeclared(root);
  const store = storeOf(root, () => undefined);
  const chosen = new Set(selectExperiments(project, options));
  if ([...chosen].some(({origin}) => origin === "imported")) return undefined; // whether their records are here is no question of the store's
  const tasks = await readTasks(project, {memory: openFixedMemory(store), readOnly: true}).catch((error: unknown) => {
    if (error instanceof Forgotten) return undefined;
    throw error;
  });
  const asked = tasks && withInputs(tasks.filter((task) => chosen.has(task.experiment) && selectsReplicate(task.replicate.factors, options)));
  if (asked?.every((task) => store.holds("runs", task.key)) !== true) return undefined;
  const experiments = [...Map.groupBy(asked, ({experiment}) => experiment).values()];
  return (await Promise.all(experiments.map((runs) => holdsDeclared(runs, store).catch(() => false)))).every(Boolean) ? asked.length : undefined;
}

/** Whether an experiment's first completed run has the metrics that are declared today: no key tells of them, and all its runs have the same. */
async function holdsDeclared(tasks: readonly RunTask[], store: Store): Promise<boolean> {
  for (const {key, experiment} of tasks) {
    const {result} = JSON.parse(await store.recall("runs", key) ?? "{}") as {readonly result?: {readonly status: string; readonly metrics?: object}};
    if (result?.status === "completed") return sameMembers(result.metrics ?? {}, experiment.metrics);
  }
  return true;
}

const sameMembers = (one: object, other: object): boolean =>
  Object.keys(one).length === Object.keys(other).length && Object.keys(one).every((name) => Object.hasOwn(other, name));

/** Whether another process works in the project, or was killed in it and may have left something lying about. */
function othersWere(root: string): boolean {
  try {
    return readdirSync(processesFolder(root)).length > 0;
  } catch {
    return false;
  }
}
