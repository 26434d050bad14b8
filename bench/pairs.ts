import {quantile} from "../src/statistics/quantile.ts";
import {Unable, type Contender, type Timing} from "./contender.ts";
import type {Workload} from "./workload.ts";

/** How long to measure. */
export interface Effort {
  /** Alternating pairs: ours, the peer's, ours, the peer's, … */
  readonly pairs: number;
  /** Steps of each side that are not counted: the JavaScript engine compiles, memory grows. */
  readonly warmUp: number;
  /** Seconds after which a warm-up ends early, at least two steps; told in the record. */
  readonly patience: number;
  /** Seconds that one side of a pair takes, at least one step. */
  readonly seconds: number;
}

/** Median and quartiles. */
export interface Spread {
  readonly median: number;
  readonly lower: number;
  readonly upper: number;
}

/** How fast one side was. */
export interface Pace {
  /** Units per wall second and per CPU second. */
  readonly rate: Spread;
  readonly cpuRate: Spread;
  readonly microsecondsPerStep: number;
  readonly warmUp: number;
  readonly stepsPerRun: number;
  readonly peakMemory: number;
}

/** Two sides, measured in turn. A ratio is ours by theirs, pair by pair: above 1 ours is faster. */
export interface Comparison {
  readonly ours: Pace;
  readonly theirs: Pace;
  readonly ratio: Spread;
  readonly cpuRatio: Spread;
  readonly pairs: number;
  /** The number that both computed after the same steps, if both can tell it. */
  readonly agreed: {readonly ours: number; readonly theirs: number} | null;
}

export const spreadOf = (values: readonly number[]): Spread => ({median: quantile(values, 0.5), lower: quantile(values, 0.25), upper: quantile(values, 0.75)});

/** Warms both sides up, then lets them run in turn. A step counts `unitsPerStep`, unless the program counts itself. @throws Unable where the two computed different things. */
export async function comparePairs(ours: Contender, theirs: Contender, {unitsPerStep, batches = 1}: Pick<Workload, "unitsPerStep" | "batches">, effort: Effort): Promise<Comparison> {
  const agreed = await agreement(ours, theirs);
  const [mine, other] = [await warm(ours, effort), await warm(theirs, effort)];
  const timings: (readonly [Timing, Timing])[] = [];
  for (let pair = 0; pair < effort.pairs; pair++) timings.push([await ours.run(mine.stepsPerRun), await theirs.run(other.stepsPerRun)]);
  const units = ({units: own}: Timing, steps: number): number => own ?? steps * unitsPerStep;
  const paces = timings.map(([a, b]) => [paceOf(a, units(a, mine.stepsPerRun)), paceOf(b, units(b, other.stepsPerRun))] as const);
  return {
    ours: {...summary(paces.map(([pace]) => pace)), ...told(timings.map(([timing]) => timing), mine, batches), peakMemory: await ours.end()},
    theirs: {...summary(paces.map(([, pace]) => pace)), ...told(timings.map(([, timing]) => timing), other, batches), peakMemory: await theirs.end()},
    ratio: spreadOf(paces.map(([a, b]) => a.rate / b.rate)),
    cpuRatio: spreadOf(paces.map(([a, b]) => a.cpuRate / b.cpuRate)),
    pairs: effort.pairs,
    agreed,
  };
}

const agreeWithin = 1e-3;

/** Both sides' number after two steps each. */
async function agreement(ours: Contender, theirs: Contender): Promise<Comparison["agreed"]> {
  await ours.run(2);
  await theirs.run(2);
  const [a, b] = [await ours.check(), await theirs.check()];
  if (a === null || b === null) return null;
  if (!(Math.abs(a - b) <= agreeWithin * Math.max(Math.abs(a), Math.abs(b)))) throw new Unable(`the two sides compute different things: ${a} and ${b} after the same steps`);
  return {ours: a, theirs: b};
}

interface Warm {
  readonly warmUp: number;
  readonly stepsPerRun: number;
}

/** The steps of the warm-up, as many as patience allows; where they are short, a trial run that tells how many of them a run should have. */
async function warm(contender: Contender, {warmUp, patience, seconds}: Effort): Promise<Warm> {
  let [taken, spent, perStep] = [2, 0, Number.POSITIVE_INFINITY]; // two steps are those of the agreement
  for (; taken < warmUp && spent < patience; taken++) {
    perStep = Math.max((await contender.run(1)).wall, 1e-7);
    spent += perStep;
  }
  if (perStep < seconds / 2) {
    const trial = Math.ceil(seconds / 2 / perStep);
    perStep = Math.max((await contender.run(trial)).wall / trial, 1e-7);
    taken += trial;
  }
  return {warmUp: taken, stepsPerRun: Math.max(1, Math.round(seconds / perStep))};
}

interface Rates {
  readonly rate: number;
  readonly cpuRate: number;
}

/** A CPU clock ticks coarsely: a run that it saw take no time took a microsecond. */
const paceOf = ({wall, cpu}: Timing, units: number): Rates => ({rate: units / wall, cpuRate: units / Math.max(cpu, 1e-6)});

const summary = (paces: readonly Rates[]) => ({rate: spreadOf(paces.map(({rate}) => rate)), cpuRate: spreadOf(paces.map(({cpuRate}) => cpuRate))});

const told = (timings: readonly Timing[], {warmUp, stepsPerRun}: Warm, batches: number) =>
  ({microsecondsPerStep: quantile(timings.map(({wall}) => wall / stepsPerRun / batches * 1e6), 0.5), warmUp, stepsPerRun});
