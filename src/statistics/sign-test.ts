import {regularisedBeta} from "./beta.ts";
import {atLeast} from "./sample-size.ts";
import type {Alternative} from "./t-test.ts";

export interface SignTest {
  readonly positive: number;
  readonly negative: number;
  readonly p: number;
}

/** Exact sign test: P(X ≥ positive) with X ~ Binomial(positive + negative, ½); zeros are left out (Dixon and Mood, JASA 41, 1946). */
export function signTest(values: readonly number[], alternative: Alternative = "two-sided"): SignTest {
  atLeast(1, values, "sign test");
  const positive = values.filter((value) => value > 0).length;
  const negative = values.filter((value) => value < 0).length;
  const greater = halfTail(positive, positive + negative);
  const less = halfTail(negative, positive + negative);
  const p = alternative === "greater" ? greater : alternative === "less" ? less : Math.min(1, 2 * Math.min(greater, less));
  return {positive, negative, p};
}

/** P(X ≥ successes) for X ~ Binomial(trials, ½): binomial coefficients over 2ⁿ, exact as long as they are (n ≤ 56); from n = 1000 by the beta function. */
function halfTail(successes: number, trials: number): number {
  if (successes === 0) return 1;
  if (trials >= 1000) return regularisedBeta(0.5, successes, trials - successes + 1);
  let coefficient = 1;
  let sum = 1;
  for (let k = trials; k > successes; k -= 1) {
    coefficient = coefficient * k / (trials - k + 1);
    sum += coefficient;
  }
  for (let halved = 0; halved < trials; halved += 1) sum /= 2;
  return sum;
}
