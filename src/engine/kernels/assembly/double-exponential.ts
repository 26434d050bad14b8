// In doubles, for results that are then rounded to 32 bits: relative error below 2^-42, so that the rounding is right but for one in some hundred thousand.
// exp x = 2^n · (1 + p) with p = r + r² · q(r) and r = x - n · ln 2 in two steps; ln 2 as fdlibm splits it (Sun Microsystems, 1993); q: scripts/minimax.py.

/** 1.5 · 2^52: added to a small double, it leaves the nearest whole number in the last bits. */
// @ts-ignore: decorators are AssemblyScript's
@inline
const whole: f64 = 6755399441055744;

/** x / ln 2 rounded to a whole number n, as 1.5 · 2^52 + n. */
// @ts-ignore: decorators are AssemblyScript's
@inline
function steps(x: f64): f64 {
  return x * 1.4426950408889634 + whole;
}

/** exp(x - n · ln 2) - 1 for the n of `steps`. */
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

/** 2^n for n as `steps` gives it. */
// @ts-ignore: decorators are AssemblyScript's
@inline
function powerOfTwo(shifted: f64): f64 {
  return reinterpret<f64>((reinterpret<i64>(shifted) + 1023) << 52);
}

/** exp x; beyond ±200, where 32-bit floats have long ended, exp ±200. NaN stays NaN. */
export function expD(x: f64): f64 {
  if (x != x) return x;
  const inside = x < -200 ? -200 : x > 200 ? 200 : x, shifted = steps(inside);
  return (1 + lessOne(inside, shifted - whole)) * powerOfTwo(shifted);
}

/** exp(x) - 1, accurate around 0 also. */
export function expm1D(x: f64): f64 {
  if (!(abs(x) >= 1e-9)) return x;
  const inside = x < -200 ? -200 : x > 200 ? 200 : x, shifted = steps(inside), power = powerOfTwo(shifted);
  return lessOne(inside, shifted - whole) * power + (power - 1);
}
