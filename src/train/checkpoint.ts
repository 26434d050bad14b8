import {UserError} from "../errors.ts";
import type {Interval} from "./checkpointing.ts";
import type {Keep} from "./kept.ts";
import type {Loops} from "./loops.ts";

export interface CheckpointedLoop {
  readonly steps: number;
  /** When to save; default: when 30 seconds have passed since the last time. */
  readonly every?: Interval;
  /**
   * What your code holds and the steps change, by name: `keep: {snapshots, best}`; lists, plain objects, arrays of numbers, Maps and Sets, tensors within them.
   * Models, variables, optimisers and random streams of before the loop are kept anyway, and so is what was logged.
   */
  readonly keep?: Keep;
}

/** Lets an interrupted run go on where it was. */
export interface Checkpoint {
  /**
   * Runs `step` for 1, 2, … `steps`, saving now and then. An interrupted run does again what comes before the loop, takes over the last checkpoint and goes on
   * behind it; it ends in the same bytes.
   */
  loop(options: CheckpointedLoop, step: (step: number) => void | Promise<void>): Promise<void>;
}

export const checkpointOf = (loops: Loops): Checkpoint => ({
  async loop({steps, every, keep = {}}, work) {
    if (!(Number.isSafeInteger(steps) && steps >= 0)) throw new UserError(`checkpoint.loop: expected a whole number of steps, got ${steps}`, "check the parameters");
    await loops.run<{readonly step: number}>({kind: "steps", keep, every}, async (loop) => {
      const first = (loop.reached?.step ?? 0) + 1;
      for (let step = first; step <= steps; step += 1) {
        await loop.within(() => work(step));
        if (step <= first + 1) await loop.requireSame();
        if (step < steps && loop.stepped()) await loop.save({step}, `step ${step} of ${steps}`);
      }
      return {step: steps};
    });
  },
});
