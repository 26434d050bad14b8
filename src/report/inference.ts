import {UserError} from "../errors.ts";
import {signTest} from "../statistics/sign-test.ts";
import {correctedResampledInterval, type MeanInterval} from "../statistics/t-interval.ts";
import {correctedResampledTTest, welchTTest, type Alternative, type TTest} from "../statistics/t-test.ts";
import {isConstant} from "../statistics/variance.ts";
import {overlap, replicateWords} from "./design.ts";
import {statistic} from "./number-text.ts";
import {isPaired, requireOneVariant, type Sample} from "./sample.ts";

/** How replicates depend on each other where their factors do not say it. */
export interface Dependence {
  /** n_test/n_train of resampled data, whose training sets overlap. Folds say it themselves. */
  readonly testToTrain?: number;
}

/** A test's words and its p value. */
export interface Tested {
  /** "paired corrected resampled t test over 25 test folds, one-sided" */
  readonly name: string;
  /** "t(24) = 3.10" */
  readonly statistic: string;
  readonly p: number;
}

/** The mean with its interval, or no interval where nothing varies. */
export function meanInterval(sample: Sample, confidence: number, dependence: Dependence): MeanInterval | "constant" {
  requireValues(sample, 2, "an interval");
  const ratio = overlap(sample.design, dependence.testToTrain, sample.label);
  return isConstant(sample.values, magnitude(sample)) ? "constant" : correctedResampledInterval(sample.values, ratio, confidence);
}

/** "corrected resampled t" where training sets overlap, else "t". */
export const intervalName = (sample: Sample, dependence: Dependence): string =>
  (overlap(sample.design, dependence.testToTrain, sample.label) > 0 ? "corrected resampled t" : "t");

/** Tests the mean of a sample against a number. Values that do not vary have no t: their signs are tested, exactly. */
export function testMean(sample: Sample, hypothesised: number, alternative: Alternative, dependence: Dependence, pairedName = ""): Tested {
  requireValues(sample, 2, "a test");
  const ratio = overlap(sample.design, dependence.testToTrain, sample.label);
  const over = `over ${replicateWords(sample.count, sample.design, sample.metric.split)}, ${sided(alternative)}`;
  const above = sample.values.map((value) => value - hypothesised);
  if (isConstant(above, magnitude(sample) + Math.abs(hypothesised))) return testSigns(above, alternative, `${pairedName}sign test ${over} (the values do not vary)`, ratio);
  const test = correctedResampledTTest(sample.values, ratio, alternative, hypothesised);
  return {name: `${pairedName}${ratio > 0 ? "corrected resampled " : ""}t test ${over}`, statistic: tText(test), p: test.p};
}

/** Tests two samples: paired where they share their replicates, else after Welch. */
export function testDifference(a: Sample, b: Sample, alternative: Alternative, dependence: Dependence): Tested {
  for (const side of [a, b]) requireOneVariant(side, "a test");
  if (isPaired(a, b)) return testMean(a.minus(b), 0, alternative, dependence, "paired ");
  for (const side of [a, b]) requireIndependent(side, dependence);
  for (const side of [a, b]) requireValues(side, 2, "a test");
  const over = `over ${replicateWords(a.count, a.design)} and ${replicateWords(b.count, b.design)}, ${sided(alternative)}`;
  if ([a, b].every((side) => isConstant(side.values, magnitude(side)))) throw new UserError(`${a.label} against ${b.label}: neither side varies, so that no test is possible`, "compare them with atLeast(…, {each: true})");
  const test = welchTTest(a.values, b.values, alternative);
  return {name: `Welch t test ${over}`, statistic: tText(test), p: test.p};
}

/**
 * Values that do not vary have no t, but signs. Overlapping training sets make n of them worth 1 / (1/n + n_test/n_train)
 * independent ones, the number with the same variance of the mean.
 */
function testSigns(above: readonly number[], alternative: Alternative, name: string, ratio: number): Tested {
  const worth = Math.max(1, Math.floor(1 / (1 / above.length + ratio) + 1e-9));
  const {positive, negative, p} = signTest(above.slice(0, worth), alternative);
  return {name, statistic: `${positive} above and ${negative} below${ratio > 0 ? ` of the ${worth} that they are worth` : ""}`, p};
}

function requireIndependent(sample: Sample, dependence: Dependence): void {
  if (overlap(sample.design, dependence.testToTrain, sample.label) === 0) return;
  throw new UserError(`${sample.label}: an unpaired test takes its replicates for independent, and they share their training data`, "compare samples of the same replicates, which are then paired");
}

function requireValues(sample: Sample, count: number, purpose: string): void {
  requireOneVariant(sample, purpose);
  const never = sample.points.find((point) => !Number.isFinite(point.value));
  if (never !== undefined) throw new UserError(`${sample.label}: ${purpose} is not possible, for ${never.variant}/${never.replicate} is ${never.value}`, "compare with before(), or show the median");
  if (sample.count >= count) return;
  throw new UserError(`${sample.label}: ${purpose} needs at least ${count} replicates, got ${sample.count}`, "declare more replicates, or show the one value with only()");
}

/** The size of the numbers that a sample's values were computed from, beside which a difference may be mere rounding. */
export const magnitude = (sample: Sample): number =>
  sample.points.reduce((most, point) => Math.max(most, Math.abs(point.value), ...point.sources.map((source) => Math.abs(source.value))), 0);

const sided = (alternative: Alternative): string => (alternative === "two-sided" ? "two-sided" : "one-sided");
const tText = (test: TTest): string => statistic("t", test.degreesOfFreedom, test.t);
