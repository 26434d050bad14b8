import {log} from "../math/math.ts";

const halfLogTau = 0.9189385332046728;
const stirling = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360360, 1 / 156];

/** ln Γ(x) for x > 0: shifted to x ≥ 10, then Stirling's series (Abramowitz and Stegun 6.1.41). */
export function logGamma(x: number): number {
  if (!(x > 0)) throw new RangeError(`logGamma: expected a positive number, got ${x}`);
  let shift = 1;
  let y = x;
  for (; y < 10; y += 1) shift *= y;
  const tail = stirling.reduceRight((sum, term) => sum / (y * y) + term, 0) / y;
  return (y - 0.5) * log(y) - y + halfLogTau + tail - log(shift);
}
