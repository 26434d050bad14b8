// From numbers to truth values, and between truth values.
import {map4, mapFromBool, mapToBool} from "./map";

class IsNan { @inline four(x: v128): v128 { return f32x4.ne(x, x); } }
class IsInf { @inline four(x: v128): v128 { return f32x4.eq(f32x4.abs(x), f32x4.splat(Infinity)); } }
class IsFinite { @inline four(x: v128): v128 { return f32x4.lt(f32x4.abs(x), f32x4.splat(Infinity)); } }
class FloatIsTrue { @inline four(x: v128): v128 { return f32x4.ne(x, f32x4.splat(0)); } }
class IntIsTrue { @inline four(x: v128): v128 { return i32x4.ne(x, i32x4.splat(0)); } }

export function isNan(x: usize, target: usize, count: i32): void { mapToBool<IsNan>(x, target, count); }
export function isInf(x: usize, target: usize, count: i32): void { mapToBool<IsInf>(x, target, count); }
export function isFinite(x: usize, target: usize, count: i32): void { mapToBool<IsFinite>(x, target, count); }
/** NaN is not 0 and so true. */
export function floatToBool(x: usize, target: usize, count: i32): void { mapToBool<FloatIsTrue>(x, target, count); }
export function intToBool(x: usize, target: usize, count: i32): void { mapToBool<IntIsTrue>(x, target, count); }

class MaskToFloat { @inline four(mask: v128): v128 { return v128.and(mask, f32x4.splat(1)); } }
class MaskToInt { @inline four(mask: v128): v128 { return v128.and(mask, i32x4.splat(1)); } }

export function boolToFloat(x: usize, target: usize, count: i32): void { mapFromBool<MaskToFloat>(x, target, count); }
export function boolToInt(x: usize, target: usize, count: i32): void { mapFromBool<MaskToInt>(x, target, count); }

class FloatToInt { @inline four(x: v128, a: v128, b: v128): v128 { return i32x4.trunc_sat_f32x4_s(x); } }
class IntToFloat { @inline four(x: v128, a: v128, b: v128): v128 { return f32x4.convert_i32x4_s(x); } }

/** Towards 0; NaN to 0, beyond the whole numbers of 32 bits to the nearest of them. */
export function floatToInt(x: usize, target: usize, count: i32): void { map4<FloatToInt>(x, target, count); }
export function intToFloat(x: usize, target: usize, count: i32): void { map4<IntToFloat>(x, target, count); }

export function logicalNot(x: usize, target: usize, count: i32): void {
  for (let i = 0; i < count; i++) store<u8>(target + i, <u8>(load<u8>(x + i) == 0));
}
