import {streamOf} from "../../../src/random/stream.ts";
import type {Stream} from "../../../src/random/randomness.ts";
import {given, type Check, type Checks} from "./check.ts";

const opened = (): Stream => streamOf([97, 1], [2, 3]), count = 35;
/** The stream in JavaScript is the reference of the one in WebAssembly: one number after the other. */
const drawn = (attributes: Readonly<Record<string, number>>, draw: (stream: Stream) => number): Check => {
  const stream = opened();
  return {inputs: {}, attributes: {stream: opened(), shape: [5, 7], ...attributes}, outputs: [{shape: [5, 7], values: Array.from({length: count}, () => Math.fround(draw(stream)))}]};
};
const withinTwo = (stream: Stream): number => {
  const value = stream.normal();
  return Math.abs(value) <= 2 ? value : withinTwo(stream);
};

const shares = given([2, 3], [0.25, 0.5, 0.25, 0.125, 0, 0.875]), seed = 5, words = new DataView(new ArrayBuffer(8));
words.setFloat64(0, seed);

/** For each draw the first event whose running share is above a uniform number; the rows draw one after the other. */
function events(): Check {
  const stream = streamOf([words.getUint32(0), words.getUint32(4)], [0, 0]);
  const values = [0, 1].flatMap((row) => Array.from({length: count}, () => {
    const u = stream.uniform(), [first, second] = [shares.values[3 * row]!, shares.values[3 * row + 1]!];
    return u < first ? 0 : u < first + second ? 1 : 2;
  }));
  return {inputs: {logits: shares}, attributes: {numSamples: count, seed, normalized: true}, outputs: [{shape: [2, count], values}]};
}

export const draws: Checks = {
  UniformSample: drawn({low: -0.25, high: 1.5}, (stream) => stream.uniform(-0.25, 1.5)), NormalSample: drawn({mean: 0.5, deviation: 2}, (stream) => stream.normal(0.5, 2)),
  TruncatedNormalSample: drawn({mean: -1, deviation: 0.5}, (stream) => -1 + 0.5 * withinTwo(stream)), DropoutMask: drawn({rate: 0.25, kept: 1.25}, (stream) => (stream.uniform() < 0.25 ? 0 : 1.25)), Multinomial: events(),
};
