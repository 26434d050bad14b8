// log x = k · ln 2 + log(1 + f) with x = 2^k · (1 + f) and √½ ≤ 1 + f < √2; log(1 + f) = f - f² / 2 + f³ · p(f), p minimax by Remez's exchange
// (scripts/minimax.py). k · ln 2 is added in two parts, the small one first (Cody and Waite, 1980).

// @ts-ignore: decorators are AssemblyScript's
@inline
function quotient(f: v128): v128 {
  let p = f32x4.add(f32x4.mul(f, f32x4.splat(0.06746625900268555)), f32x4.splat(-0.11675631254911423));
  p = f32x4.add(f32x4.mul(f, p), f32x4.splat(0.11888153105974197));
  p = f32x4.add(f32x4.mul(f, p), f32x4.splat(-0.1240558996796608));
  p = f32x4.add(f32x4.mul(f, p), f32x4.splat(0.14219553768634796));
  p = f32x4.add(f32x4.mul(f, p), f32x4.splat(-0.1666799634695053));
  p = f32x4.add(f32x4.mul(f, p), f32x4.splat(0.2000211924314499));
  p = f32x4.add(f32x4.mul(f, p), f32x4.splat(-0.25000008940696716));
  return f32x4.add(f32x4.mul(f, p), f32x4.splat(0.3333331346511841));
}

/** Natural logarithm of each lane; at most 1 ulp off. 0 gives -Infinity, less gives NaN; denormals count in full. */
// @ts-ignore: decorators are AssemblyScript's
@inline
export function log4(x: v128): v128 {
  const denormal = f32x4.lt(x, f32x4.splat(1.1754943508222875e-38));
  const scaled = v128.bitselect(f32x4.mul(x, f32x4.splat(8388608)), x, denormal);
  const fromRoot = i32x4.sub(scaled, i32x4.splat(0x3f3504f3));
  const exponent = i32x4.sub(i32x4.shr_s(fromRoot, 23), v128.and(denormal, i32x4.splat(23)));
  const f = f32x4.sub(i32x4.add(v128.and(fromRoot, i32x4.splat(0x7fffff)), i32x4.splat(0x3f3504f3)), f32x4.splat(1));
  const k = f32x4.convert_i32x4_s(exponent), square = f32x4.mul(f, f);
  const small = f32x4.sub(f32x4.add(f32x4.mul(f32x4.mul(square, f), quotient(f)), f32x4.mul(k, f32x4.splat(-2.12194440054690583e-4))), f32x4.mul(square, f32x4.splat(0.5)));
  const y = f32x4.add(f32x4.add(f, small), f32x4.mul(k, f32x4.splat(0.693359375)));
  return special(x, y);
}

// @ts-ignore: decorators are AssemblyScript's
@inline
function special(x: v128, y: v128): v128 {
  y = v128.bitselect(y, f32x4.splat(NaN), f32x4.ge(x, f32x4.splat(0)));
  y = v128.bitselect(f32x4.splat(-Infinity), y, f32x4.eq(x, f32x4.splat(0)));
  return v128.bitselect(x, y, f32x4.eq(x, f32x4.splat(Infinity)));
}

/** Natural logarithm of one number: the bits of `log4`. */
// @ts-ignore: decorators are AssemblyScript's
@inline
export function log1(x: f32): f32 {
  return f32x4.extract_lane(log4(f32x4.splat(x)), 0);
}
