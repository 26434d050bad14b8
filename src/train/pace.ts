import type {Interval} from "./checkpointing.ts";

/** When a loop saves. A clock may decide it, since saving changes no byte of a result. */
export interface Pace {
  /** Counts a step; whether it is time. */
  stepped(): boolean;
  /** A checkpoint was saved that was begun at `start`. */
  saved(start: number): void;
}

/** Where nobody asks for another interval: so many seconds between checkpoints, and so many times as much training as saving. */
const seconds = 30, share = 50;

export function openPace(every: Interval | undefined, now: () => number): Pace {
  let steps = 0;
  let last = now();
  let wait = seconds;
  const isTime = (): boolean => (every !== undefined && "steps" in every ? steps >= every.steps : now() - last >= (every?.seconds ?? wait));
  return {
    stepped() {
      steps += 1;
      return isTime();
    },
    saved(start) {
      [steps, last] = [0, now()];
      wait = Math.max(seconds, share * (last - start));
    },
  };
}
