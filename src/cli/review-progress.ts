import {createLogUpdate} from "log-update";
import type {Budget} from "../review/budget.ts";
import {duration, silentProgress, type RunProgress} from "../run/progress.ts";

/** Progress of a review: a living line on a terminal, a plain line per part elsewhere; nothing without an output. */
export function showReview(output: NodeJS.WriteStream | undefined, title: string, {budget, elapsed}: {readonly budget: Budget; readonly elapsed: () => number}): RunProgress {
  if (output === undefined) return silentProgress;
  const live = output.isTTY === true ? createLogUpdate(output) : undefined;
  const state = {total: 0, done: 0, toDo: 0, worked: 0, start: elapsed()};
  const left = (): string => (state.worked === 0 ? "" : ` · about ${duration((1000 * (elapsed() - state.start) * Math.max(0, state.toDo)) / state.worked)} left`);
  const line = (): string => `  ${title.padEnd(8)} ${state.done} of ${state.total} runs · ${duration(elapsed() * 1000)} of ${budget.asked}${state.done < state.total ? left() : ""}`;
  return {
    begin(expected) {
      Object.assign(state, {total: expected.length, toDo: expected.reduce((sum, {seconds}) => sum + seconds, 0)});
      live?.(line());
    },
    done(_task, _outcome, seconds) {
      state.done += 1;
      state.toDo -= seconds;
      state.worked += seconds;
      live?.(line());
    },
    waiting: () => undefined,
    tell(message) {
      live?.clear();
      output.write(`  ${message}\n`);
    },
    end() {
      live?.clear();
      live?.done();
      output.write(`${line()}\n`);
    },
  };
}
