import {expect, test} from "vitest";
import {mean, sum} from "../../src/statistics/mean.ts";

test("a sum keeps what plain addition loses", () => {
  // python -c "import math; print(math.fsum([1, 1e100, 1, -1e100]))"
  expect(sum([1, 1e100, 1, -1e100])).toBe(2);
  // python -c "import math; print(math.fsum([0.1] * 10))"
  expect(sum(Array.from({length: 10}, () => 0.1))).toBe(1);
});

test("a mean of nothing, or of what is no number, throws", () => {
  expect(() => mean([])).toThrow("mean: expected at least 1 value, got 0");
  expect(() => mean([1, NaN])).toThrow("mean: expected finite values, got NaN");
});
