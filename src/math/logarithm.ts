// log x = k · ln 2 + log c + log(1 + f), where x = 2^k · c · (1 + f), c one of 129 table points and |f| < 2^-8.
// The tables come from the series in double-double arithmetic when the module loads. Error below 0.51 ulp.
import {exponentOf, powerOfTwo} from "./bits.ts";
import {add, addNumber, divide, doubleDouble, multiply, multiplyNumber, scale, subtract, type DoubleDouble} from "./double-double.ts";

/** log((1 + s) / (1 - s)) / 2 = s + s³/3 + s⁵/5 + … to the last bit of a double-double. */
function inverseHyperbolicTangent(s: DoubleDouble): DoubleDouble {
  const square = multiply(s, s);
  let power = s;
  let sum = s;
  for (let n = 3; Math.abs(power.high) > Math.abs(s.high) * powerOfTwo(-112); n += 2) {
    power = multiply(power, square);
    sum = add(sum, divide(power, doubleDouble(n)));
  }
  return sum;
}

/** log of a double-double near 1, by the series; slow, for tables. */
const seriesLogarithm = (x: DoubleDouble): DoubleDouble =>
  scale(inverseHyperbolicTangent(divide(addNumber(x, -1), addNumber(x, 1))), 2);

/** ln 2 = 2 atanh(1/3) */
export const ln2: DoubleDouble = seriesLogarithm(doubleDouble(2));

const steps = 128;
/** Table points 1 + j/128 up to √2, and half of it beyond, so that the logarithm around 1 loses nothing: c in [0.7, 1.42]. */
const table = Array.from({length: steps + 1}, (_, j) => {
  const point = 1 + j / steps;
  return point > 1.4142 ? seriesLogarithm(doubleDouble(point / 2)) : seriesLogarithm(doubleDouble(point));
});

/** log of high + low for a finite high > 0. */
export function logarithm(x: DoubleDouble): DoubleDouble {
  const exponent = exponentOf(x.high);
  const down = powerOfTwo(-Math.trunc(exponent / 2)), downRest = powerOfTwo(-(exponent - Math.trunc(exponent / 2)));
  const m = scale(scale(x, down), downRest);
  const j = Math.round((m.high - 1) * steps);
  const point = 1 + j / steps;
  const f = divide(addNumber(m, -point), doubleDouble(point));
  const k = point > 1.4142 ? exponent + 1 : exponent;
  return add(add(multiplyNumber(ln2, k), table[j]!), logarithmNearOne(f));
}

/** log(1 + f) for |f| < 2^-8: f - f²/2 + f³/3 in double-double, the rest in double. */
export function logarithmNearOne(f: DoubleDouble): DoubleDouble {
  const h = f.high;
  const square = multiply(f, f);
  const cube = multiply(square, f);
  const rest = h * h * h * h * (-1 / 4 + h * (1 / 5 + h * (-1 / 6 + h * (1 / 7 + h * (-1 / 8 + h / 9)))));
  const higher = addNumber(divide(cube, doubleDouble(3)), rest);
  return add(subtract(f, scale(square, 0.5)), higher);
}

const ln10 = logarithm(doubleDouble(10));

const special = (x: number): number => (x === 0 ? -Infinity : x > 0 ? x : NaN);
const isOrdinary = (x: number): boolean => x > 0 && x < Infinity;

export function log(x: number): number {
  return isOrdinary(x) ? logarithm(doubleDouble(x)).high : special(x);
}

export function log2(x: number): number {
  return isOrdinary(x) ? divide(logarithm(doubleDouble(x)), ln2).high : special(x);
}

export function log10(x: number): number {
  return isOrdinary(x) ? divide(logarithm(doubleDouble(x)), ln10).high : special(x);
}

/** log(1 + x) of a double-double x > -1. */
export const logarithmOfOnePlus = (x: DoubleDouble): DoubleDouble => (Math.abs(x.high) < 1e-3 ? logarithmNearOne(x) : logarithm(addNumber(x, 1)));

/** log(1 + x), accurate also where 1 + x is not. */
export function log1p(x: number): number {
  if (Number.isNaN(x) || Math.abs(x) < 1e-17) return x;
  if (x <= -1 || x === Infinity) return special(x + 1);
  return logarithmOfOnePlus(doubleDouble(x)).high;
}
