import {numericArray} from "reprise/data";
import type {NumericArray} from "reprise/data";

/** The pairs (a, b) with a, b < p are numbered a · p + b. */
export const pairCount = (p: number): number => p * p;

const first = (pair: number, p: number): number => Math.floor(pair / p);
const second = (pair: number, p: number): number => pair % p;

/** (a + b) mod p of each pair, shape [pairs]. */
export const sums = (pairs: Int32Array, p: number): NumericArray =>
  numericArray([pairs.length], pairs.map((pair) => (first(pair, p) + second(pair, p)) % p));

/** Both numbers of each pair as one-hot vectors side by side, shape [pairs, 2p]. */
export function oneHotPairs(pairs: Int32Array, p: number): NumericArray {
  const values = new Float32Array(pairs.length * 2 * p);
  pairs.forEach((pair, row) => {
    values[row * 2 * p + first(pair, p)] = 1;
    values[row * 2 * p + p + second(pair, p)] = 1;
  });
  return numericArray([pairs.length, 2 * p], values);
}

/** All pairs, in order. */
export const allPairs = (p: number): Int32Array => Int32Array.from({length: pairCount(p)}, (_, pair) => pair);
