import {availableParallelism} from "node:os";
import type {RunTask} from "../plan/tasks.ts";
import {freeDeviceMemory, usesDevice} from "./device-memory.ts";
import type {Limits} from "./schedule.ts";

/** How much of the free memory runs may take. */
const memoryShare = 0.8;

/**
 * How many runs at a time, and whose memory they share: the machine's, or the GPU's where one of them computes there. A GPU that does not tell its memory
 * takes one run at a time, unless someone asks for more.
 */
export async function limitsOf(tasks: readonly RunTask[], asked: number | undefined): Promise<Limits & {readonly device: boolean}> {
  const onDevice = tasks.some((task) => usesDevice(task.parts.engine.name));
  const device = onDevice ? await freeDeviceMemory() : undefined;
  const jobs = Math.max(1, asked ?? (onDevice && device === undefined ? 1 : availableParallelism()));
  return {jobs, memory: memoryShare * (device ?? process.availableMemory()), device: device !== undefined};
}
