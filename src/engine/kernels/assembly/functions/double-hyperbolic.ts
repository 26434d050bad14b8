// In doubles, for arguments that are 32-bit floats; relative error below 2^-40.
import {expD, expm1D} from "./double-exponential";
import {log1pD} from "./double-logarithm";

export function sinhD(x: f64): f64 {
  if (!(abs(x) >= 1e-9)) return x;
  const less = expm1D(abs(x));
  return copysign(0.5 * (less + less / (less + 1)), x);
}

export function coshD(x: f64): f64 {
  const e = expD(abs(x));
  return 0.5 * (e + 1 / e);
}

/** log(1 + x + x² / (1 + √(1 + x²))) */
export function asinhD(x: f64): f64 {
  const size = abs(x);
  if (!(size >= 1e-9) || size == Infinity) return x;
  return copysign(log1pD(size + size * size / (1 + sqrt(1 + size * size))), x);
}

/** log(1 + t + √(2t + t²)) with t = x - 1; NaN below 1 */
export function acoshD(x: f64): f64 {
  if (!(x >= 1)) return NaN;
  const t = x - 1;
  return x == Infinity ? x : log1pD(t + sqrt(t * (2 + t)));
}

/** log(1 + 2x / (1 - x)) / 2; NaN beyond ±1 */
export function atanhD(x: f64): f64 {
  const size = abs(x);
  if (!(size >= 1e-9)) return x;
  if (size >= 1) return size == 1 ? copysign(Infinity, x) : NaN;
  return copysign(0.5 * log1pD(2 * size / (1 - size)), x);
}
