// In doubles, for results that are then rounded to 32 bits: relative error below 2^-42, so that the rounding is right but for one in some hundred thousand.
// exp x = 2^n · (1 + p) with p = r + r² · q(r) and r = x - n · ln 2 in two steps; ln 2 as fdlibm splits it (Sun Microsystems, 1993); q: scripts/minimax.py.

// @ts-ignore: decorators are AssemblyScript's
@inline
function steps(x: f64): f64 {
  return nearest(x * 1.4426950408889634);
}

/** exp(x - n · ln 2) - 1 for n = steps(x). */
function lessOne(x: f64, n: f64): f64 {
  const r = x - n * 6.93147180369123816490e-1 - n * 1.90821492927058770002e-10;
  let q = 2.2580352850967633e-07;
  q = q * r + 2.7625337914030065e-06;
  q = q * r + 2.4815182679978568e-05;
  q = q * r + 0.00019841208342026922;
  q = q * r + 0.0013888876577144182;
  q = q * r + 0.00833333335391759;
  q = q * r + 0.04166666670788583;
  q = q * r + 0.16666666666648075;
  q = q * r + 0.49999999999962796;
  return r + r * r * q;
}

// @ts-ignore: decorators are AssemblyScript's
@inline
function powerOfTwo(n: f64): f64 {
  return reinterpret<f64>((<i64>n + 1023) << 52);
}

/** exp x; beyond ±200, where 32-bit floats have long ended, exp ±200. NaN stays NaN. */
export function expD(x: f64): f64 {
  if (x != x) return x;
  const inside = x < -200 ? -200 : x > 200 ? 200 : x;
  const n = steps(inside);
  return (1 + lessOne(inside, n)) * powerOfTwo(n);
}

/** exp(x) - 1, accurate around 0 also. */
export function expm1D(x: f64): f64 {
  if (!(abs(x) >= 1e-9)) return x;
  const inside = x < -200 ? -200 : x > 200 ? 200 : x;
  const n = steps(inside), power = powerOfTwo(n);
  return lessOne(inside, n) * power + (power - 1);
}
