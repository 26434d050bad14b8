// pow(x, y) = exp(y · log x) in double-double. Error below 0.51 ulp. Special values as ECMAScript has them: pow(±1, ±Infinity) is NaN, not C's 1.
import {doubleDouble, multiplyNumber, roundedScaled} from "./double-double.ts";
import {exponential} from "./exponential.ts";
import {logarithm} from "./logarithm.ts";
import {isNegative} from "./bits.ts";

export function pow(x: number, y: number): number {
  if (y === 0) return 1;
  if (Number.isNaN(x) || Number.isNaN(y)) return NaN;
  const base = Math.abs(x);
  if (base === 1 && !Number.isFinite(y)) return NaN;
  const negative = isNegative(x) && isOdd(y);
  if (base === 0 || base === Infinity || !Number.isFinite(y)) return signed(extreme(base, y), negative);
  if (x < 0 && !Number.isInteger(y)) return NaN;
  return signed(powerOf(base, y), negative);
}

const signed = (x: number, negative: boolean): number => (negative ? -x : x);
const isOdd = (y: number): boolean => Number.isInteger(y) && Math.abs(y) < 2 * Number.MAX_SAFE_INTEGER && Math.abs(y % 2) === 1;

/** Where base is 0 or infinite, or y is: 0 or Infinity. */
const extreme = (base: number, y: number): number => (base > 1 === y > 0 ? Infinity : 0);

function powerOf(base: number, y: number): number {
  if (base === 1) return 1;
  // Even the base nearest to 1 leaves the range of doubles beyond this exponent.
  if (Math.abs(y) > 0x10000000000000000) return extreme(base, y);
  const exponent = multiplyNumber(logarithm(doubleDouble(base)), y);
  if (exponent.high > 710) return Infinity;
  if (exponent.high < -746) return 0;
  const {value, power} = exponential(exponent);
  return roundedScaled(value, power);
}
