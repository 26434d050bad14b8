import {expect, test} from "vitest";
import {fromLogarithm, logarithms} from "../../src/statistics/logarithm-scale.ts";
import {tInterval} from "../../src/statistics/t-interval.ts";

test("the geometric mean and its interval equal SciPy's", () => {
  // python -c "import numpy as np; from scipy import stats; x = [1e-5, 2e-5, 4e-4]; l = np.log(x); print(stats.gmean(x), np.exp(stats.t.interval(.95, 2, l.mean(), stats.sem(l))))"
  const {mean, low, high} = tInterval(logarithms([1e-5, 2e-5, 4e-4]));
  expect(fromLogarithm(mean) / 4.308869380063763e-05).toBeCloseTo(1, 12);
  expect(fromLogarithm(low) / 3.3053844334453797e-07).toBeCloseTo(1, 12);
  expect(fromLogarithm(high) / 0.005617003319368322).toBeCloseTo(1, 12);
});

test("zero has no logarithm", () => {
  expect(() => logarithms([1, 0])).toThrow("logarithms: expected positive values, got 0");
});
