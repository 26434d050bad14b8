import {powerOfTwo} from "./bits.ts";
import {fastTwoSum, negative, type DoubleDouble} from "./double-double.ts";

/** π/2 · 2^halfPiBits, rounded down but for the last few bits. Enough to reduce the largest double exactly. */
export const halfPiBits = 1300n;
export const halfPiFixed: bigint = (8n * arctangentOfInverse(5n) - 2n * arctangentOfInverse(239n)) >> 64n;

/** atan(1/n) · 2^(halfPiBits + 64) by its series; π/4 = 4 atan(1/5) - atan(1/239) (Machin, 1706). */
function arctangentOfInverse(n: bigint): bigint {
  let power = (1n << (halfPiBits + 64n)) / n;
  let sum = power;
  for (let k = 3n; power !== 0n; k += 2n) {
    power = -power / (n * n);
    sum += power / k;
  }
  return sum;
}

/** value · 2^-bits as a double-double. */
export function fromFixed(value: bigint, bits: bigint): DoubleDouble {
  const magnitude = value < 0n ? -value : value;
  const cut = cutTo(52n, magnitude);
  const top = magnitude >> cut, rest = magnitude - (top << cut);
  const sum = fastTwoSum(toNumber(top, cut - bits), toNumber(rest, -bits));
  return value < 0n ? negative(sum) : sum;
}

/** How many bits to cut off so that about so many remain, never more. */
function cutTo(bits: bigint, magnitude: bigint): bigint {
  const length = 4n * BigInt(magnitude.toString(16).length);
  return length > bits ? length - bits : 0n;
}

/** value · 2^exponent; what lies below 2^-900 does not matter. */
function toNumber(value: bigint, exponent: bigint): number {
  const cut = cutTo(64n, value);
  const power = Number(exponent + cut);
  return power < -1000 ? 0 : Number(value >> cut) * powerOfTwo(power);
}
