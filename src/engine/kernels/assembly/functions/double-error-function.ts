// Two doubles at a time: relative error below 2^-39. Polynomials: scripts/minimax.py.
import {exp2D} from "./double-exponential";
import {horner2} from "./polynomial";

const byNear = memory.data<f64>([
  -1.0478858956657166e-07, 1.5310763735145596e-06, -1.4795855418384254e-05, 0.00012046344678496509, -0.0008547938657975194, 0.005223967364162671, -0.026866169083837484,
  0.11283791658873231, -0.3761263890282082, 1.1283791670954946,
]);
const byTail = memory.data<f64>([
  -0.0011026489063016532, -0.07318793115900063, 0.4253299374300402, -1.0150221574024998, 1.2804404220064431, -0.8917983734329341, 0.3906638049467885, -0.21756093885665345,
  0.038494719097119906, 0.07530406631028122, 0.17751920700639182, 0.24671031505882762, 0.2821031058836687, 0.2820944541029832, 6.200015069130631e-09,
]);
const half = memory.data<f64>([0.5]), ones = memory.data<f64>([1]), twos = memory.data<f64>([2]), six = memory.data<f64>([6]), fifteen = memory.data<f64>([15]);
const rootOfHalf = memory.data<f64>([0.7071067811865476]), densityOfZero = memory.data<f64>([0.3989422804014327]), sign = memory.data<f64>([-0.0]);

/** erf x for |x| ≤ 1: x · p(x²) */
// @ts-ignore: decorators are AssemblyScript's
@inline
function near2(x: v128): v128 {
  return f64x2.mul(x, horner2(f64x2.mul(x, x), byNear, 9));
}

/** exp(x²) · erfc x for 0.9 ≤ x ≤ 15: p(t) with t = 2 / (2 + x) */
// @ts-ignore: decorators are AssemblyScript's
@inline
function scaledTail2(x: v128): v128 {
  const two = v128.load64_splat(twos);
  return horner2(f64x2.div(two, f64x2.add(x, two)), byTail, 14);
}

// @ts-ignore: decorators are AssemblyScript's
@inline
export function erf2D(x: v128): v128 {
  const size = f64x2.abs(x), one = v128.load64_splat(ones);
  const tail = f64x2.sub(one, f64x2.mul(scaledTail2(size), exp2D(f64x2.neg(f64x2.mul(size, size)))));
  const far = v128.or(v128.bitselect(one, tail, f64x2.gt(size, v128.load64_splat(six))), v128.and(x, v128.load64_splat(sign)));
  return v128.bitselect(far, near2(x), f64x2.ge(size, one));
}

/** exp(-x² / 2) */
// @ts-ignore: decorators are AssemblyScript's
@inline
export function bell2D(x: v128): v128 {
  return exp2D(f64x2.neg(f64x2.mul(f64x2.mul(x, v128.load64_splat(half)), x)));
}

/** The normal distribution's function Φ(x) = erfc(-x / √2) / 2, to its last bits also in the left tail, from x and `bell2D` of it. */
// @ts-ignore: decorators are AssemblyScript's
@inline
export function normal2D(x: v128, bell: v128): v128 {
  const reduced = f64x2.mul(x, v128.load64_splat(rootOfHalf)), size = f64x2.abs(reduced), one = v128.load64_splat(ones);
  const bounded = f64x2.mul(f64x2.mul(scaledTail2(size), v128.load64_splat(half)), bell);
  const tail = v128.andnot(bounded, f64x2.gt(size, v128.load64_splat(fifteen)));
  const far = v128.bitselect(f64x2.sub(one, tail), tail, f64x2.gt(x, f64x2.splat(0)));
  const near = f64x2.add(f64x2.mul(near2(reduced), v128.load64_splat(half)), v128.load64_splat(half));
  return v128.bitselect(far, near, f64x2.ge(size, one));
}

/** The normal distribution's density, from `bell2D`. */
// @ts-ignore: decorators are AssemblyScript's
@inline
export function density2D(bell: v128): v128 {
  return f64x2.mul(bell, v128.load64_splat(densityOfZero));
}
