import {lessOne4, lowerPower4, steps4, upperPower4} from "./exponential";

/** e / (1 + e) for e = (1 + less) · lower · upper, of the first two lanes, in doubles. */
// @ts-ignore: decorators are AssemblyScript's
@inline
function share2(less: v128, lower: v128, upper: v128): v128 {
  const one = f64x2.splat(1), power = f64x2.mul(f64x2.promote_low_f32x4(lower), f64x2.promote_low_f32x4(upper));
  const e = f64x2.mul(f64x2.add(f64x2.promote_low_f32x4(less), one), power);
  return f64x2.div(e, f64x2.add(e, one));
}

// @ts-ignore: decorators are AssemblyScript's
@inline
function upperLanes(x: v128): v128 {
  return i32x4.shuffle(x, x, 2, 3, 2, 3);
}

// @ts-ignore: decorators are AssemblyScript's
@inline
function rounded(low: v128, high: v128): v128 {
  return i32x4.shuffle(f32x4.demote_f64x2_zero(low), f32x4.demote_f64x2_zero(high), 0, 1, 4, 5);
}

/**
 * 1 / (1 + exp(-x)) of each lane; at most 1 ulp off. From e = exp(-|x|) ≤ 1, so that nothing overflows and tiny results keep their bits: e / (1 + e) below 0,
 * one less that above. All but the reduced exponential is in doubles: in floats its roundings would come to 2 ulp.
 */
// @ts-ignore: decorators are AssemblyScript's
@inline
export function sigmoid4(x: v128): v128 {
  const inside = f32x4.pmax(f32x4.neg(f32x4.abs(x)), f32x4.splat(-104)), shifted = steps4(inside);
  const less = lessOne4(inside, shifted), lower = lowerPower4(shifted), upper = upperPower4(shifted), one = f64x2.splat(1);
  const low = share2(less, lower, upper), high = share2(upperLanes(less), upperLanes(lower), upperLanes(upper));
  return v128.bitselect(rounded(low, high), rounded(f64x2.sub(one, low), f64x2.sub(one, high)), f32x4.lt(x, f32x4.splat(0)));
}
