import {mean, sum} from "./mean.ts";
import {atLeast} from "./sample-size.ts";

/**
 * Unbiased sample variance Σ(x − x̄)² / (n − 1), by the corrected two-pass algorithm
 * (Chan, Golub and LeVeque, The American Statistician 37, 1983, equation 1.7).
 */
export function variance(values: readonly number[]): number {
  atLeast(2, values, "variance");
  const centre = mean(values);
  const deviations = values.map((value) => value - centre);
  const rounding = sum(deviations);
  return Math.max(0, sum(deviations.map((d) => d * d)) - rounding * rounding / values.length) / (values.length - 1);
}

/** Sample standard deviation: the square root of the unbiased variance. */
export const standardDeviation = (values: readonly number[]): number => Math.sqrt(variance(values));

/** Whether values differ by nothing but rounding at magnitude `scale`: a t statistic would then divide noise by noise. */
export function isConstant(values: readonly number[], scale = largest(values)): boolean {
  atLeast(1, values, "isConstant");
  const low = values.reduce((a, b) => Math.min(a, b));
  const high = values.reduce((a, b) => Math.max(a, b));
  return high - low <= 8 * Number.EPSILON * scale;
}

const largest = (values: readonly number[]): number => values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
