import {expect, test} from "vitest";
import type {Contender, Timing} from "../../bench/contender.ts";
import {comparePairs, type Effort} from "../../bench/pairs.ts";

const effort: Effort = {pairs: 7, warmUp: 20, patience: 60, seconds: 1};
const steps = {unitsPerStep: 8};

/** A contender whose step takes so many seconds, and who notes what it was asked. */
function pretended(name: string, seconds: number, asked: string[], computed: number | null = 1, change: (timing: Timing) => Timing = (timing) => timing): Contender {
  return {
    run: async (count) => {
      asked.push(`${name} ${count}`);
      return change({wall: count * seconds, cpu: count * seconds * 2});
    },
    check: async () => computed,
    end: async () => 1000,
    stop: () => undefined,
  };
}

test("after the warm-up the two sides run in turn, each for the time given", async () => {
  const asked: string[] = [];
  await comparePairs(pretended("ours", 0.5, asked), pretended("theirs", 1, asked), steps, effort);
  expect(asked.slice(0, 2)).toEqual(["ours 2", "theirs 2"]);
  expect(asked.slice(2, 38)).toEqual([...Array.from({length: 18}, () => "ours 1"), ...Array.from({length: 18}, () => "theirs 1")]);
  expect(asked.slice(38)).toEqual(Array.from({length: 7}, () => ["ours 2", "theirs 1"]).flat());
});

test("a ratio above 1 says that ours is faster, in wall and in CPU seconds", async () => {
  const {ours, theirs, ratio, cpuRatio} = await comparePairs(pretended("ours", 0.25, []), pretended("theirs", 1, []), steps, effort);
  expect(ratio).toEqual({median: 4, lower: 4, upper: 4});
  expect(cpuRatio.median).toBe(4);
  expect([ours.rate.median, theirs.rate.median, ours.cpuRate.median]).toEqual([32, 8, 16]);
  expect([ours.microsecondsPerStep, ours.stepsPerRun, ours.peakMemory]).toEqual([250_000, 4, 1000]);
});

test("a ratio is the median over pairs, with its quartiles", async () => {
  let run = 0;
  const uneven = (timing: Timing): Timing => (++run > 19 ? {...timing, wall: run - 19} : timing); // seconds 1 to 7 in the pairs
  const {ratio} = await comparePairs(pretended("ours", 0.5, []), pretended("theirs", 1, [], 1, uneven), {unitsPerStep: 1}, effort);
  expect(ratio).toEqual({median: 8, lower: 5, upper: 11});
});

test("a warm-up that takes longer than patience ends early, and is told as it was", async () => {
  const {theirs} = await comparePairs(pretended("ours", 0.5, []), pretended("theirs", 25, []), steps, effort);
  expect([theirs.warmUp, theirs.stepsPerRun]).toEqual([5, 1]);
});

test("a program that counts its own work is taken at its word", async () => {
  const counting = (timing: Timing): Timing => ({...timing, units: 100 * timing.wall});
  expect((await comparePairs(pretended("ours", 1, []), pretended("theirs", 1, [], null, counting), {unitsPerStep: 50}, effort)).ratio.median).toBe(0.5);
});

test("sides that compute different things are not compared", async () => {
  const compare = (computed: number | null) => comparePairs(pretended("ours", 1, [], 2), pretended("theirs", 1, [], computed), steps, effort);
  await expect(compare(2.01)).rejects.toThrow("the two sides compute different things: 2 and 2.01 after the same steps");
  await expect(compare(Number.NaN)).rejects.toThrow("different things");
  expect((await compare(2.0001)).agreed).toEqual({ours: 2, theirs: 2.0001});
  expect((await compare(null)).agreed).toBeNull();
});
