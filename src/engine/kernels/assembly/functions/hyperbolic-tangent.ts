import {exp4} from "./exponential";
import {horner4} from "./polynomial";

const p = memory.data<f32>([
  0.0001214701624121517, -0.0008411348680965602, 0.00307859038002789, -0.008595110848546028, 0.02178472839295864, -0.0539530962705612, 0.1333319991827011, -0.333333283662796,
]);
const ones = memory.data<f32>([1]), two = memory.data<f32>([2]), sign = memory.data<i32>([0x80000000]);

/** tanh of each lane: x + x³ · p(x²) for |x| < 1, p minimax by Remez's exchange (scripts/minimax.py); else 1 - 2 / (exp(2 |x|) + 1). At most 1.1 ulp off. */
// @ts-ignore: decorators are AssemblyScript's
@inline
export function tanh4(x: v128): v128 {
  const size = f32x4.abs(x), z = f32x4.mul(x, x), one = v128.load32_splat(ones);
  const near = f32x4.add(x, f32x4.mul(f32x4.mul(x, z), horner4(z, p, 7)));
  const far = f32x4.sub(one, f32x4.div(v128.load32_splat(two), f32x4.add(exp4(f32x4.add(size, size)), one)));
  return v128.or(v128.bitselect(near, far, f32x4.lt(size, one)), v128.and(x, v128.load32_splat(sign)));
}
