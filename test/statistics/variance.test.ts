import {expect, test} from "vitest";
import {isConstant, standardDeviation, variance} from "../../src/statistics/variance.ts";

test("the variance of large numbers does not cancel", () => {
  // python -c "import numpy; print(numpy.var([1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16], ddof=1))"
  expect(variance([1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16])).toBe(30);
});

test("the standard deviation is the one with n − 1", () => {
  // python -c "import numpy; print(numpy.std([2, 4, 4, 4, 5, 5, 7, 9], ddof=1))"
  expect(standardDeviation([2, 4, 4, 4, 5, 5, 7, 9])).toBeCloseTo(2.138089935299395, 14);
});

test("the variance of one value throws", () => {
  expect(() => variance([1])).toThrow("variance: expected at least 2 values, got 1");
});

test("values that differ by rounding alone are constant", () => {
  expect(isConstant([0.61 - 0.6, 0.66 - 0.65], 0.66)).toBe(true);
  expect(isConstant([0.61 - 0.6, 0.67 - 0.65], 0.67)).toBe(false);
});
