// exp x = 2^n · exp r with n = round(x / ln 2) and r = x - n · ln 2 in two steps (Cody and Waite, 1980, "Software Manual for the Elementary Functions");
// exp r = 1 + r + r² · q(r), q minimax by Remez's exchange (scripts/minimax.py). The factor 2^n is applied in two steps, so that denormals are rounded once.

/** 1.5 · 2^23: added to a small float, it leaves the nearest whole number in the last bits. */
// @ts-ignore: decorators are AssemblyScript's
@inline
const whole: f32 = 12582912;

// @ts-ignore: decorators are AssemblyScript's
@inline
function quotient(r: v128): v128 {
  let q = f32x4.add(f32x4.mul(r, f32x4.splat(0.0013814349658787251)), f32x4.splat(0.008368850685656071));
  q = f32x4.add(f32x4.mul(r, q), f32x4.splat(0.041668400168418884));
  q = f32x4.add(f32x4.mul(r, q), f32x4.splat(0.16666519641876221));
  return f32x4.add(f32x4.mul(r, q), f32x4.splat(0.49999994039535522));
}

// @ts-ignore: decorators are AssemblyScript's
@inline
function powerOfTwo(n: v128): v128 {
  return i32x4.shl(i32x4.add(n, i32x4.splat(127)), 23);
}

/** x / ln 2 rounded to a whole number n, whose last bits are those of the float 1.5 · 2^23 + n that is given. */
// @ts-ignore: decorators are AssemblyScript's
@inline
export function steps4(x: v128): v128 {
  return f32x4.add(f32x4.mul(x, f32x4.splat(1.44269504088896341)), f32x4.splat(whole));
}

/** exp(x - n · ln 2) - 1 for n as `steps4` gives it. */
// @ts-ignore: decorators are AssemblyScript's
@inline
export function lessOne4(x: v128, shifted: v128): v128 {
  const n = f32x4.sub(shifted, f32x4.splat(whole));
  const r = f32x4.sub(f32x4.sub(x, f32x4.mul(n, f32x4.splat(0.693359375))), f32x4.mul(n, f32x4.splat(-2.12194440054690583e-4)));
  return f32x4.add(f32x4.mul(f32x4.mul(r, r), quotient(r)), r);
}

/** 2^⌊n / 2⌋ and 2^(n - ⌊n / 2⌋), whose product is 2^n also where that is no float. */
// @ts-ignore: decorators are AssemblyScript's
@inline
export function lowerPower4(shifted: v128): v128 {
  return powerOfTwo(i32x4.shr_s(i32x4.sub(shifted, i32x4.splat(reinterpret<i32>(whole))), 1));
}
// @ts-ignore: decorators are AssemblyScript's
@inline
export function upperPower4(shifted: v128): v128 {
  const n = i32x4.sub(shifted, i32x4.splat(reinterpret<i32>(whole)));
  return powerOfTwo(i32x4.sub(n, i32x4.shr_s(n, 1)));
}

/** exp of each lane; at most 0.9 ulp off. Overflow gives Infinity, denormal results are kept, NaN stays NaN. */
// @ts-ignore: decorators are AssemblyScript's
@inline
export function exp4(x: v128): v128 {
  const inside = f32x4.pmin(f32x4.pmax(x, f32x4.splat(-104)), f32x4.splat(89)), shifted = steps4(inside);
  const y = f32x4.add(lessOne4(inside, shifted), f32x4.splat(1));
  return f32x4.mul(f32x4.mul(y, lowerPower4(shifted)), upperPower4(shifted));
}

/** exp(x) - 1 of each lane that is negative (other lanes hold anything), for the exponential units; at most 1 ulp off, NaN stays NaN. */
// @ts-ignore: decorators are AssemblyScript's
@inline
export function expm1OfNegative4(x: v128): v128 {
  const inside = f32x4.pmax(x, f32x4.splat(-18)), shifted = steps4(inside);
  const power = powerOfTwo(i32x4.sub(shifted, i32x4.splat(reinterpret<i32>(whole))));
  return f32x4.add(f32x4.mul(lessOne4(inside, shifted), power), f32x4.sub(power, f32x4.splat(1)));
}

/** exp of one number: the bits of `exp4`. */
// @ts-ignore: decorators are AssemblyScript's
@inline
export function exp1(x: f32): f32 {
  return f32x4.extract_lane(exp4(f32x4.splat(x)), 0);
}
