// Transcendental functions of one number. The four that training lives on are computed in SIMD floats, the others in doubles, two at a time or one by one, that are rounded once.
// test/engine/accuracy.ts holds the bound of each; special values as C99, Annex F.
import {acosD, asinD, atanD} from "../functions/double-arctangent";
import {erf2D} from "../functions/double-error-function";
import {exp2D, expm12D} from "../functions/double-exponential";
import {acoshD, asinhD, atanhD, coshD, sinhD} from "../functions/double-hyperbolic";
import {log1p2D} from "../functions/double-logarithm";
import {cosD, sinD, tanD} from "../functions/double-trigonometry";
import {exp4} from "../functions/exponential";
import {tanh4} from "../functions/hyperbolic-tangent";
import {log4} from "../functions/logarithm";
import {map1, map2, map4} from "./map";
import {sigmoid4} from "../functions/sigmoid";

class Exp { @inline four(x: v128, a: v128, b: v128): v128 { return exp4(x); } }
class Log { @inline four(x: v128, a: v128, b: v128): v128 { return log4(x); } }
class Tanh { @inline four(x: v128, a: v128, b: v128): v128 { return tanh4(x); } }
class Sigmoid { @inline four(x: v128, a: v128, b: v128): v128 { return sigmoid4(x); } }

export function exp(x: usize, target: usize, count: i32): void { map4<Exp>(x, target, count); }
export function log(x: usize, target: usize, count: i32): void { map4<Log>(x, target, count); }
export function tanh(x: usize, target: usize, count: i32): void { map4<Tanh>(x, target, count); }
export function sigmoid(x: usize, target: usize, count: i32): void { map4<Sigmoid>(x, target, count); }

class Sin { one(x: f64): f64 { return sinD(x); } }
class Cos { one(x: f64): f64 { return cosD(x); } }
class Tan { one(x: f64): f64 { return tanD(x); } }
class Asin { one(x: f64): f64 { return asinD(x); } }
class Acos { one(x: f64): f64 { return acosD(x); } }
class Atan { one(x: f64): f64 { return atanD(x); } }
class Sinh { one(x: f64): f64 { return sinhD(x); } }
class Cosh { one(x: f64): f64 { return coshD(x); } }
class Asinh { one(x: f64): f64 { return asinhD(x); } }
class Acosh { one(x: f64): f64 { return acoshD(x); } }
class Atanh { one(x: f64): f64 { return atanhD(x); } }

const one = memory.data<f64>([1]), tiny = memory.data<f64>([1e-9]), infinity = memory.data<f64>([Infinity]), notANumber = memory.data<f64>([NaN]);

class Erf { @inline two(x: v128): v128 { return erf2D(x); } }
class Expm1 { @inline two(x: v128): v128 { return expm12D(x); } }
/** log(1 + x): -Infinity at -1, NaN below. */
class Log1p { @inline two(x: v128): v128 {
  const most = v128.load64_splat(infinity), edge = f64x2.neg(v128.load64_splat(one));
  const outside = v128.bitselect(f64x2.neg(most), v128.load64_splat(notANumber), f64x2.eq(x, edge));
  const y = v128.bitselect(outside, log1p2D(x), f64x2.le(x, edge));
  return v128.bitselect(y, x, v128.and(f64x2.ge(f64x2.abs(x), v128.load64_splat(tiny)), f64x2.ne(x, most)));
} }
/** log(1 + exp x) = max(x, 0) + log(1 + exp(-|x|)) */
class Softplus { @inline two(x: v128): v128 { return f64x2.add(f64x2.pmax(x, f64x2.splat(0)), log1p2D(exp2D(f64x2.neg(f64x2.abs(x))))); } }

export function sin(x: usize, target: usize, count: i32): void { map1<Sin>(x, target, count); }
export function cos(x: usize, target: usize, count: i32): void { map1<Cos>(x, target, count); }
export function tan(x: usize, target: usize, count: i32): void { map1<Tan>(x, target, count); }
export function asin(x: usize, target: usize, count: i32): void { map1<Asin>(x, target, count); }
export function acos(x: usize, target: usize, count: i32): void { map1<Acos>(x, target, count); }
export function atan(x: usize, target: usize, count: i32): void { map1<Atan>(x, target, count); }
export function sinh(x: usize, target: usize, count: i32): void { map1<Sinh>(x, target, count); }
export function cosh(x: usize, target: usize, count: i32): void { map1<Cosh>(x, target, count); }
export function asinh(x: usize, target: usize, count: i32): void { map1<Asinh>(x, target, count); }
export function acosh(x: usize, target: usize, count: i32): void { map1<Acosh>(x, target, count); }
export function atanh(x: usize, target: usize, count: i32): void { map1<Atanh>(x, target, count); }
export function erf(x: usize, target: usize, count: i32): void { map2<Erf>(x, target, count); }
export function expm1(x: usize, target: usize, count: i32): void { map2<Expm1>(x, target, count); }
export function log1p(x: usize, target: usize, count: i32): void { map2<Log1p>(x, target, count); }
export function softplus(x: usize, target: usize, count: i32): void { map2<Softplus>(x, target, count); }
