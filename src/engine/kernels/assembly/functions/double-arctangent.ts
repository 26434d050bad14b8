// In doubles: relative error below 2^-46. atan t = t + t³ · p(t²) for |t| ≤ tan π/8, p: scripts/minimax.py; beyond, atan t = π/4 + atan((t - 1) / (t + 1)) and π/2 - atan(1 / t).

// @ts-ignore: decorators are AssemblyScript's
@inline
const halfPi: f64 = 1.5707963267948966;

function near(t: f64): f64 {
  const z = t * t;
  let p = -0.025481008713924863;
  p = p * z + 0.050380110524374036;
  p = p * z - 0.06510459490881043;
  p = p * z + 0.07674358926536662;
  p = p * z - 0.09089619464401791;
  p = p * z + 0.11111054687735755;
  p = p * z - 0.14285712882557014;
  p = p * z + 0.19999999982844516;
  p = p * z - 0.33333333333260995;
  return t + t * z * p;
}

function ofPositive(t: f64): f64 {
  if (t > 2.414213562373095) return halfPi - near(1 / t);
  return t > 0.41421356237309503 ? 0.5 * halfPi + near((t - 1) / (t + 1)) : near(t);
}

export function atanD(t: f64): f64 {
  return abs(t) >= 1e-9 ? copysign(ofPositive(abs(t)), t) : t;
}

export function asinD(x: f64): f64 {
  return abs(x) >= 1e-9 ? atanD(x / sqrt((1 - x) * (1 + x))) : x;
}

export function acosD(x: f64): f64 {
  return 2 * atanD(sqrt((1 - x) / (1 + x)));
}

/** The angle of the point (x, y), with the zeros and infinities of C99, Annex F. */
export function atan2D(y: f64, x: f64): f64 {
  if (x != x || y != y) return x + y;
  const flat = y == 0, bothInfinite = abs(x) == Infinity && abs(y) == Infinity;
  const angle = flat ? 0 : bothInfinite ? 0.5 * halfPi : atanD(abs(y) / abs(x));
  return copysign(copysign(1, x) < 0 ? 2 * halfPi - angle : angle, y);
}
