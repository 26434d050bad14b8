// log x = k · ln 2 + log(1 + f) with x = 2^k · (1 + f) and √½ ≤ 1 + f < √2; log(1 + f) = f - f² / 2 + f³ · p(f), p minimax by Remez's exchange
// (scripts/minimax.py). k · ln 2 is added in two parts, the small one first (Cody and Waite, 1980).

import {horner4} from "./polynomial";

const p = memory.data<f32>([
  0.06746625900268555, -0.11675631254911423, 0.11888153105974197, -0.1240558996796608, 0.14219553768634796, -0.1666799634695053, 0.2000211924314499, -0.25000008940696716,
  0.3333331346511841,
]);
const logOfTwo = memory.data<f32>([0.693359375]), restOfLogOfTwo = memory.data<f32>([-2.12194440054690583e-4]);
const one = memory.data<f32>([1]), half = memory.data<f32>([0.5]), infinity = memory.data<f32>([Infinity]), notANumber = memory.data<f32>([NaN]);
const leastNormal = memory.data<f32>([1.1754943508222875e-38]), upwards = memory.data<f32>([8388608]);
/** The bits of √½, and of the fraction. */
const root = memory.data<i32>([0x3f3504f3]), fraction = memory.data<i32>([0x7fffff]);

/** Natural logarithm of each lane; at most 1 ulp off. 0 gives -Infinity, less gives NaN; denormals count in full. */
// @ts-ignore: decorators are AssemblyScript's
@inline
export function log4(x: v128): v128 {
  const denormal = f32x4.lt(x, v128.load32_splat(leastNormal));
  const scaled = v128.bitselect(f32x4.mul(x, v128.load32_splat(upwards)), x, denormal);
  const fromRoot = i32x4.sub(scaled, v128.load32_splat(root));
  const exponent = i32x4.sub(i32x4.shr_s(fromRoot, 23), v128.and(denormal, i32x4.splat(23)));
  const f = f32x4.sub(i32x4.add(v128.and(fromRoot, v128.load32_splat(fraction)), v128.load32_splat(root)), v128.load32_splat(one));
  const k = f32x4.convert_i32x4_s(exponent), square = f32x4.mul(f, f);
  const small = f32x4.sub(f32x4.add(f32x4.mul(f32x4.mul(square, f), horner4(f, p, 8)), f32x4.mul(k, v128.load32_splat(restOfLogOfTwo))), f32x4.mul(square, v128.load32_splat(half)));
  const y = f32x4.add(f32x4.add(f, small), f32x4.mul(k, v128.load32_splat(logOfTwo)));
  return special(x, y);
}

// @ts-ignore: decorators are AssemblyScript's
@inline
function special(x: v128, y: v128): v128 {
  y = v128.bitselect(y, v128.load32_splat(notANumber), f32x4.ge(x, f32x4.splat(0)));
  y = v128.bitselect(f32x4.neg(v128.load32_splat(infinity)), y, f32x4.eq(x, f32x4.splat(0)));
  return v128.bitselect(x, y, f32x4.eq(x, v128.load32_splat(infinity)));
}

/** Natural logarithm of one number: the bits of `log4`. */
// @ts-ignore: decorators are AssemblyScript's
@inline
export function log1(x: f32): f32 {
  return f32x4.extract_lane(log4(f32x4.splat(x)), 0);
}
