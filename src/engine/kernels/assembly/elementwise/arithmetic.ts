// Functions of one number in a few exact or correctly rounded operations: 32-bit floats, then whole numbers modulo 2^32.
import {map4} from "./map";
import {demoted, lowerPair, upperPair} from "../functions/pairs-of-doubles";

class Abs { @inline four(x: v128, a: v128, b: v128): v128 { return f32x4.abs(x); } }
class Neg { @inline four(x: v128, a: v128, b: v128): v128 { return f32x4.neg(x); } }
class Ceil { @inline four(x: v128, a: v128, b: v128): v128 { return f32x4.ceil(x); } }
class Floor { @inline four(x: v128, a: v128, b: v128): v128 { return f32x4.floor(x); } }
class Round { @inline four(x: v128, a: v128, b: v128): v128 { return f32x4.nearest(x); } }
class Sqrt { @inline four(x: v128, a: v128, b: v128): v128 { return f32x4.sqrt(x); } }
/** In doubles, rounded once: in floats two roundings come to 1.5 ulp. */
class Rsqrt { @inline four(x: v128, a: v128, b: v128): v128 {
  const one = f64x2.splat(1);
  return demoted(f64x2.div(one, f64x2.sqrt(lowerPair(x))), f64x2.div(one, f64x2.sqrt(upperPair(x))));
} }
class Reciprocal { @inline four(x: v128, a: v128, b: v128): v128 { return f32x4.div(f32x4.splat(1), x); } }
class Square { @inline four(x: v128, a: v128, b: v128): v128 { return f32x4.mul(x, x); } }
/** x itself where it is ±0 or NaN. */
class Sign { @inline four(x: v128, a: v128, b: v128): v128 {
  const one = v128.or(v128.and(x, i32x4.splat(0x80000000)), f32x4.splat(1));
  return v128.bitselect(one, x, f32x4.gt(f32x4.abs(x), f32x4.splat(0)));
} }
/** 1 above 0, a below and at 0, NaN for NaN. */
class Step { @inline four(x: v128, a: v128, b: v128): v128 {
  const y = v128.bitselect(f32x4.splat(1), a, f32x4.gt(x, f32x4.splat(0)));
  return v128.bitselect(y, x, f32x4.eq(x, x));
} }

export function abs(x: usize, target: usize, count: i32): void { map4<Abs>(x, target, count); }
export function neg(x: usize, target: usize, count: i32): void { map4<Neg>(x, target, count); }
export function ceil(x: usize, target: usize, count: i32): void { map4<Ceil>(x, target, count); }
export function floor(x: usize, target: usize, count: i32): void { map4<Floor>(x, target, count); }
export function round(x: usize, target: usize, count: i32): void { map4<Round>(x, target, count); }
export function sqrt(x: usize, target: usize, count: i32): void { map4<Sqrt>(x, target, count); }
export function rsqrt(x: usize, target: usize, count: i32): void { map4<Rsqrt>(x, target, count); }
export function reciprocal(x: usize, target: usize, count: i32): void { map4<Reciprocal>(x, target, count); }
export function square(x: usize, target: usize, count: i32): void { map4<Square>(x, target, count); }
export function sign(x: usize, target: usize, count: i32): void { map4<Sign>(x, target, count); }
export function step(x: usize, target: usize, count: i32, alpha: f32): void { map4<Step>(x, target, count, f32x4.splat(alpha)); }

class AbsOfInt { @inline four(x: v128, a: v128, b: v128): v128 { return i32x4.abs(x); } }
class NegOfInt { @inline four(x: v128, a: v128, b: v128): v128 { return i32x4.neg(x); } }
class SquareOfInt { @inline four(x: v128, a: v128, b: v128): v128 { return i32x4.mul(x, x); } }
class SignOfInt { @inline four(x: v128, a: v128, b: v128): v128 { return i32x4.max_s(i32x4.min_s(x, i32x4.splat(1)), i32x4.splat(-1)); } }
class StepOfInt { @inline four(x: v128, a: v128, b: v128): v128 { return v128.bitselect(i32x4.splat(1), a, i32x4.gt_s(x, i32x4.splat(0))); } }
class ClipOfInt { @inline four(x: v128, a: v128, b: v128): v128 { return i32x4.min_s(i32x4.max_s(x, a), b); } }

export function absInt(x: usize, target: usize, count: i32): void { map4<AbsOfInt>(x, target, count); }
export function negInt(x: usize, target: usize, count: i32): void { map4<NegOfInt>(x, target, count); }
export function squareInt(x: usize, target: usize, count: i32): void { map4<SquareOfInt>(x, target, count); }
export function signInt(x: usize, target: usize, count: i32): void { map4<SignOfInt>(x, target, count); }
export function stepInt(x: usize, target: usize, count: i32, alpha: i32): void { map4<StepOfInt>(x, target, count, i32x4.splat(alpha)); }
export function clipInt(x: usize, target: usize, count: i32, low: i32, high: i32): void { map4<ClipOfInt>(x, target, count, i32x4.splat(low), i32x4.splat(high)); }
