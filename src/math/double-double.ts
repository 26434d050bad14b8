// Numbers of about 106 bits as the unevaluated sum of two doubles, |low| ≤ ulp(high) / 2. After Dekker (1971), "A floating-point technique for extending
// the available precision", and Hida, Li and Bailey (2001), "Algorithms for quad-double precision floating point arithmetic". Only + - * / and sqrt.

import {exponentOf, powerOfTwo} from "./bits.ts";

/** high + low */
export interface DoubleDouble {
  readonly high: number;
  readonly low: number;
}

export const doubleDouble = (high: number, low = 0): DoubleDouble => ({high, low});

/** a + b without error, for |a| ≥ |b|. */
export function fastTwoSum(a: number, b: number): DoubleDouble {
  const high = a + b;
  return {high, low: b - (high - a)};
}

/** a + b without error. */
export function twoSum(a: number, b: number): DoubleDouble {
  const high = a + b;
  const part = high - a;
  return {high, low: a - (high - part) + (b - part)};
}

/** a · b without error while nothing overflows or underflows. */
export function twoProduct(a: number, b: number): DoubleDouble {
  const high = a * b;
  const scaledA = a * 134217729, scaledB = b * 134217729;
  const a1 = scaledA - (scaledA - a), b1 = scaledB - (scaledB - b);
  const a2 = a - a1, b2 = b - b1;
  return {high, low: a1 * b1 - high + a1 * b2 + a2 * b1 + a2 * b2};
}

export function add(a: DoubleDouble, b: DoubleDouble): DoubleDouble {
  const s = twoSum(a.high, b.high), t = twoSum(a.low, b.low);
  const u = fastTwoSum(s.high, s.low + t.high);
  return fastTwoSum(u.high, u.low + t.low);
}

export function addNumber(a: DoubleDouble, b: number): DoubleDouble {
  const s = twoSum(a.high, b);
  return fastTwoSum(s.high, s.low + a.low);
}

export const negative = (a: DoubleDouble): DoubleDouble => ({high: -a.high, low: -a.low});

export const subtract = (a: DoubleDouble, b: DoubleDouble): DoubleDouble => add(a, negative(b));

export function multiply(a: DoubleDouble, b: DoubleDouble): DoubleDouble {
  const p = twoProduct(a.high, b.high);
  return fastTwoSum(p.high, p.low + (a.high * b.low + a.low * b.high));
}

export function multiplyNumber(a: DoubleDouble, b: number): DoubleDouble {
  const p = twoProduct(a.high, b);
  return fastTwoSum(p.high, p.low + a.low * b);
}

/** For b that is a power of two: without error while nothing underflows. */
export const scale = (a: DoubleDouble, b: number): DoubleDouble => ({high: a.high * b, low: a.low * b});

export function divide(a: DoubleDouble, b: DoubleDouble): DoubleDouble {
  const q1 = a.high / b.high;
  const rest = subtract(a, multiplyNumber(b, q1));
  const q2 = rest.high / b.high;
  const last = subtract(rest, multiplyNumber(b, q2));
  const q = fastTwoSum(q1, q2);
  return addNumber(q, last.high / b.high);
}

/** For a > 0; one step of Newton on the double root (Karp and Markstein, 1997). */
export function squareRoot(a: DoubleDouble): DoubleDouble {
  const root = Math.sqrt(a.high);
  const rest = subtract(a, twoProduct(root, root));
  return fastTwoSum(root, rest.high / (2 * root));
}

/** (high + low) · 2^n for high > 0, rounded once also where the result is denormal; n from -2200 to 2046. */
export function roundedScaled(a: DoubleDouble, n: number): number {
  if (n > 1023) return a.high * powerOfTwo(1023) * powerOfTwo(n - 1023);
  const exponent = exponentOf(a.high) + n;
  if (exponent >= -1022) return a.high * powerOfTwo(Math.max(n, -1022)) * powerOfTwo(Math.min(n + 1022, 0));
  return exponent < -1080 ? 0 : roundedDenormal(a, n);
}

/** Added to 2^52 units of the last denormal bit, the sum's own rounding is the rounding wanted. */
function roundedDenormal(a: DoubleDouble, n: number): number {
  const unit = -1074 - n;
  const anchor = powerOfTwo(52 + unit);
  const sum = twoSum(anchor, a.high);
  return (sum.high + (sum.low + a.low) - anchor) * powerOfTwo(-unit) * 5e-324;
}
