// Activations of networks. pmax(a, b) is a < b ? b : a, and pmin(a, b) is b < a ? b : a: with the number first, NaN stays NaN and -0 stays -0 on every processor.
import {densityD, normalD} from "./double-error-function";
import {expD} from "./double-exponential";
import {expm1OfNegative4} from "./exponential";
import {map1, map4} from "./map";

class Relu { @inline four(x: v128, a: v128, b: v128): v128 { return f32x4.pmax(x, f32x4.splat(0)); } }
class Clip { @inline four(x: v128, a: v128, b: v128): v128 { return f32x4.pmin(f32x4.pmax(x, a), b); } }
class LeakyRelu { @inline four(x: v128, a: v128, b: v128): v128 { return v128.bitselect(f32x4.mul(a, x), x, f32x4.lt(x, f32x4.splat(0))); } }
/** x above 0, exp(x) - 1 below (Clevert and others, 2016). */
class Elu { @inline four(x: v128, a: v128, b: v128): v128 { return v128.bitselect(x, expm1OfNegative4(x), f32x4.ge(x, f32x4.splat(0))); } }
/** a · x above 0, b · (exp(x) - 1) below (Klambauer and others, 2017). */
class Selu { @inline four(x: v128, a: v128, b: v128): v128 {
  return v128.bitselect(f32x4.mul(a, x), f32x4.mul(b, expm1OfNegative4(x)), f32x4.ge(x, f32x4.splat(0)));
} }

export function relu(x: usize, target: usize, count: i32): void { map4<Relu>(x, target, count); }
export function clip(x: usize, target: usize, count: i32, low: f32, high: f32): void { map4<Clip>(x, target, count, f32x4.splat(low), f32x4.splat(high)); }
export function leakyRelu(x: usize, target: usize, count: i32, alpha: f32): void { map4<LeakyRelu>(x, target, count, f32x4.splat(alpha)); }
export function elu(x: usize, target: usize, count: i32): void { map4<Elu>(x, target, count); }
export function selu(x: usize, target: usize, count: i32, above: f32, below: f32): void { map4<Selu>(x, target, count, f32x4.splat(above), f32x4.splat(below)); }

/** x · Φ(x) (Hendrycks and Gimpel, 2016); its limit at -Infinity is -0. */
class Gelu { one(x: f64): f64 { return x < -15 ? -0.0 : x * normalD(x); } }
/** The same by Φ(x) ≈ (1 + tanh(√(2/π) (x + 0.044715 x³))) / 2 = 1 / (1 + exp(-2 …)). */
class GeluByTanh { one(x: f64): f64 { return x < -15 ? -0.0 : x / (1 + expD(-twice(x))); } }

/** 2 √(2/π) (x + 0.044715 x³) */
// @ts-ignore: decorators are AssemblyScript's
@inline
export function twice(x: f64): f64 {
  return 1.5957691216057308 * x * (1 + 0.044715 * x * x);
}

export function gelu(x: usize, target: usize, count: i32): void { map1<Gelu>(x, target, count); }
export function geluByTanh(x: usize, target: usize, count: i32): void { map1<GeluByTanh>(x, target, count); }

/** The derivative of x · Φ(x): Φ(x) + x · φ(x). */
export function geluSlope(x: f64): f64 {
  if (abs(x) > 15) return x > 0 ? 1 : 0;
  return normalD(x) + x * densityD(x);
}

/** The derivative of x · s(t), s the sigmoid and t = twice(x): s + x · s · (1 - s) · t'. */
export function geluByTanhSlope(x: f64): f64 {
  if (abs(x) > 15) return x > 0 ? 1 : 0;
  const e = expD(-twice(x)), s = 1 / (1 + e);
  return s + x * s * (e * s) * 1.5957691216057308 * (1 + 3 * 0.044715 * x * x);
}
