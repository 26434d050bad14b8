// exp x = 2^k · 2^(j/32) · exp r with |r| ≤ ln 2 / 64; the table of 2^(j/32) comes from the series when the module loads. Error below 0.51 ulp.
import {powerOfTwo} from "./bits.ts";
import {add, addNumber, divide, doubleDouble, multiply, multiplyNumber, roundedScaled, scale, subtract, type DoubleDouble} from "./double-double.ts";
import {ln2} from "./logarithm.ts";

/** value · 2^power */
export interface Scaled {
  readonly value: DoubleDouble;
  readonly power: number;
}

const one = doubleDouble(1);
const steps = 32;
const step = scale(ln2, 1 / steps);
const stepsPerUnit = steps / ln2.high;
const table = Array.from({length: steps}, (_, j) => seriesExponential(multiplyNumber(step, j)));

/** The series to the last bit of a double-double; slow, for the table. */
function seriesExponential(x: DoubleDouble): DoubleDouble {
  let term = one;
  let sum = one;
  for (let n = 1; n <= 28; n++) {
    term = divide(multiply(term, x), doubleDouble(n));
    sum = add(sum, term);
  }
  return sum;
}

/** exp(r) - 1 for |r| < 0.011: two terms in double-double, the rest, below 2^-22 of them, in double. */
function exponentialLessOneNearZero(r: DoubleDouble): DoubleDouble {
  const h = r.high;
  const rest = h * h * h * (1 / 6 + h * (1 / 24 + h * (1 / 120 + h * (1 / 720 + h * (1 / 5040 + h / 40320)))));
  return add(r, addNumber(scale(multiply(r, r), 0.5), rest));
}

/** exp of a double-double from -800 to 800. */
export function exponential(x: DoubleDouble): Scaled {
  const n = Math.round(x.high * stepsPerUnit);
  const less = exponentialLessOneNearZero(subtract(x, multiplyNumber(step, n)));
  const j = ((n % steps) + steps) % steps;
  return {value: add(table[j]!, multiply(table[j]!, less)), power: (n - j) / steps};
}

/** exp(x) - 1 of a double-double from -40 to 40, accurate also around 0. */
export function exponentialLessOne(x: DoubleDouble): DoubleDouble {
  if (Math.abs(x.high) < 0.01) return exponentialLessOneNearZero(x);
  const {value, power} = exponential(x);
  return addNumber(scale(value, powerOfTwo(power)), -1);
}

export function exp(x: number): number {
  if (Number.isNaN(x)) return NaN;
  if (x > 710) return Infinity;
  if (x < -746) return 0;
  const {value, power} = exponential(doubleDouble(x));
  return roundedScaled(value, power);
}

export function expm1(x: number): number {
  if (Number.isNaN(x) || Math.abs(x) < 1e-17) return x;
  if (x > 40) return exp(x);
  return x < -40 ? -1 : exponentialLessOne(doubleDouble(x)).high;
}
