import {pathOf, type RunTask} from "../../plan/tasks.ts";
import {freeDeviceMemory} from "../device-memory.ts";
import type {Execution, Turn} from "../execution.ts";
import type {WorkerAnswer, WorkerNote} from "./messages.ts";
import type {Pool} from "./pool.ts";

/** Has a worker do a job. What a run takes of a GPU's memory its process keeps, so that it is told after the run. */
export async function askWorker({pool, sharesDevice}: Execution, job: Parameters<Pool["perform"]>[0], hear?: (note: WorkerNote) => void): Promise<Turn<WorkerAnswer>> {
  const before = sharesDevice ? await freeDeviceMemory() : undefined;
  const value = await pool.perform(job, hear);
  if (before !== undefined) return {value, bytes: Math.max(0, before - (await freeDeviceMemory() ?? before))};
  return {value, bytes: "peak" in value ? value.peak : undefined};
}

/** Has a job done once more where its process was killed, and says so. */
export async function askAgain(task: RunTask, {progress}: Execution, work: () => Promise<Turn<WorkerAnswer>>): Promise<Turn<WorkerAnswer>> {
  const first = await work();
  if (first.value.status !== "ended" || !first.value.again) return first;
  progress.tell(`${pathOf(task)}: ${first.value.message}; once more`);
  return work();
}
