import {lessOne4, lowerPower4, steps4, upperPower4} from "./exponential";

const one = memory.data<f32>([1]), least = memory.data<f32>([-104]);
/** Sign, exponent and the upper 12 bits of the significand, so that products of two such numbers are exact. */
const upperHalf = memory.data<i32>([0xfffff000]), sign = memory.data<i32>([0x80000000]);

// @ts-ignore: decorators are AssemblyScript's
@inline
function coarse(x: v128): v128 {
  return v128.and(x, v128.load32_splat(upperHalf));
}

/**
 * 1 / (1 + exp(-x)) of each lane; at most 1 ulp off. From e = exp(-|x|) ≤ 1, so that nothing overflows and tiny results keep their bits: e / (1 + e) below 0,
 * 1 / (1 + e) above. In floats alone the roundings would come to 2 ulp; so e, 1 + e and its reciprocal are sums of a number of 12 bits and a rest, products of
 * the former are exact (Dekker, 1971, "A floating-point technique for extending the available precision"), and the last addition rounds.
 */
// @ts-ignore: decorators are AssemblyScript's
@inline
export function sigmoid4(x: v128): v128 {
  const inside = f32x4.pmax(v128.or(x, v128.load32_splat(sign)), v128.load32_splat(least)), shifted = steps4(inside);
  const less = lessOne4(inside, shifted), power = f32x4.mul(lowerPower4(shifted), upperPower4(shifted));
  const e = f32x4.add(less, v128.load32_splat(one)), high = coarse(e), rest = f32x4.sub(less, f32x4.sub(high, v128.load32_splat(one)));
  const sum = f32x4.add(f32x4.mul(e, power), v128.load32_splat(one)), highSum = coarse(sum);
  const restOfSum = f32x4.add(f32x4.sub(f32x4.mul(high, power), f32x4.sub(highSum, v128.load32_splat(one))), f32x4.mul(rest, power));
  const reciprocal = f32x4.div(v128.load32_splat(one), sum), highReciprocal = coarse(reciprocal);
  const off = f32x4.sub(f32x4.sub(v128.load32_splat(one), f32x4.mul(highReciprocal, highSum)), f32x4.mul(highReciprocal, restOfSum));
  const restOfReciprocal = f32x4.mul(reciprocal, off);
  const above = f32x4.add(highReciprocal, restOfReciprocal);
  const share = f32x4.add(f32x4.mul(high, highReciprocal), f32x4.add(f32x4.mul(rest, highReciprocal), f32x4.mul(e, restOfReciprocal)));
  return v128.bitselect(f32x4.mul(share, power), above, f32x4.lt(x, f32x4.splat(0)));
}
