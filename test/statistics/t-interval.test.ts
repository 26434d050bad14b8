import {expect, test} from "vitest";
import {correctedResampledInterval, tInterval} from "../../src/statistics/t-interval.ts";

const scores = [0.97, 0.99, 0.96, 0.98, 0.98, 0.97];

test("the t interval equals SciPy's", () => {
  // python -c "import numpy; from scipy import stats; x = [.97, .99, .96, .98, .98, .97]; print(stats.t.interval(.95, 5, numpy.mean(x), stats.sem(x)))"
  const {low, high, degreesOfFreedom} = tInterval(scores);
  expect(low).toBeCloseTo(0.9639934261529198, 13);
  expect(high).toBeCloseTo(0.9860065738470801, 13);
  expect(degreesOfFreedom).toBe(5);
});

test("overlapping training sets widen the interval by Nadeau and Bengio's factor", () => {
  // python -c "import numpy as np; from scipy import stats; d = np.array([.97, .99, .96, .98, .98, .97]) - [.95, .96, .94, .95, .97, .93]; print(stats.t.interval(.95, 5, d.mean(), np.sqrt(d.var(ddof=1) * (1/6 + 1/2))))"
  const differences = scores.map((score, at) => score - ([0.95, 0.96, 0.94, 0.95, 0.97, 0.93][at] as number));
  const {low, high} = correctedResampledInterval(differences, 1 / 2);
  expect(low).toBeCloseTo(0.0029868523058397857, 13);
  expect(high).toBeCloseTo(0.04701314769416022, 13);
});

test("one value has no interval, and no confidence is certain", () => {
  expect(() => tInterval([1])).toThrow("interval: expected at least 2 values, got 1");
  expect(() => tInterval([1, 2], 1)).toThrow("expected a confidence between 0 and 1, got 1");
  expect(() => correctedResampledInterval([1, 2], -1)).toThrow("expected n_test/n_train of at least 0, got -1");
});
