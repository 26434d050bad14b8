import {expect, test} from "vitest";
import {median, quantile} from "../../src/statistics/quantile.ts";

test("a quantile interpolates as NumPy and R do", () => {
  // python -c "import numpy; print(numpy.quantile([3, 1, 4, 1, 5], 0.3))"
  expect(quantile([3, 1, 4, 1, 5], 0.3)).toBeCloseTo(1.4, 14);
});

test("the extreme quantiles are the extremes", () => {
  expect([quantile([3, 1, 4], 0), quantile([3, 1, 4], 1)]).toEqual([1, 4]);
});

test("the median of an even number of values is the mean of the middle two", () => {
  expect(median([4, 1, 3, 2])).toBe(2.5);
});

test("a quantile of nothing and a probability above 1 throw", () => {
  expect(() => quantile([], 0.5)).toThrow("expected at least 1 value");
  expect(() => quantile([1], 1.5)).toThrow("expected a probability from 0 to 1, got 1.5");
});
