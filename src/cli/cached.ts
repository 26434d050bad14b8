import {readdirSync} from "node:fs";
import {Forgotten, openFixedMemory} from "../plan/memory.ts";
import {selectExperiments, selectsReplicate} from "../plan/selection.ts";
import {readTasks, withInputs} from "../plan/tasks.ts";
import {findProject} from "../project/find-project.ts";
import {readDeclared} from "../project/project.ts";
import {processesFolder} from "../store/process-tag.ts";
import {storeOf} from "../store/store.ts";
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
  const tasks = await readTasks(project, {memory: openFixedMemory(store), readOnly: true}).catch((error: unknown) => {
    if (error instanceof Forgotten) return undefined;
    throw error;
  });
  const asked = tasks && withInputs(tasks.filter((task) => chosen.has(task.experiment) && task.experiment.origin !== "imported" && selectsReplicate(task.replicate.factors, options)));
  return asked?.every((task) => store.holds("runs", task.key)) === true ? asked.length : undefined;
}

/** Whether another process works in the project, or was killed in it and may have left something lying about. */
function othersWere(root: string): boolean {
  try {
    return readdirSync(processesFolder(root)).length > 0;
  } catch {
    return false;
  }
}
