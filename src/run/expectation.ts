import {readFile} from "node:fs/promises";
import {join} from "node:path";
import {runPath} from "../results/names.ts";
import type {RunTask} from "../plan/tasks.ts";

/** What a run is likely to cost. */
export interface Expectation {
  /** Seconds of one processor. */
  readonly seconds: number;
  /** Bytes of memory at its peak, where a run of its experiment told. */
  readonly bytes?: number;
}

interface Earlier {
  readonly run: string;
  readonly seconds: number;
  readonly peak?: number;
}

/** From what provenance.jsonl tells of earlier runs: its own last time, else the mean of its experiment, else a second. */
export async function readExpectations(root: string): Promise<(task: RunTask) => Expectation> {
  const lines = (await readFile(join(root, "provenance.jsonl"), "utf8").catch(() => "")).split("\n");
  const earlier = lines.flatMap((line) => parsed(line));
  const own = new Map(earlier.map((each) => [each.run, each]));
  const experiments = Map.groupBy(earlier, ({run}) => run.slice(0, run.indexOf("/")));
  return (task) => {
    const similar = experiments.get(task.experiment.id) ?? [];
    const run = own.get(runPath({experiment: task.experiment.id, variant: task.variant.name, replicate: task.replicate.name}));
    const seconds = run?.seconds ?? (similar.length === 0 ? 1 : similar.reduce((sum, each) => sum + each.seconds, 0) / similar.length);
    const peaks = similar.flatMap(({peak}) => peak ?? []);
    return {seconds, ...(peaks.length === 0 ? {} : {bytes: Math.max(...peaks)})};
  };
}

/** A line that cannot be read tells nothing: the file is not needed for anything but an estimate here. */
function parsed(line: string): readonly Earlier[] {
  try {
    const {run, seconds, peak} = JSON.parse(line) as Partial<Earlier>;
    return typeof run === "string" && typeof seconds === "number" ? [{run, seconds, ...(typeof peak === "number" ? {peak} : {})}] : [];
  } catch {
    return [];
  }
}

/** Expected seconds of each task and of the longest chain of tasks that wait for it. */
export function chainSeconds(tasks: readonly RunTask[], secondsOf: (task: RunTask) => number): ReadonlyMap<RunTask, number> {
  const after = new Map<RunTask, number>();
  // inputs come before what builds on them, so that from the end every task's own followers are known
  for (const task of tasks.toReversed()) {
    const whole = secondsOf(task) + (after.get(task) ?? 0);
    for (const input of Object.values(task.inputs)) after.set(input, Math.max(after.get(input) ?? 0, whole));
  }
  return new Map(tasks.map((task) => [task, secondsOf(task) + (after.get(task) ?? 0)]));
}
