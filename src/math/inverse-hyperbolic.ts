// From log(1 + u) in double-double. Error below 0.51 ulp.
import {isNegative} from "./bits.ts";
import {add, addNumber, divide, doubleDouble, multiply, scale, squareRoot, twoProduct, twoSum, type DoubleDouble} from "./double-double.ts";
import {ln2, logarithm, logarithmOfOnePlus} from "./logarithm.ts";

const withSignOf = (x: number, result: number): number => (isNegative(x) ? -result : result);
const isTiny = (x: number): boolean => Math.abs(x) < 1e-9;
/** From here on asinh and acosh are log 2x to more than 100 bits. */
const large = 2e15;

const logarithmOfTwice = (x: number): number => add(logarithm(doubleDouble(x)), ln2).high;

/** log(1 + x + x² / (1 + √(1 + x²))) */
export function asinh(x: number): number {
  if (!Number.isFinite(x) || isTiny(x)) return x;
  const size = Math.abs(x);
  return withSignOf(x, size > large ? logarithmOfTwice(size) : logarithmOfOnePlus(excess(size)).high);
}

function excess(x: number): DoubleDouble {
  const square = twoProduct(x, x);
  return addNumber(divide(square, addNumber(squareRoot(addNumber(square, 1)), 1)), x);
}

/** log(1 + t + √(2t + t²)) with t = x - 1 */
export function acosh(x: number): number {
  if (!(x >= 1)) return NaN;
  if (x === 1 || x === Infinity) return x === 1 ? 0 : x;
  if (x > large) return logarithmOfTwice(x);
  const t = twoSum(x, -1);
  return logarithmOfOnePlus(add(t, squareRoot(add(scale(t, 2), multiply(t, t))))).high;
}

/** log(1 + 2x / (1 - x)) / 2 */
export function atanh(x: number): number {
  if (!(Math.abs(x) <= 1)) return NaN;
  if (isTiny(x) || Math.abs(x) === 1) return isTiny(x) ? x : withSignOf(x, Infinity);
  const size = Math.abs(x);
  return withSignOf(x, logarithmOfOnePlus(divide(doubleDouble(2 * size), twoSum(1, -size))).high / 2);
}
