import {bisect, regularisedBeta} from "./beta.ts";

/** P(T > t) for Student's t with `degrees` > 0 degrees of freedom (Abramowitz and Stegun 26.7.1), exact far into the tail. */
export function tUpperTail(t: number, degrees: number): number {
  if (!(degrees > 0)) throw new RangeError(`tUpperTail: expected positive degrees of freedom, got ${degrees}`);
  if (Number.isNaN(t)) throw new RangeError("tUpperTail: expected a number, got NaN");
  const beyond = Number.isFinite(t) ? regularisedBeta(degrees / (degrees + t * t), degrees / 2, 0.5) / 2 : 0;
  return t >= 0 ? beyond : 1 - beyond;
}

/** The t that is exceeded with probability `tail`, 0 < tail < 1. */
export function tQuantile(tail: number, degrees: number): number {
  if (!(tail > 0 && tail < 1)) throw new RangeError(`tQuantile: expected a tail probability between 0 and 1, got ${tail}`);
  if (tail === 0.5) return 0;
  if (tail > 0.5) return -tQuantile(1 - tail, degrees);
  let high = 1;
  while (tUpperTail(high, degrees) > tail) high *= 2;
  return bisect((t) => tail - tUpperTail(t, degrees), 0, high);
}
