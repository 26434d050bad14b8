// Gradients of activations in one pass: target = dy times the slope, which comes from the activation's result y or its argument x. NaN in either gives NaN;
// dy is multiplied also where the slope is 0, as TensorFlow does, so that an infinite dy is not hidden. target may be dy, x or y.
import {geluByTanhSlope2, geluSlope2} from "./activation";
import {demoted, lowerPair, upperPair} from "../functions/pairs-of-doubles";
import {sigmoid4} from "../functions/sigmoid";

// @ts-ignore: decorators are AssemblyScript's
@inline
function zip4<F>(dy: usize, x: usize, target: usize, count: i32, a: v128 = f32x4.splat(0), b: v128 = f32x4.splat(0)): void {
  const bytes = <usize>count << 2;
  let i: usize = 0;
  for (; i + 16 <= bytes; i += 16) v128.store(target + i, changetype<F>(0).four(v128.load(dy + i), v128.load(x + i), a, b));
  for (; i < bytes; i += 4) v128.store32_lane(target + i, changetype<F>(0).four(v128.load32_splat(dy + i), v128.load32_splat(x + i), a, b), 0);
}

/** `above` where x > 0, `below` where it is not, NaN where it is NaN. */
// @ts-ignore: decorators are AssemblyScript's
@inline
function bySign(x: v128, above: v128, below: v128): v128 {
  return v128.bitselect(v128.bitselect(above, below, f32x4.gt(x, f32x4.splat(0))), x, f32x4.eq(x, x));
}

/** y > 0 ? 1 : 0 */
class Relu { @inline four(dy: v128, y: v128, a: v128, b: v128): v128 { return f32x4.mul(dy, bySign(y, f32x4.splat(1), f32x4.splat(0))); } }
/** a < x < b ? 1 : 0, the bounds included */
class Clip { @inline four(dy: v128, x: v128, a: v128, b: v128): v128 {
  const inside = v128.and(v128.and(f32x4.ge(x, a), f32x4.le(x, b)), f32x4.splat(1));
  return f32x4.mul(dy, v128.bitselect(inside, x, f32x4.eq(x, x)));
} }
/** 0 < x ≤ 6 ? 1 : 0 */
class Relu6 { @inline four(dy: v128, x: v128, a: v128, b: v128): v128 {
  return f32x4.mul(dy, v128.and(bySign(x, f32x4.splat(1), f32x4.splat(0)), v128.not(f32x4.gt(x, f32x4.splat(6)))));
} }
/** x > 0 ? 1 : a */
class LeakyRelu { @inline four(dy: v128, x: v128, a: v128, b: v128): v128 { return f32x4.mul(dy, bySign(x, f32x4.splat(1), a)); } }
/** y ≥ 0 ? 1 : y + 1 */
class Elu { @inline four(dy: v128, y: v128, a: v128, b: v128): v128 {
  return v128.bitselect(dy, f32x4.mul(dy, f32x4.add(y, f32x4.splat(1))), f32x4.ge(y, f32x4.splat(0)));
} }
/** y > 0 ? a : y + b */
class Selu { @inline four(dy: v128, y: v128, a: v128, b: v128): v128 { return f32x4.mul(dy, bySign(y, a, f32x4.add(y, b))); } }
/** y (1 - y) */
class Sigmoid { @inline four(dy: v128, y: v128, a: v128, b: v128): v128 { return f32x4.mul(dy, f32x4.mul(y, f32x4.sub(f32x4.splat(1), y))); } }
/** 1 - y² = (1 - y) (1 + y), which loses nothing next to ±1 */
class Tanh { @inline four(dy: v128, y: v128, a: v128, b: v128): v128 {
  return f32x4.mul(dy, f32x4.mul(f32x4.sub(f32x4.splat(1), y), f32x4.add(f32x4.splat(1), y)));
} }
class Softplus { @inline four(dy: v128, x: v128, a: v128, b: v128): v128 { return f32x4.mul(dy, sigmoid4(x)); } }

export function reluGradient(dy: usize, y: usize, target: usize, count: i32): void { zip4<Relu>(dy, y, target, count); }
export function clipGradient(dy: usize, x: usize, target: usize, count: i32, low: f32, high: f32): void { zip4<Clip>(dy, x, target, count, f32x4.splat(low), f32x4.splat(high)); }
export function relu6Gradient(dy: usize, x: usize, target: usize, count: i32): void { zip4<Relu6>(dy, x, target, count); }
export function leakyReluGradient(dy: usize, x: usize, target: usize, count: i32, alpha: f32): void { zip4<LeakyRelu>(dy, x, target, count, f32x4.splat(alpha)); }
export function eluGradient(dy: usize, y: usize, target: usize, count: i32): void { zip4<Elu>(dy, y, target, count); }
export function seluGradient(dy: usize, y: usize, target: usize, count: i32, above: f32, below: f32): void { zip4<Selu>(dy, y, target, count, f32x4.splat(above), f32x4.splat(below)); }
export function sigmoidGradient(dy: usize, y: usize, target: usize, count: i32): void { zip4<Sigmoid>(dy, y, target, count); }
export function tanhGradient(dy: usize, y: usize, target: usize, count: i32): void { zip4<Tanh>(dy, y, target, count); }
export function softplusGradient(dy: usize, x: usize, target: usize, count: i32): void { zip4<Softplus>(dy, x, target, count); }

/** dy times F.two(x) in doubles, rounded once. */
class InDoubles<F> {
  four(dy: v128, x: v128, a: v128, b: v128): v128 {
    const lower = f64x2.mul(lowerPair(dy), changetype<F>(0).two(lowerPair(x)));
    return demoted(lower, f64x2.mul(upperPair(dy), changetype<F>(0).two(upperPair(x))));
  }
}
class Gelu { @inline two(x: v128): v128 { return geluSlope2(x); } }
class GeluByTanh { @inline two(x: v128): v128 { return geluByTanhSlope2(x); } }

export function geluGradient(dy: usize, x: usize, target: usize, count: i32): void { zip4<InDoubles<Gelu>>(dy, x, target, count); }
export function geluByTanhGradient(dy: usize, x: usize, target: usize, count: i32): void { zip4<InDoubles<GeluByTanh>>(dy, x, target, count); }
