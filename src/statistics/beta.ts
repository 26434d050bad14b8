import {exp, log} from "../math/math.ts";
import {logGamma} from "./gamma.ts";

/**
 * Regularised incomplete beta function I_x(a, b), the distribution function of Beta(a, b),
 * by its continued fraction (NIST DLMF 8.17.22), on the side where that converges quickly.
 */
export function regularisedBeta(x: number, a: number, b: number): number {
  if (!(a > 0 && b > 0)) throw new RangeError(`regularisedBeta: expected positive a and b, got ${a} and ${b}`);
  if (!(x >= 0 && x <= 1)) throw new RangeError(`regularisedBeta: expected x from 0 to 1, got ${x}`);
  if (x === 0 || x === 1) return x;
  return x <= (a + 1) / (a + b + 2) ? lowerBeta(x, a, b) : 1 - lowerBeta(1 - x, b, a);
}

/** x with I_x(a, b) = probability, by bisection to the last bit. */
export function betaQuantile(probability: number, a: number, b: number): number {
  return bisect((x) => regularisedBeta(x, a, b) - probability, 0, 1);
}

/** Where an increasing function crosses zero, between `low` and `high`, to the last bit. */
export function bisect(increasing: (x: number) => number, low: number, high: number): number {
  for (;;) {
    const middle = low + (high - low) / 2;
    if (middle <= low || middle >= high) return middle;
    if (increasing(middle) < 0) low = middle;
    else high = middle;
  }
}

function lowerBeta(x: number, a: number, b: number): number {
  const front = exp(a * log(x) + b * log(1 - x) + logGamma(a + b) - logGamma(a) - logGamma(b));
  return front * continuedFraction(x, a, b) / a;
}

/** Modified Lentz algorithm (Press et al., Numerical Recipes, section 5.2). */
function continuedFraction(x: number, a: number, b: number): number {
  const tiny = 1e-300;
  const kept = (value: number): number => (Math.abs(value) < tiny ? tiny : value);
  let c = 1;
  let d = 1 / kept(1 - (a + b) * x / (a + 1));
  let result = d;
  for (let m = 1; m <= 10_000; m += 1) {
    const even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / kept(1 + even * d);
    c = kept(1 + even / c);
    result *= d * c;
    const odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / kept(1 + odd * d);
    c = kept(1 + odd / c);
    result *= d * c;
    if (Math.abs(d * c - 1) <= Number.EPSILON) return result;
  }
  throw new RangeError(`regularisedBeta: no convergence at x = ${x}, a = ${a}, b = ${b}`);
}
