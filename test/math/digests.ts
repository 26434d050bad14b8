import {sha256} from "@noble/hashes/sha2.js";
import {bytesToHex} from "@noble/hashes/utils.js";
import * as math from "../../src/math/math.ts";
import {streamOf} from "../../src/random/stream.ts";

const spans: Readonly<Record<string, readonly [number, number]>> = {
  acosh: [1, 50], asin: [-1, 1], acos: [-1, 1], atanh: [-1, 1], log: [0, 50], log2: [0, 50], log10: [0, 50], log1p: [-1, 50], pow: [0, 20],
};

/** For each function the first 16 hexadecimal digits of SHA-256 over the bytes of 5,000 results; runs in browsers too. */
export const mathDigests = (): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.keys(math).sort().map((name) => [name, digest(name)]));

function digest(name: string): string {
  const compute = (math as Readonly<Record<string, (...values: number[]) => number>>)[name]!;
  const [low, high] = spans[name] ?? [-20, 20];
  const stream = streamOf([2026, 11], [0, 0]);
  const results = Float64Array.from({length: 5000}, () => compute(stream.uniform(low, high), 1.37));
  return bytesToHex(sha256(new Uint8Array(results.buffer))).slice(0, 16);
}
