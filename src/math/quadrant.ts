// x = n · π/2 + r with |r| ≤ π/4 + a little: what sine, cosine and tangent need, with n modulo 4.
import {exponentOf, powerOfTwo} from "./bits.ts";
import {add, addNumber, doubleDouble, twoSum, type DoubleDouble} from "./double-double.ts";
import {fromFixed, halfPiBits, halfPiFixed} from "./pi.ts";

export interface Quadrant {
  readonly n: number;
  readonly r: DoubleDouble;
}

/** π/2 in four parts of 33 bits, so that 20 bits times a part is exact (Cody and Waite, 1980). */
const parts = Array.from({length: 4}, (_, i) => {
  const upTo = halfPiFixed >> (halfPiBits - 32n - 33n * BigInt(i)), before = i === 0 ? 0n : (halfPiFixed >> (halfPiBits - 32n - 33n * BigInt(i - 1))) << 33n;
  return fromFixed(upTo - before, 32n + 33n * BigInt(i)).high;
});
const halfPi = fromFixed(halfPiFixed, halfPiBits);
const perHalfPi = 1 / halfPi.high;

export function quadrantOf(x: number): Quadrant {
  if (Math.abs(x) <= 0.785) return {n: 0, r: doubleDouble(x)};
  if (Math.abs(x) > 1e6) return exactQuadrant(x);
  const n = Math.round(x * perHalfPi);
  let r = twoSum(x, -n * parts[0]!);
  for (let i = 1; i < 4; i++) r = i === 3 ? addNumber(r, -n * parts[3]!) : add(r, doubleDouble(-n * parts[i]!));
  // So near a multiple of π/2 four parts are too few.
  return Math.abs(r.high) < 1e-6 ? exactQuadrant(x) : {n: n & 3, r};
}

/** After Payne and Hanek (1983), with whole numbers of any length. */
function exactQuadrant(x: number): Quadrant {
  const shift = exponentOf(x) - 52;
  const half = Math.trunc(shift / 2);
  const fixed = BigInt(x * powerOfTwo(-half) * powerOfTwo(half - shift)) << (halfPiBits + BigInt(shift));
  const n = (2n * fixed + halfPiFixed) / (2n * halfPiFixed) - (fixed < 0n ? 1n : 0n);
  return {n: Number(BigInt.asUintN(2, n)), r: fromFixed(fixed - n * halfPiFixed, halfPiBits)};
}
