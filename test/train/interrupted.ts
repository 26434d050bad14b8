import type {Checkpointing} from "../../src/train/checkpointing.ts";
import type {JobOutcome} from "../../src/train/run-job.ts";

class Killed extends Error {}

/** What came of running from a checkpoint, or from the start. */
export interface Attempt {
  readonly outcome: JobOutcome | "killed";
  readonly saved: readonly Uint8Array[];
  readonly resumed: readonly string[];
}

/** Runs a job, killed after so many checkpoints; `tick` are the seconds between two looks at its clock. */
export async function attempted(run: (checkpointing: Checkpointing) => Promise<JobOutcome>, left?: Uint8Array, killedAfter = Number.POSITIVE_INFINITY, tick = 1): Promise<Attempt> {
  const saved: Uint8Array[] = [], resumed: string[] = [];
  let clock = 0;
  const save = async (checkpoint: Uint8Array) => {
    saved.push(checkpoint);
    if (saved.length >= killedAfter) throw new Killed();
  };
  const outcome = await run({left, save, resumed: (at) => { resumed.push(at); }, now: () => (clock += tick)}).catch((error: unknown) => {
    if (error instanceof Killed) return "killed" as const;
    throw error;
  });
  return {outcome, saved, resumed};
}

/** What a run gave, but for how long it took. */
export const bytesOf = (outcome: JobOutcome | "killed"): unknown => (outcome === "killed" ? outcome : {...outcome, seconds: {}, carried: 0});
