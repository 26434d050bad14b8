import {exp4} from "./exponential";

/** 1 / (1 + exp(-x)) of each lane, from e = exp(-|x|) ≤ 1, so that nothing overflows and tiny results keep their bits; at most 2 ulp off. */
// @ts-ignore: decorators are AssemblyScript's
@inline
export function sigmoid4(x: v128): v128 {
  const one = f32x4.splat(1), e = exp4(f32x4.neg(f32x4.abs(x)));
  return f32x4.div(v128.bitselect(e, one, f32x4.lt(x, f32x4.splat(0))), f32x4.add(one, e));
}
