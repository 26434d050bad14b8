import {afterEach, expect, test, vi} from "vitest";
import {showProgress} from "../../src/run/progress.ts";
import type {RunOutcome} from "../../src/run/outcome.ts";
import type {RunTask} from "../../src/plan/tasks.ts";

const task = {experiment: {id: "grokking"}, variant: {name: "long"}, replicate: {name: "seed-1"}} as RunTask;
const outcome = {status: "done", fresh: true} as RunOutcome;

afterEach(() => void vi.useRealTimers());

test("where there is no terminal, a long run is told of every minute, and nothing after the end", () => {
  vi.useFakeTimers();
  const written: string[] = [];
  const output = {isTTY: false, write: (text: string) => written.push(text.trimEnd())} as unknown as NodeJS.WriteStream;
  const progress = showProgress(output, () => Date.now());
  progress.begin([{seconds: 100}, {seconds: 100}]);
  vi.advanceTimersByTime(130_000);
  progress.done(task, outcome, 100);
  vi.advanceTimersByTime(70_000);
  progress.done(task, outcome, 100);
  progress.end();
  vi.advanceTimersByTime(300_000);
  expect(written).toEqual([
    "  runs 0 of 2 · 1:00",
    "  runs 0 of 2 · 2:00",
    "  runs 1 of 2 · 3:00 · about 3:00 left · grokking/long/seed-1",
    "  runs 2 of 2 · 3:20 · about 0:00 left · 0.6 a minute · grokking/long/seed-1",
    "  2 runs: 2 computed, 0 from the cache · 3:20",
  ]);
});
