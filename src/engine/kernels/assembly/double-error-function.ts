// In doubles: relative error below 2^-39. Polynomials: scripts/minimax.py.
import {expD} from "./double-exponential";

/** erf x for |x| ≤ 1: x · p(x²) */
function near(x: f64): f64 {
  const z = x * x;
  let p = -1.0478858956657166e-07;
  p = p * z + 1.5310763735145596e-06;
  p = p * z - 1.4795855418384254e-05;
  p = p * z + 0.00012046344678496509;
  p = p * z - 0.0008547938657975194;
  p = p * z + 0.005223967364162671;
  p = p * z - 0.026866169083837484;
  p = p * z + 0.11283791658873231;
  p = p * z - 0.3761263890282082;
  p = p * z + 1.1283791670954946;
  return x * p;
}

/** exp(x²) · erfc x for 0.9 ≤ x ≤ 15: p(t) with t = 2 / (2 + x) */
function scaledTail(x: f64): f64 {
  const t = 2 / (2 + x);
  let p = -0.0011026489063016532;
  p = p * t - 0.07318793115900063;
  p = p * t + 0.4253299374300402;
  p = p * t - 1.0150221574024998;
  p = p * t + 1.2804404220064431;
  p = p * t - 0.8917983734329341;
  p = p * t + 0.3906638049467885;
  p = p * t - 0.21756093885665345;
  p = p * t + 0.038494719097119906;
  p = p * t + 0.07530406631028122;
  p = p * t + 0.17751920700639182;
  p = p * t + 0.24671031505882762;
  p = p * t + 0.2821031058836687;
  p = p * t + 0.2820944541029832;
  return p * t + 6.200015069130631e-09;
}

export function erfD(x: f64): f64 {
  const size = abs(x);
  if (!(size >= 1)) return near(x);
  return copysign(size > 6 ? 1 : 1 - scaledTail(size) * expD(-size * size), x);
}

/** The normal distribution's function Φ(x) = erfc(-x / √2) / 2, to its last bits also in the left tail. */
export function normalD(x: f64): f64 {
  const size = abs(x) * 0.7071067811865476;
  if (!(size >= 1)) return 0.5 + 0.5 * near(x * 0.7071067811865476);
  if (size > 15) return x > 0 ? 1 : 0;
  const tail = 0.5 * scaledTail(size) * expD(-0.5 * x * x);
  return x > 0 ? 1 - tail : tail;
}

/** The normal distribution's density. */
export function densityD(x: f64): f64 {
  return 0.3989422804014327 * expD(-0.5 * x * x);
}
