// Two doubles at a time: relative error below 2^-48. log(1 + f) = 2 atanh s = 2s + 2s · s² · p(s²) with s = f / (2 + f); p: scripts/minimax.py.
import {horner2} from "./polynomial";

const p = memory.data<f64>([0.08410670772588531, 0.09061760817842547, 0.11111687616821156, 0.14285708541475867, 0.2000000002627, 0.33333333333293363]);
const logOfTwo = memory.data<f64>([6.93147180369123816490e-1, 1.90821492927058770002e-10]);
const one = memory.data<f64>([1]), two = memory.data<f64>([2]), near = memory.data<f64>([-0.25, 0.4]);
/** The bits of √½, and of the fraction; with `powersOfTwo`, a whole number k + 1023 below 2^52 becomes the double 2^52 + k + 1023. */
const root = memory.data<i64>([0x3fe6a09e667f3bcd]), fraction = memory.data<i64>([0xfffffffffffff]), oneLessRoot = memory.data<i64>([0x3ff0000000000000 - 0x3fe6a09e667f3bcd]);
const powersOfTwo = memory.data<i64>([0x4330000000000000]), exponentOfOne = memory.data<f64>([4503599627370496 + 1023]);

/** 2 atanh s, as 2s and the rest. */
// @ts-ignore: decorators are AssemblyScript's
@inline
function rest2(s: v128): v128 {
  const z = f64x2.mul(s, s);
  return f64x2.mul(f64x2.mul(f64x2.add(s, s), z), horner2(z, p, 5));
}

/** log x of positive, finite x that are no denormal doubles. */
// @ts-ignore: decorators are AssemblyScript's
@inline
export function log2D(x: v128): v128 {
  const k = f64x2.sub(v128.or(i64x2.shr_u(i64x2.add(x, v128.load64_splat(oneLessRoot)), 52), v128.load64_splat(powersOfTwo)), v128.load64_splat(exponentOfOne));
  const fromRoot = v128.and(i64x2.sub(x, v128.load64_splat(root)), v128.load64_splat(fraction));
  const f = f64x2.sub(i64x2.add(fromRoot, v128.load64_splat(root)), v128.load64_splat(one));
  const s = f64x2.div(f, f64x2.add(f, v128.load64_splat(two)));
  const small = f64x2.add(rest2(s), f64x2.mul(k, v128.load64_splat(logOfTwo + 8)));
  return f64x2.add(f64x2.mul(k, v128.load64_splat(logOfTwo)), f64x2.add(f64x2.add(s, s), small));
}

/** log(1 + y) of finite y > -1, accurate around 0 also. */
// @ts-ignore: decorators are AssemblyScript's
@inline
export function log1p2D(y: v128): v128 {
  const s = f64x2.div(y, f64x2.add(y, v128.load64_splat(two)));
  const isFar = v128.or(f64x2.lt(y, v128.load64_splat(near)), f64x2.gt(y, v128.load64_splat(near + 8)));
  return v128.bitselect(log2D(f64x2.add(y, v128.load64_splat(one))), f64x2.add(f64x2.add(s, s), rest2(s)), isFar);
}

/** log x and log(1 + y) of one number: the bits of the two above. */
export function logD(x: f64): f64 {
  return f64x2.extract_lane(log2D(f64x2.splat(x)), 0);
}
export function log1pD(y: f64): f64 {
  return f64x2.extract_lane(log1p2D(f64x2.splat(y)), 0);
}
