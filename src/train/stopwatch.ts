import type {TrainContext} from "./context.ts";

/** Seconds so far: those of the whole, and by the names given to `measure`. */
export interface Seconds {
  readonly elapsed: number;
  readonly measured: Readonly<Record<string, number>>;
}

export interface Stopwatch {
  readonly measure: TrainContext["measure"];
  /** With what is still being measured. */
  read(): Seconds;
  /** Goes on from the seconds of an interrupted run; what is being measured has begun there. */
  restore(seconds: Seconds): void;
  /** Seconds that the interrupted run took. */
  carried(): number;
}

/** Measures durations, which go to provenance alone. `now` is a clock in seconds. */
export function stopwatch(now: () => number): Stopwatch {
  let start = now();
  let before = 0;
  let measured: Record<string, number> = {};
  const open = new Set<{readonly name: string; start: number}>();
  const add = (name: string, seconds: number): void => { measured[name] = (measured[name] ?? 0) + seconds; };
  const settle = (): void => {
    for (const each of open) {
      add(each.name, now() - each.start);
      each.start = now();
    }
  };
  return {
    async measure(name, work) {
      const mine = {name, start: now()};
      open.add(mine);
      try {
        return await work();
      } finally {
        open.delete(mine);
        add(name, now() - mine.start);
      }
    },
    read() {
      settle();
      return {elapsed: before + now() - start, measured: {...measured}};
    },
    restore(seconds) {
      settle();
      [start, before, measured] = [now(), seconds.elapsed, {...seconds.measured}];
    },
    carried: () => before,
  };
}
