import {mean} from "./mean.ts";
import {atLeast} from "./sample-size.ts";
import {tUpperTail} from "./student-t.ts";
import {resampledStandardError} from "./t-interval.ts";
import {variance} from "./variance.ts";

/** What is held against the null hypothesis: the estimate is greater, less, or either. */
export type Alternative = "greater" | "less" | "two-sided";

export interface TTest {
  /** The mean, or the difference of two means, less the hypothesised one. */
  readonly estimate: number;
  readonly standardError: number;
  readonly t: number;
  readonly degreesOfFreedom: number;
  readonly p: number;
}

/** Student's one-sample test of mean = `hypothesised`: t = (x̄ − μ) / (s/√n), n − 1 degrees of freedom. */
export function tTest(values: readonly number[], alternative: Alternative = "two-sided", hypothesised = 0): TTest {
  return correctedResampledTTest(values, 0, alternative, hypothesised);
}

/** Student's test of paired values: the one-sample test of their differences a − b. */
export function pairedTTest(a: readonly number[], b: readonly number[], alternative: Alternative = "two-sided"): TTest {
  if (a.length !== b.length) throw new RangeError(`pairedTTest: expected as many values on both sides, got ${a.length} and ${b.length}`);
  return tTest(a.map((value, at) => value - (b[at] as number)), alternative);
}

/**
 * The corrected resampled t test of differences over overlapping training sets:
 * t = x̄ / √(s² · (1/n + n_test/n_train)), n − 1 degrees of freedom (Nadeau and Bengio, Machine Learning 52, 2003, section 4).
 */
export function correctedResampledTTest(
  values: readonly number[],
  testToTrain: number,
  alternative: Alternative = "two-sided",
  hypothesised = 0,
): TTest {
  atLeast(2, values, "t test");
  return conclude(mean(values) - hypothesised, resampledStandardError(values, testToTrain), values.length - 1, alternative);
}

/**
 * Welch's test of two independent samples with unequal variances (Biometrika 34, 1947):
 * t = (x̄ − ȳ) / √(s²x/m + s²y/n), degrees of freedom after Satterthwaite.
 */
export function welchTTest(x: readonly number[], y: readonly number[], alternative: Alternative = "two-sided"): TTest {
  atLeast(2, x, "Welch t test");
  atLeast(2, y, "Welch t test");
  const ofX = variance(x) / x.length;
  const ofY = variance(y) / y.length;
  const degrees = (ofX + ofY) * (ofX + ofY) / (ofX * ofX / (x.length - 1) + ofY * ofY / (y.length - 1));
  return conclude(mean(x) - mean(y), Math.sqrt(ofX + ofY), degrees, alternative);
}

function conclude(estimate: number, standardError: number, degreesOfFreedom: number, alternative: Alternative): TTest {
  if (standardError === 0) throw new RangeError("t test: the values do not vary, so that t is not defined");
  const t = estimate / standardError;
  return {estimate, standardError, t, degreesOfFreedom, p: probability(t, degreesOfFreedom, alternative)};
}

function probability(t: number, degrees: number, alternative: Alternative): number {
  if (alternative === "greater") return tUpperTail(t, degrees);
  if (alternative === "less") return tUpperTail(-t, degrees);
  return Math.min(1, 2 * tUpperTail(Math.abs(t), degrees));
}
