// exp x = 2^n · exp r with n = round(x / ln 2) and r = x - n · ln 2 in two steps (Cody and Waite, 1980, "Software Manual for the Elementary Functions");
// exp r = 1 + r + r² · q(r), q minimax by Remez's exchange (scripts/minimax.py). The factor 2^n is applied in two steps, so that denormals are rounded once.
import {horner4} from "./polynomial";

const q = memory.data<f32>([0.0013814349658787251, 0.008368850685656071, 0.041668400168418884, 0.16666519641876221, 0.49999994039535522]);
const perLogOfTwo = memory.data<f32>([1.44269504088896341]);
const logOfTwo = memory.data<f32>([0.693359375]), restOfLogOfTwo = memory.data<f32>([-2.12194440054690583e-4]);
const one = memory.data<f32>([1]), least = memory.data<f32>([-104]), largest = memory.data<f32>([89]), leastOfUnits = memory.data<f32>([-18]);
/** 1.5 · 2^23: added to a small float, it leaves the nearest whole number in the last bits. */
const whole = memory.data<f32>([12582912]);
/** The same bits less 127 and twice that: what lies above them is the exponent of a power of two, or the sum of two. */
const exponentOfOne = memory.data<i32>([0x4b400000 - 127]), exponentsOfTwo = memory.data<i32>([0x4b400000 - 254]);

/** x / ln 2 rounded to a whole number n, whose last bits are those of the float 1.5 · 2^23 + n that is given. */
// @ts-ignore: decorators are AssemblyScript's
@inline
export function steps4(x: v128): v128 {
  return f32x4.add(f32x4.mul(x, v128.load32_splat(perLogOfTwo)), v128.load32_splat(whole));
}

/** exp(x - n · ln 2) - 1 for n as `steps4` gives it. */
// @ts-ignore: decorators are AssemblyScript's
@inline
export function lessOne4(x: v128, shifted: v128): v128 {
  const n = f32x4.sub(shifted, v128.load32_splat(whole));
  const r = f32x4.sub(f32x4.sub(x, f32x4.mul(n, v128.load32_splat(logOfTwo))), f32x4.mul(n, v128.load32_splat(restOfLogOfTwo)));
  return f32x4.add(f32x4.mul(f32x4.mul(r, r), horner4(r, q, 4)), r);
}

/** 2^⌊n / 2⌋ and 2^(n - ⌊n / 2⌋), whose product is 2^n also where that is no float. */
// @ts-ignore: decorators are AssemblyScript's
@inline
export function lowerPower4(shifted: v128): v128 {
  return i32x4.shl(lowerExponent(exponents(shifted)), 23);
}
// @ts-ignore: decorators are AssemblyScript's
@inline
export function upperPower4(shifted: v128): v128 {
  const both = exponents(shifted);
  return i32x4.shl(i32x4.sub(both, lowerExponent(both)), 23);
}

/** n + 254 */
// @ts-ignore: decorators are AssemblyScript's
@inline
function exponents(shifted: v128): v128 {
  return i32x4.sub(shifted, v128.load32_splat(exponentsOfTwo));
}

// @ts-ignore: decorators are AssemblyScript's
@inline
function lowerExponent(both: v128): v128 {
  return i32x4.shr_s(both, 1);
}

/** exp of each lane; less than 1 ulp off. Overflow gives Infinity, denormal results are kept, NaN stays NaN. */
// @ts-ignore: decorators are AssemblyScript's
@inline
export function exp4(x: v128): v128 {
  const inside = f32x4.pmin(f32x4.pmax(x, v128.load32_splat(least)), v128.load32_splat(largest)), shifted = steps4(inside);
  const y = f32x4.add(lessOne4(inside, shifted), v128.load32_splat(one));
  return f32x4.mul(f32x4.mul(y, lowerPower4(shifted)), upperPower4(shifted));
}

/** exp(x) - 1 of each lane that is negative (other lanes hold anything), for the exponential units; at most 1 ulp off, NaN stays NaN. */
// @ts-ignore: decorators are AssemblyScript's
@inline
export function expm1OfNegative4(x: v128): v128 {
  const inside = f32x4.pmax(x, v128.load32_splat(leastOfUnits)), shifted = steps4(inside);
  const power = i32x4.shl(i32x4.sub(shifted, v128.load32_splat(exponentOfOne)), 23);
  return f32x4.add(f32x4.mul(lessOne4(inside, shifted), power), f32x4.sub(power, v128.load32_splat(one)));
}
