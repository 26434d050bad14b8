// From exp(x) - 1 where x is small, from exp(x) where it is large; all in double-double. Error below 0.51 ulp.
import {isNegative, powerOfTwo} from "./bits.ts";
import {add, addNumber, divide, doubleDouble, roundedScaled, scale} from "./double-double.ts";
import {exponential, exponentialLessOne} from "./exponential.ts";

const withSignOf = (x: number, result: number): number => (isNegative(x) ? -result : result);
const isTiny = (x: number): boolean => Math.abs(x) < 1e-9;

export function sinh(x: number): number {
  if (!Number.isFinite(x) || isTiny(x)) return x;
  const size = Math.abs(x);
  if (size > 40) return withSignOf(x, halfExponential(size));
  const less = exponentialLessOne(doubleDouble(size));
  return withSignOf(x, add(less, divide(less, addNumber(less, 1))).high / 2);
}

export function cosh(x: number): number {
  const size = Math.abs(x);
  if (!Number.isFinite(x)) return size;
  if (size > 40) return halfExponential(size);
  const {value, power} = exponential(doubleDouble(size));
  const whole = scale(value, powerOfTwo(power));
  return add(whole, divide(doubleDouble(1), whole)).high / 2;
}

export function tanh(x: number): number {
  if (Number.isNaN(x) || isTiny(x)) return x;
  const size = Math.abs(x);
  if (size > 22) return withSignOf(x, 1);
  const less = exponentialLessOne(doubleDouble(2 * size));
  return withSignOf(x, divide(less, addNumber(less, 2)).high);
}

/** exp(x) / 2 for x > 40, also where exp(x) itself overflows. */
function halfExponential(x: number): number {
  if (x > 712) return Infinity;
  const {value, power} = exponential(doubleDouble(x));
  return roundedScaled(value, power - 1);
}
