import {createLogUpdate} from "log-update";
import type {Budget} from "../review/budget.ts";
import {duration, silentProgress, type RunProgress} from "../run/progress.ts";

/** Hears how a review goes on, part by part; a part may come in several pieces. */
export interface ReviewProgress {
  part(title: string): RunProgress;
}

interface World {
  readonly budget: Budget;
  /** Seconds since the review began. */
  readonly elapsed: () => number;
}

/** A living line on a terminal, a plain line per piece and minute elsewhere; nothing without an output. `totals`: how many runs each part may draw from. */
export function showReview(output: NodeJS.WriteStream | undefined, {budget, elapsed}: World, totals: ReadonlyMap<string, number>): ReviewProgress {
  if (output === undefined) return {part: () => silentProgress};
  const live = output.isTTY === true ? createLogUpdate(output) : undefined;
  const made = new Map<string, number>();
  return {
    part(title) {
      const state = {runs: 0, done: 0, toDo: 0, worked: 0, start: elapsed()};
      const left = (): string => (state.worked === 0 || state.done === state.runs ? "" : ` · these about ${duration((1000 * (elapsed() - state.start) * Math.max(0, state.toDo)) / state.worked)} more`);
      const line = (): string => `  ${title.padEnd(8)} ${made.get(title) ?? 0} of ${totals.get(title) ?? state.runs} runs · ${duration(elapsed() * 1000)} of ${budget.asked}${left()}`;
      let clock: NodeJS.Timeout | undefined;
      return {
        begin(expected) {
          clearInterval(clock);
          clock = setInterval(() => { if (live !== undefined) live(line()); else output.write(`${line()}\n`); }, live === undefined ? 60_000 : 1000).unref();
          Object.assign(state, {runs: expected.length, toDo: expected.reduce((sum, {seconds}) => sum + seconds, 0)});
          live?.(line());
        },
        done(_task, _outcome, seconds) {
          made.set(title, (made.get(title) ?? 0) + 1);
          Object.assign(state, {done: state.done + 1, toDo: state.toDo - seconds, worked: state.worked + seconds});
          live?.(line());
        },
        waiting: () => undefined,
        tell(message) {
          live?.clear();
          output.write(`  ${message}\n`);
        },
        end() {
          clearInterval(clock);
          live?.clear();
          live?.done();
          output.write(`${line()}\n`);
        },
      };
    },
  };
}
