import {expect, test} from "vitest";
import {signTest} from "../../src/statistics/sign-test.ts";
import {correctedResampledTTest, pairedTTest, tTest, welchTTest} from "../../src/statistics/t-test.ts";

/** Student's sleep data, as R has them. */
const first = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0];
const second = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];
const mlp = [0.97, 0.99, 0.96, 0.98, 0.98, 0.97];
const logistic = [0.95, 0.96, 0.94, 0.95, 0.97, 0.93];

test("Welch's test of the sleep data equals R's", () => {
  // Rscript -e 'r <- t.test(extra ~ group, data = sleep); print(c(r$statistic, r$parameter, r$p.value), digits = 16)'
  const {t, degreesOfFreedom, p} = welchTTest(first, second);
  expect(t).toBeCloseTo(-1.860813467486853, 13);
  expect(degreesOfFreedom).toBeCloseTo(17.7764735161785, 12);
  expect(p).toBeCloseTo(0.07939414018735817, 13);
});

test("the paired test of the sleep data equals R's", () => {
  // Rscript -e 'r <- with(sleep, t.test(extra[group == 1], extra[group == 2], paired = TRUE)); print(c(r$statistic, r$p.value), digits = 16)'
  const {t, degreesOfFreedom, p} = pairedTTest(first, second);
  expect(t).toBeCloseTo(-4.062127683382037, 13);
  expect(degreesOfFreedom).toBe(9);
  expect(p).toBeCloseTo(0.00283289019738427, 14);
});

test("one-sided tests equal SciPy's", () => {
  // python -c "from scipy import stats; x, y = [.97, .99, .96, .98, .98, .97], [.95, .96, .94, .95, .97, .93]; [print(stats.ttest_ind(x, y[:4], equal_var=False, alternative=a), stats.ttest_rel(x, y, alternative=a)) for a in ('greater', 'less')]"
  expect(welchTTest(mlp, logistic.slice(0, 4), "greater").p).toBeCloseTo(0.0015927531366675695, 13);
  expect(welchTTest(mlp, logistic.slice(0, 4), "less").p).toBeCloseTo(0.9984072468633324, 13);
  expect(pairedTTest(mlp, logistic, "greater").p).toBeCloseTo(0.0010423964727428595, 13);
  expect(pairedTTest(mlp, logistic, "less").p).toBeCloseTo(0.9989576035272572, 13);
});

test("a one-sample test against a number equals SciPy's", () => {
  // python -c "from scipy import stats; print(stats.ttest_1samp([.97, .99, .96, .98, .98, .97], .95, alternative='greater'))"
  const {t, p} = tTest(mlp, "greater", 0.95);
  expect(t).toBeCloseTo(5.838742081211422, 11);
  expect(p).toBeCloseTo(0.0010423964727428706, 13);
});

test("the corrected resampled test divides by the corrected variance", () => {
  // python -c "import numpy as np; from scipy import stats; d = np.array([.97, .99, .96, .98, .98, .97]) - [.95, .96, .94, .95, .97, .93]; t = d.mean() / np.sqrt(d.var(ddof=1) * (1/6 + 1/2)); print(t, stats.t.sf(t, 5))"
  const {t, p} = correctedResampledTTest(mlp.map((value, at) => value - (logistic[at] as number)), 1 / 2, "greater");
  expect(t).toBeCloseTo(2.919371040605718, 11);
  expect(p).toBeCloseTo(0.01651893700087738, 13);
});

test("too little data, unequal pairs and values that do not vary throw", () => {
  expect(() => tTest([1])).toThrow("t test: expected at least 2 values, got 1");
  expect(() => welchTTest([1, 2], [3])).toThrow("Welch t test: expected at least 2 values, got 1");
  expect(() => pairedTTest([1, 2], [3])).toThrow("expected as many values on both sides, got 2 and 1");
  expect(() => tTest([1, 1])).toThrow("the values do not vary");
});

test("the sign test is the exact binomial one, zeros left out", () => {
  // python -c "from scipy.stats import binomtest as b; print(b(9, 10, alternative='greater').pvalue, b(3, 10).pvalue, b(8, 9).pvalue)"
  expect(signTest([-1, ...Array.from({length: 9}, () => 1), 0], "greater").p).toBeCloseTo(0.0107421875, 14);
  expect(signTest([1, 1, 1, -1, -1, -1, -1, -1, -1, -1]).p).toBeCloseTo(0.34375, 14);
  expect(signTest([1, 1, 1, 1, 1, 1, 1, 1, -1]).p).toBeCloseTo(0.0390625, 14);
  expect(signTest([0, 0], "greater").p).toBe(1);
  expect(signTest(Array.from({length: 5}, () => 1), "greater").p).toBe(1 / 32);
  // python -c "from scipy.stats import binomtest as b; print(b(560, 1200, alternative='less').pvalue, b(480, 900).pvalue)"
  expect(signTest(Array.from({length: 1200}, (_, at) => (at < 560 ? 1 : -1)), "less").p).toBeCloseTo(0.011268313783754766, 13);
  expect(signTest(Array.from({length: 900}, (_, at) => (at < 480 ? 1 : -1))).p).toBeCloseTo(0.04916136808348984, 13);
});
