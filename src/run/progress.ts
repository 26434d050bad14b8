import {createLogUpdate} from "log-update";
import type {RunOutcome} from "./outcome.ts";
import type {RunTask} from "../plan/tasks.ts";

/** Hears how a long piece of work goes on. */
export interface RunProgress {
  /** What is to be done, with the seconds of one processor that each is expected to take. */
  begin(expected: readonly {readonly seconds: number}[]): void;
  done(task: RunTask, outcome: RunOutcome, expectedSeconds: number): void;
  /** Waits for so many runs that other processes are at. */
  waiting(count: number): void;
  /** A message in between, such as a download or a line that a run printed. */
  readonly tell: (message: string) => void;
  end(): void;
}

/** Progress for people: one living line on a terminal; elsewhere a plain line every ten seconds while runs end, and every minute while none does. `now` in milliseconds. */
export function showProgress(output: NodeJS.WriteStream, now: () => number): RunProgress {
  const live = output.isTTY === true ? createLogUpdate(output) : undefined;
  const state = {total: 0, done: 0, cached: 0, computed: 0, toDo: 0, worked: 0, elsewhere: 0, waited: false, start: now(), lastPlain: now(), current: ""};
  const line = () => describe(state, now());
  const tellPlain = (every: number): void => {
    if (now() - state.lastPlain <= every) return;
    state.lastPlain = now();
    output.write(`${line()}\n`);
  };
  let clock: NodeJS.Timeout | undefined;
  return {
    begin(expected) {
      clearInterval(clock);
      clock = setInterval(() => { if (live !== undefined) live(line()); else tellPlain(59_000); }, live === undefined ? 5000 : 1000).unref();
      const toDo = expected.reduce((sum, {seconds}) => sum + seconds, 0);
      Object.assign(state, {total: expected.length, done: 0, cached: 0, computed: 0, toDo, worked: 0, elsewhere: 0, waited: false, start: now(), lastPlain: now()});
    },
    done(task, outcome, seconds) {
      state.done += 1;
      state.toDo -= seconds;
      if (outcome.status === "done" && outcome.fresh) state.worked += seconds;
      if (outcome.status === "done") state[outcome.fresh ? "computed" : "cached"] += 1;
      state.current = `${task.experiment.id}/${task.variant.name}/${task.replicate.name}`;
      if (live !== undefined) live(line());
      else tellPlain(10_000);
    },
    waiting(count) {
      state.elsewhere = count;
      if (live !== undefined) live(line());
      else if (count > 0 && !state.waited) output.write(`  ${waitingText(count)}\n`);
      state.waited ||= count > 0;
    },
    tell(message) {
      live?.clear();
      output.write(`  ${message}\n`);
    },
    end() {
      clearInterval(clock);
      live?.clear();
      live?.done();
      if (state.computed > 0) output.write(`${summary(state, now())}\n`);
    },
  };
}

interface ProgressState {
  readonly total: number;
  readonly done: number;
  readonly cached: number;
  readonly computed: number;
  /** Expected seconds of what is not done, and of what was computed. */
  readonly toDo: number;
  readonly worked: number;
  /** Runs of other processes that are waited for. */
  readonly elsewhere: number;
  readonly start: number;
  readonly current: string;
}

function describe(state: ProgressState, at: number): string {
  const elapsed = at - state.start;
  const left = state.worked === 0 ? "" : `about ${duration((elapsed / state.worked) * Math.max(0, state.toDo))} left`;
  const parts = [`runs ${state.done} of ${state.total}`, duration(elapsed), left, rate(state.computed, elapsed), state.elsewhere === 0 ? state.current : waitingText(state.elsewhere)];
  return `  ${parts.filter((part) => part !== "").join(" · ")}`;
}

const waitingText = (count: number): string => `waiting for ${count} ${count === 1 ? "run" : "runs"} of another process`;

/** Runs in a minute, once some are computed. */
function rate(computed: number, milliseconds: number): string {
  const perMinute = (computed * 60_000) / milliseconds;
  return computed < 2 || milliseconds < 1000 ? "" : `${perMinute < 10 ? perMinute.toFixed(1) : Math.round(perMinute)} a minute`;
}

const summary = (state: ProgressState, at: number): string =>
  `  ${state.total} runs: ${state.computed} computed, ${state.cached} from the cache · ${duration(at - state.start)}`;

/** Milliseconds as `0:41` or `1:02:03`. */
export function duration(milliseconds: number): string {
  const whole = Math.max(0, Math.round(milliseconds / 1000));
  const [hours, minutes, seconds] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const two = (count: number) => String(count).padStart(2, "0");
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds)}` : `${minutes}:${two(seconds)}`;
}

/** Progress for programs: says nothing. */
export const silentProgress: RunProgress = {begin: () => undefined, done: () => undefined, waiting: () => undefined, tell: () => undefined, end: () => undefined};
