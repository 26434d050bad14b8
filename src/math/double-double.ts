// Numbers of about 106 bits as the unevaluated sum of two doubles, |low| ≤ ulp(high) / 2. After Dekker (1971), "A floating-point technique for extending
// the available precision", and Hida, Li and Bailey (2001), "Algorithms for quad-double precision floating point arithmetic". Only + - * / and sqrt.

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
