import {expect, test} from "vitest";
import {betaQuantile, regularisedBeta} from "../../src/statistics/beta.ts";
import {logGamma} from "../../src/statistics/gamma.ts";
import {tQuantile, tUpperTail} from "../../src/statistics/student-t.ts";

/** Asserts equality to a relative 1e-12 where nothing else is said. */
function expectNear(actual: number, expected: number, relative = 1e-12): void {
  expect(Math.abs(actual - expected) / Math.abs(expected)).toBeLessThan(relative);
}

test("ln Γ equals mpmath's", () => {
  // python -c "from mpmath import mp, loggamma; mp.dps = 40; [print(x, mp.nstr(loggamma(x), 17)) for x in (0.5, 1.5, 3, 10, 123.25)]"
  expectNear(logGamma(0.5), 0.57236494292470009, 1e-14);
  expectNear(logGamma(1.5), -0.12078223763524522, 1e-13);
  expectNear(logGamma(3), 0.69314718055994531, 1e-14);
  expectNear(logGamma(10), 12.801827480081470, 1e-14);
  expectNear(logGamma(123.25), 468.61448295051664, 1e-14);
});

test("the regularised incomplete beta function equals mpmath's, on both sides and far into the tail", () => {
  // python -c "from mpmath import mp, betainc; mp.dps = 40; print(betainc(2, 5, 0, 0.3, regularized=True))" and so on
  expectNear(regularisedBeta(0.3, 2, 5), 0.57982499999999998);
  expectNear(regularisedBeta(0.9, 0.5, 0.5), 0.79516723530086657);
  expectNear(regularisedBeta(0.01, 12, 0.5), 1.6192938810181726e-25);
  expectNear(regularisedBeta(0.999, 200, 3.5), 0.99973057319153499);
  expect([regularisedBeta(0, 2, 3), regularisedBeta(1, 2, 3)]).toEqual([0, 1]);
});

test("the upper tail of Student's t equals R's and mpmath's", () => {
  // Rscript -e 'print(pt(-2.1, 7.5), digits = 16)'
  expectNear(tUpperTail(2.1, 7.5), 0.03561853572903902);
  // python -c "from mpmath import mp, betainc; mp.dps = 40; print(betainc(12, 0.5, 0, 24 / (24 + mp.mpf(3.1)**2), regularized=True) / 2)" and so on
  expectNear(tUpperTail(-2.1, 7.5), 0.96438146427096092);
  expectNear(tUpperTail(3.1, 24), 0.0024437617353790562);
  expectNear(tUpperTail(55.47, 5), 1.8008268141147800e-8);
  expectNear(tUpperTail(0.001, 1), 0.49968169021991944);
  expectNear(tUpperTail(40, 200), 1.1243698267601253e-97);
  expect(tUpperTail(Infinity, 3)).toBe(0);
});

test("the quantile of Student's t equals mpmath's", () => {
  // the root of mpmath's betainc(v/2, 1/2, 0, v/(v + t²), regularized=True)/2 − p, with mp.dps = 30
  expectNear(tQuantile(0.025, 4), 2.7764451051977943, 1e-13);
  expectNear(tQuantile(0.025, 24), 2.0638985616280258, 1e-13);
  expectNear(tQuantile(0.005, 2), 9.9248432009182931, 1e-13);
  expectNear(tQuantile(0.025, 1), 12.706204736174704, 1e-13);
  expectNear(tQuantile(1e-6, 9), 10.720160409909500, 1e-13);
  expect(tQuantile(0.5, 3)).toBe(0);
  expect(tQuantile(0.975, 4)).toBe(-tQuantile(1 - 0.975, 4));
});

test("the beta quantile inverts the distribution function", () => {
  expectNear(regularisedBeta(betaQuantile(0.025, 3, 18), 3, 18), 0.025, 1e-12);
});

test("what no distribution has throws", () => {
  expect(() => tUpperTail(1, 0)).toThrow("expected positive degrees of freedom, got 0");
  expect(() => tUpperTail(NaN, 3)).toThrow("expected a number, got NaN");
  expect(() => tQuantile(0, 3)).toThrow("expected a tail probability between 0 and 1, got 0");
  expect(() => regularisedBeta(1.5, 1, 1)).toThrow("expected x from 0 to 1");
  expect(() => logGamma(0)).toThrow("expected a positive number, got 0");
});
