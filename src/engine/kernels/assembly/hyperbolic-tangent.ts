import {exp4} from "./exponential";

// @ts-ignore: decorators are AssemblyScript's
@inline
function quotient(z: v128): v128 {
  let p = f32x4.add(f32x4.mul(z, f32x4.splat(0.0001214701624121517)), f32x4.splat(-0.0008411348680965602));
  p = f32x4.add(f32x4.mul(z, p), f32x4.splat(0.00307859038002789));
  p = f32x4.add(f32x4.mul(z, p), f32x4.splat(-0.008595110848546028));
  p = f32x4.add(f32x4.mul(z, p), f32x4.splat(0.02178472839295864));
  p = f32x4.add(f32x4.mul(z, p), f32x4.splat(-0.0539530962705612));
  p = f32x4.add(f32x4.mul(z, p), f32x4.splat(0.1333319991827011));
  return f32x4.add(f32x4.mul(z, p), f32x4.splat(-0.333333283662796));
}

/** tanh of each lane: x + x³ · p(x²) for |x| < 1, p minimax by Remez's exchange (scripts/minimax.py); else 1 - 2 / (exp(2 |x|) + 1). At most 1 ulp off. */
// @ts-ignore: decorators are AssemblyScript's
@inline
export function tanh4(x: v128): v128 {
  const size = f32x4.abs(x), z = f32x4.mul(x, x), one = f32x4.splat(1);
  const near = f32x4.add(x, f32x4.mul(f32x4.mul(x, z), quotient(z)));
  const far = f32x4.sub(one, f32x4.div(f32x4.splat(2), f32x4.add(exp4(f32x4.add(size, size)), one)));
  return v128.or(v128.bitselect(near, far, f32x4.lt(size, one)), v128.and(x, i32x4.splat(0x80000000)));
}
