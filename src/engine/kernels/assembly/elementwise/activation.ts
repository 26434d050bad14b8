// Activations of networks. pmax(a, b) is a < b ? b : a, and pmin(a, b) is b < a ? b : a: with the number first, NaN stays NaN and -0 stays -0 on every processor.
import {bell2D, density2D, normal2D} from "../functions/double-error-function";
import {exp2D} from "../functions/double-exponential";
import {expm1OfNegative4} from "../functions/exponential";
import {map2, map4} from "./map";

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

const one = memory.data<f64>([1]), fifteen = memory.data<f64>([15]), cubic = memory.data<f64>([0.044715]), threeCubic = memory.data<f64>([0.134145]);
/** 2 √(2/π) */
const steepness = memory.data<f64>([1.5957691216057308]);

/** `y`, but -0 where x < -15, the limit at -Infinity. */
// @ts-ignore: decorators are AssemblyScript's
@inline
function orVanishing(x: v128, y: v128): v128 {
  return v128.bitselect(f64x2.splat(-0.0), y, f64x2.lt(x, f64x2.neg(v128.load64_splat(fifteen))));
}

/** x · Φ(x) (Hendrycks and Gimpel, 2016). */
class Gelu { @inline two(x: v128): v128 { return orVanishing(x, f64x2.mul(x, normal2D(x, bell2D(x)))); } }
/** The same by Φ(x) ≈ (1 + tanh(√(2/π) (x + 0.044715 x³))) / 2 = 1 / (1 + exp(-2 …)). */
class GeluByTanh { @inline two(x: v128): v128 { return orVanishing(x, f64x2.div(x, f64x2.add(v128.load64_splat(one), exp2D(f64x2.neg(twice2(x)))))); } }

/** 2 √(2/π) (x + 0.044715 x³) */
// @ts-ignore: decorators are AssemblyScript's
@inline
function twice2(x: v128): v128 {
  return f64x2.mul(f64x2.mul(x, v128.load64_splat(steepness)), withSquare(x, cubic));
}

/** 1 + c x² */
// @ts-ignore: decorators are AssemblyScript's
@inline
function withSquare(x: v128, c: usize): v128 {
  return f64x2.add(f64x2.mul(f64x2.mul(x, v128.load64_splat(c)), x), v128.load64_splat(one));
}

export function gelu(x: usize, target: usize, count: i32): void { map2<Gelu>(x, target, count); }
export function geluByTanh(x: usize, target: usize, count: i32): void { map2<GeluByTanh>(x, target, count); }

/** `slope`, but 0 or 1 beyond ±15. */
// @ts-ignore: decorators are AssemblyScript's
@inline
function orLevel(x: v128, slope: v128): v128 {
  const level = v128.and(v128.load64_splat(one), f64x2.gt(x, f64x2.splat(0)));
  return v128.bitselect(level, slope, f64x2.gt(f64x2.abs(x), v128.load64_splat(fifteen)));
}

/** The derivative of x · Φ(x): Φ(x) + x · φ(x). */
// @ts-ignore: decorators are AssemblyScript's
@inline
export function geluSlope2(x: v128): v128 {
  const bell = bell2D(x);
  return orLevel(x, f64x2.add(normal2D(x, bell), f64x2.mul(x, density2D(bell))));
}

/** The derivative of x · s(t), s the sigmoid and t = twice2(x): s + x · s · (1 - s) · t'. */
// @ts-ignore: decorators are AssemblyScript's
@inline
export function geluByTanhSlope2(x: v128): v128 {
  const e = exp2D(f64x2.neg(twice2(x))), s = f64x2.div(v128.load64_splat(one), f64x2.add(e, v128.load64_splat(one)));
  const change = f64x2.mul(f64x2.mul(f64x2.mul(f64x2.mul(x, s), f64x2.mul(e, s)), v128.load64_splat(steepness)), withSquare(x, threeCubic));
  return orLevel(x, f64x2.add(s, change));
}
