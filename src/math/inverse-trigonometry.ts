// atan t = atan c + atan u with c = j/32 and u = (t - c) / (1 + t c), |u| ≤ 1/64; beyond 1, π/2 less the inverse's. The rest follow from it. Error below 0.51 ulp.
import {exponentOf, isNegative, powerOfTwo} from "./bits.ts";
import {add, addNumber, divide, doubleDouble, multiply, multiplyNumber, negative, scale, squareRoot, subtract, twoSum, type DoubleDouble} from "./double-double.ts";
import {fromFixed, halfPiBits, halfPiFixed} from "./pi.ts";

const halfPi = fromFixed(halfPiFixed, halfPiBits);
const pi = scale(halfPi, 2);
const one = doubleDouble(1);
const steps = 32;
const table = Array.from({length: steps + 1}, (_, j) => seriesArctangent(doubleDouble(j / steps)));

/** To the last bit of a double-double: halved three times by atan t = 2 atan(t / (1 + √(1 + t²))), then the series; slow, for the table. */
function seriesArctangent(t: DoubleDouble): DoubleDouble {
  let x = t;
  for (let i = 0; i < 3; i++) x = divide(x, addNumber(squareRoot(addNumber(multiply(x, x), 1)), 1));
  const square = multiply(x, x);
  let power = x;
  let sum = x;
  for (let n = 3; n < 60; n += 2) {
    power = negative(multiply(power, square));
    sum = add(sum, divide(power, doubleDouble(n)));
  }
  return scale(sum, 8);
}

function arctangentNearZero(u: DoubleDouble): DoubleDouble {
  const h = u.high, square = h * h;
  return addNumber(u, h * square * (-1 / 3 + square * (1 / 5 + square * (-1 / 7 + square * (1 / 9 - square / 11)))));
}

/** For t ≥ 0. */
function arctangent(t: DoubleDouble): DoubleDouble {
  if (t.high > 1) return subtract(halfPi, arctangent(divide(one, t)));
  const j = Math.round(t.high * steps);
  const u = divide(addNumber(t, -j / steps), addNumber(multiplyNumber(t, j / steps), 1));
  return add(table[j]!, arctangentNearZero(u));
}

const isTiny = (x: number): boolean => Math.abs(x) < 1e-9;
const withSignOf = (x: number, result: number): number => (isNegative(x) ? -result : result);

export function atan(x: number): number {
  if (Number.isNaN(x) || isTiny(x)) return x;
  const size = Math.abs(x);
  return withSignOf(x, size > 1e18 ? halfPi.high : arctangent(doubleDouble(size)).high);
}

/** The angle of the point (x, y), as ECMAScript defines it for zeros and infinities. */
export function atan2(y: number, x: number): number {
  if (Number.isNaN(x) || Number.isNaN(y)) return NaN;
  return withSignOf(y, angle(Math.abs(y), x));
}

function angle(y: number, x: number): number {
  if (y === 0) return isNegative(x) ? pi.high : 0;
  if (y === Infinity && !Number.isFinite(x)) return x > 0 ? halfPi.high / 2 : multiplyNumber(halfPi, 1.5).high;
  if (x === 0 || y === Infinity) return halfPi.high;
  if (!Number.isFinite(x)) return x > 0 ? 0 : pi.high;
  return finiteAngle(y, x);
}

function finiteAngle(y: number, x: number): number {
  const difference = exponentOf(y) - exponentOf(x);
  if (difference > 120) return halfPi.high;
  if (difference < -60) return x > 0 ? y / x : pi.high;
  const towards = arctangent(divide(doubleDouble(unscaled(y, exponentOf(x))), doubleDouble(unscaled(Math.abs(x), exponentOf(x)))));
  return (x > 0 ? towards : subtract(pi, towards)).high;
}

/** x · 2^-exponent, in two steps that neither overflow nor underflow. */
function unscaled(x: number, exponent: number): number {
  const half = Math.trunc(exponent / 2);
  return x * powerOfTwo(-half) * powerOfTwo(half - exponent);
}

export function asin(x: number): number {
  if (!(Math.abs(x) <= 1)) return NaN;
  if (isTiny(x)) return x;
  const size = Math.abs(x);
  return withSignOf(x, size === 1 ? halfPi.high : arctangent(divide(doubleDouble(size), squareRoot(multiply(twoSum(1, -size), twoSum(1, size))))).high);
}

/** 2 atan √((1 - x) / (1 + x)) */
export function acos(x: number): number {
  if (!(Math.abs(x) <= 1)) return NaN;
  if (x === -1) return pi.high;
  return x === 1 ? 0 : 2 * arctangent(squareRoot(divide(twoSum(1, -x), twoSum(1, x)))).high;
}
