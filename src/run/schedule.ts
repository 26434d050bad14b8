/** What a piece of work is expected to cost. */
export interface Cost {
  /** Works of one group need about the same memory. */
  readonly group: string;
  /** Expected seconds, what waits for it included: the longest goes first. */
  readonly seconds: number;
  /** Bytes of memory that an earlier one of the group took; unknown at first. */
  readonly bytes?: number;
}

export interface Limits {
  /** Works at the same time. */
  readonly jobs: number;
  /** Bytes of memory for all of them. */
  readonly memory: number;
}

/** Starts works as processors and memory allow. */
export interface Schedule {
  /** Resolves to what `work` resolves to; it answers how many bytes it took, where that is known. */
  run<T>(cost: Cost, work: () => Promise<{readonly value: T; readonly bytes?: number | undefined}>): Promise<T>;
  /** Forgets what has not begun. */
  clear(): void;
}

interface Waiting {
  readonly cost: Cost;
  readonly begin: () => void;
}

/**
 * The longest first, as many as fit. While nobody knows what memory a group needs, each of it counts as an eighth of all; then as the largest seen so far.
 * What fits nowhere runs alone.
 */
export function openSchedule({jobs, memory}: Limits): Schedule {
  const known = new Map<string, number>();
  const running = new Set<Waiting>();
  const waiting: Waiting[] = [];

  const bytesOf = ({group, bytes}: Cost): number => known.get(group) ?? bytes ?? memory / 8;
  const fits = ({cost}: Waiting): boolean => running.size === 0 || [...running].reduce((sum, other) => sum + bytesOf(other.cost), bytesOf(cost)) <= memory;
  const start = (): void => {
    while (running.size < jobs) {
      const next = waiting.findIndex(fits);
      if (next < 0) return;
      const work = waiting.splice(next, 1)[0]!;
      running.add(work);
      work.begin();
    }
  };
  const learn = (group: string, bytes: number | undefined): void => {
    if (bytes !== undefined) known.set(group, Math.max(bytes, known.get(group) ?? 0));
  };

  return {
    run: (cost, work) => new Promise((resolve, reject) => {
      const entry: Waiting = {
        cost,
        begin: () => {
          const ended = (): void => {
            running.delete(entry);
            start();
          };
          work().then(({value, bytes}) => { learn(cost.group, bytes); ended(); resolve(value); }, (error: unknown) => { ended(); reject(error as Error); });
        },
      };
      const after = waiting.findIndex((other) => other.cost.seconds < cost.seconds);
      waiting.splice(after < 0 ? waiting.length : after, 0, entry);
      queueMicrotask(start); // all that are ready at once are weighed together
    }),
    clear: () => void waiting.splice(0),
  };
}
