// In doubles: relative error below 2^-48. log(1 + f) = 2 atanh s = 2s + 2s · s² · p(s²) with s = f / (2 + f); p: scripts/minimax.py.

// @ts-ignore: decorators are AssemblyScript's
@inline
function rest(s: f64): f64 {
  const z = s * s;
  let p = 0.08410670772588531;
  p = p * z + 0.09061760817842547;
  p = p * z + 0.11111687616821156;
  p = p * z + 0.14285708541475867;
  p = p * z + 0.2000000002627;
  p = p * z + 0.33333333333293363;
  return 2 * s * z * p;
}

/** log x of a positive, finite x that is no denormal double. */
export function logD(x: f64): f64 {
  const fromRoot = reinterpret<i64>(x) - 0x3fe6a09e667f3bcd;
  const k = <f64>(fromRoot >> 52);
  const f = reinterpret<f64>((fromRoot & 0xfffffffffffff) + 0x3fe6a09e667f3bcd) - 1;
  const s = f / (2 + f);
  return k * 6.93147180369123816490e-1 + (2 * s + (rest(s) + k * 1.90821492927058770002e-10));
}

/** log(1 + y) of a finite y > -1, accurate around 0 also. */
export function log1pD(y: f64): f64 {
  if (y < -0.25 || y > 0.4) return logD(1 + y);
  const s = y / (2 + y);
  return 2 * s + rest(s);
}
