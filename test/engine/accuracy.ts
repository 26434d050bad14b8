// How far each kernel of a transcendental function may be from the truth, in units in the last place of the true result (of 2^-149 where that is denormal).
import {acos, acosh, asin, asinh, atan, atanh, cos, cosh, exp, expm1, log, log1p, sin, sinh, tan, tanh} from "../../src/math/math.ts";
import {selu} from "../../src/engine/wasm/elementwise/singles.ts";

interface Accuracy {
  /** The largest error allowed; where it is 0.51 the result is nearly always the float next to the truth. */
  readonly ulp: number;
  /** The truth, in doubles. */
  readonly truth: (x: number) => number;
}

export const accuracies: Readonly<Record<string, Accuracy>> = {
  Exp: {ulp: 1, truth: exp},
  Log: {ulp: 0.9, truth: log},
  Tanh: {ulp: 1.1, truth: tanh},
  Sigmoid: {ulp: 1, truth: sigmoid},
  Elu: {ulp: 1, truth: (x) => (x >= 0 ? x : expm1(x))},
  Selu: {ulp: 2.1, truth: (x) => Math.fround(x >= 0 ? selu.above : selu.below) * (x >= 0 ? x : expm1(x))},
  Expm1: {ulp: 0.51, truth: expm1},
  Log1p: {ulp: 0.51, truth: log1p},
  Sin: {ulp: 0.51, truth: sin},
  Cos: {ulp: 0.51, truth: cos},
  Tan: {ulp: 0.51, truth: tan},
  Asin: {ulp: 0.51, truth: asin},
  Acos: {ulp: 0.51, truth: acos},
  Atan: {ulp: 0.51, truth: atan},
  Sinh: {ulp: 0.51, truth: sinh},
  Cosh: {ulp: 0.51, truth: cosh},
  Asinh: {ulp: 0.51, truth: asinh},
  Acosh: {ulp: 0.51, truth: acosh},
  Atanh: {ulp: 0.51, truth: atanh},
  Erf: {ulp: 0.51, truth: errorFunction},
  Softplus: {ulp: 0.51, truth: (x) => Math.max(x, 0) + log1p(exp(-Math.abs(x)))},
  Gelu: {ulp: 0.51, truth: (x) => (x === -Infinity ? -0 : (x * complement(-x / Math.SQRT2)) / 2)},
  Sqrt: {ulp: 0.5, truth: Math.sqrt},
  Rsqrt: {ulp: 0.51, truth: (x) => 1 / Math.sqrt(x)},
  Reciprocal: {ulp: 0.5, truth: (x) => 1 / x},
};

function sigmoid(x: number): number {
  const e = exp(-Math.abs(x));
  return (x < 0 ? e : 1) / (1 + e);
}

/** erf by its series where that converges fast, else from the complement. */
function errorFunction(x: number): number {
  const size = Math.abs(x);
  if (size === 0) return x;
  if (!(size < 2)) return Math.sign(x) * (1 - tail(size));
  let power = x, sum = x;
  for (let n = 1; n < 60; n++) {
    power *= (-x * x) / n;
    sum += power / (2 * n + 1);
  }
  return sum * (2 / Math.sqrt(Math.PI));
}

const complement = (x: number): number => (Math.abs(x) < 2 ? 1 - errorFunction(x) : x > 0 ? tail(x) : 2 - tail(-x));

/** erfc x for x ≥ 2 by its continued fraction (Abramowitz and Stegun, 7.1.14). */
function tail(x: number): number {
  let fraction = x;
  for (let n = 120; n > 0; n--) fraction = x + n / 2 / fraction;
  return x === Infinity ? 0 : exp(-x * x) / Math.sqrt(Math.PI) / fraction;
}

const float = new Float32Array(1);
const bits = new Uint32Array(float.buffer);

/** The distance between neighbouring floats around a true result. */
export function ulpAt(value: number): number {
  float[0] = Math.abs(value);
  const exponent = Math.max(1, Math.min(254, bits[0]! >>> 23));
  return 2 ** (exponent - 150);
}

/** |actual - truth| in ulp; an overflow counts as 2^128; Infinity where NaN, a sign or an infinity is wrong. */
export function ulpsOff(actual: number, truth: number): number {
  const rounded = Math.fround(truth);
  if (Object.is(actual, rounded) && !Number.isFinite(rounded)) return 0;
  if (Number.isNaN(actual) || Number.isNaN(truth) || !Number.isFinite(truth) || (actual === 0 && rounded === 0 && !Object.is(actual, rounded))) return Infinity;
  return Math.abs((Number.isFinite(actual) ? actual : Math.sign(actual) * 2 ** 128) - truth) / ulpAt(truth);
}

/** One float of each of 2^(32 - step) equal parts of all bit patterns, at a different place in each part. */
export function sweep(step: number): Float32Array<ArrayBuffer> {
  const patterns = Uint32Array.from({length: 2 ** (32 - step)}, (_, i) => i * 2 ** step + (Math.imul(i, 0x9e3779b1) >>> (32 - step)));
  return new Float32Array(patterns.buffer);
}
