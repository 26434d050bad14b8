/** How fast this machine is beside those of earlier runs, learnt while a review goes on. */
export interface Pace {
  /** Wall-clock seconds that runs will take together, from what earlier runs took of one processor each. */
  seconds(expected: readonly number[]): number;
  /** The same of one run, once its worker stands ready. */
  alone(expected: number): number;
  /** Hears what runs were expected to take, what each took, and the wall clock of them all. */
  learn(expected: readonly number[], took: readonly number[], wall: number): void;
  /** Whether anything was learnt. */
  known(): boolean;
  /** What was expected of all that was heard of, at the present pace. */
  expected(): number;
}

/** Seconds until worker processes stand ready, while nobody has seen it. */
const usualStart = 3;

export function openPace(jobs: number): Pace {
  const heard = {expected: 0, took: 0, start: usualStart, batches: 0};
  const ratio = (): number => (heard.expected === 0 ? 1 : heard.took / heard.expected);
  const together = (seconds: readonly number[]): number => Math.max(seconds.reduce((sum, each) => sum + each, 0) / jobs, ...seconds, 0);
  return {
    seconds: (expected) => heard.start + ratio() * together(expected),
    alone: (expected) => ratio() * expected,
    learn(expected, took, wall) {
      if (took.length < expected.length) return; // stopped in between: what is missing says nothing of the pace
      heard.expected += expected.reduce((sum, each) => sum + each, 0);
      heard.took += took.reduce((sum, each) => sum + each, 0);
      heard.start = Math.max(0.2, wall - together(took));
      heard.batches += 1;
    },
    known: () => heard.batches > 0,
    expected: () => heard.batches * heard.start + (ratio() * heard.expected) / jobs,
  };
}
