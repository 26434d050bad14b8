import {mean} from "./mean.ts";
import {atLeast} from "./sample-size.ts";
import {tQuantile} from "./student-t.ts";
import {variance} from "./variance.ts";

/** A mean with its confidence interval. */
export interface MeanInterval {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
  readonly standardError: number;
  readonly degreesOfFreedom: number;
}

/** x̄ ± t(1 − α/2; n − 1) · s / √n for independent values (Student, Biometrika 6, 1908). */
export function tInterval(values: readonly number[], confidence = 0.95): MeanInterval {
  return correctedResampledInterval(values, 0, confidence);
}

/**
 * Interval of a mean over resampled test sets, whose training sets overlap: the variance is
 * s² · (1/n + n_test/n_train) instead of s²/n (Nadeau and Bengio, Machine Learning 52, 2003, section 4;
 * for r-times repeated k-fold cross-validation Bouckaert and Frank, PAKDD 2004, with n = k·r and n_test/n_train = 1/(k − 1)).
 */
export function correctedResampledInterval(values: readonly number[], testToTrain: number, confidence = 0.95): MeanInterval {
  atLeast(2, values, "interval");
  if (!(confidence > 0 && confidence < 1)) throw new RangeError(`interval: expected a confidence between 0 and 1, got ${confidence}`);
  const centre = mean(values);
  const standardError = resampledStandardError(values, testToTrain);
  const degreesOfFreedom = values.length - 1;
  const reach = tQuantile((1 - confidence) / 2, degreesOfFreedom) * standardError;
  return {mean: centre, low: centre - reach, high: centre + reach, standardError, degreesOfFreedom};
}

/** √(s² · (1/n + n_test/n_train)); independent values have n_test/n_train = 0. */
export function resampledStandardError(values: readonly number[], testToTrain: number): number {
  if (!(testToTrain >= 0 && Number.isFinite(testToTrain))) throw new RangeError(`expected n_test/n_train of at least 0, got ${testToTrain}`);
  return Math.sqrt(variance(values) * (1 / values.length + testToTrain));
}
