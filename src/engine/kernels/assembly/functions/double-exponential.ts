// Two doubles at a time, for results that are then rounded to 32 bits: relative error below 2^-42, so that the rounding is right but for one in some hundred
// thousand. exp x = 2^n · (1 + p) with p = r + r² · q(r) and r = x - n · ln 2 in two steps; ln 2 as fdlibm splits it (Sun Microsystems, 1993); q: scripts/minimax.py.
import {horner2} from "./polynomial";

const q = memory.data<f64>([
  2.2580352850967633e-07, 2.7625337914030065e-06, 2.4815182679978568e-05, 0.00019841208342026922, 0.0013888876577144182, 0.00833333335391759, 0.04166666670788583,
  0.16666666666648075, 0.49999999999962796,
]);
const perLogOfTwo = memory.data<f64>([1.4426950408889634]), logOfTwo = memory.data<f64>([6.93147180369123816490e-1, 1.90821492927058770002e-10]);
const one = memory.data<f64>([1]), largest = memory.data<f64>([200]), least = memory.data<f64>([-200]), tiny = memory.data<f64>([1e-9]);
/** 1.5 · 2^52: added to a small double, it leaves the nearest whole number in the last bits. */
const whole = memory.data<f64>([6755399441055744]), bias = memory.data<i64>([1023]);

/** x / ln 2 rounded to a whole number n, as 1.5 · 2^52 + n. */
// @ts-ignore: decorators are AssemblyScript's
@inline
function steps2(x: v128): v128 {
  return f64x2.add(f64x2.mul(x, v128.load64_splat(perLogOfTwo)), v128.load64_splat(whole));
}

/** exp(x - n · ln 2) - 1 for n as `steps2` gives it. */
// @ts-ignore: decorators are AssemblyScript's
@inline
function lessOne2(x: v128, shifted: v128): v128 {
  const n = f64x2.sub(shifted, v128.load64_splat(whole));
  const r = f64x2.sub(f64x2.sub(x, f64x2.mul(n, v128.load64_splat(logOfTwo))), f64x2.mul(n, v128.load64_splat(logOfTwo + 8)));
  return f64x2.add(r, f64x2.mul(f64x2.mul(r, r), horner2(r, q, 8)));
}

/** 2^n for n as `steps2` gives it. */
// @ts-ignore: decorators are AssemblyScript's
@inline
function powerOfTwo2(shifted: v128): v128 {
  return i64x2.shl(i64x2.add(shifted, v128.load64_splat(bias)), 52);
}

// @ts-ignore: decorators are AssemblyScript's
@inline
function inside2(x: v128): v128 {
  return f64x2.pmin(f64x2.pmax(x, v128.load64_splat(least)), v128.load64_splat(largest));
}

/** exp x; beyond ±200, where 32-bit floats have long ended, exp ±200. NaN stays NaN. */
// @ts-ignore: decorators are AssemblyScript's
@inline
export function exp2D(x: v128): v128 {
  const inside = inside2(x), shifted = steps2(inside);
  return f64x2.mul(f64x2.add(lessOne2(inside, shifted), v128.load64_splat(one)), powerOfTwo2(shifted));
}

/** exp(x) - 1, accurate around 0 also. */
// @ts-ignore: decorators are AssemblyScript's
@inline
export function expm12D(x: v128): v128 {
  const inside = inside2(x), shifted = steps2(inside), power = powerOfTwo2(shifted);
  const y = f64x2.add(f64x2.mul(lessOne2(inside, shifted), power), f64x2.sub(power, v128.load64_splat(one)));
  return v128.bitselect(y, x, f64x2.ge(f64x2.abs(x), v128.load64_splat(tiny)));
}

/** exp x and exp(x) - 1 of one number: the bits of the two above. */
export function expD(x: f64): f64 {
  return f64x2.extract_lane(exp2D(f64x2.splat(x)), 0);
}
export function expm1D(x: f64): f64 {
  return f64x2.extract_lane(expm12D(f64x2.splat(x)), 0);
}
