import {expect, test} from "vitest";
import {openEngine} from "../../src/engine/node.ts";
import {sampled, type Sample} from "../../src/engine/sampling.ts";
import {randomness} from "../../src/random/random.ts";
import type {Stream} from "../../src/random/randomness.ts";

const streamNamed = (name: string): Stream => randomness("engine-test", "seed-1", "default").stream(name);
const truncated = (stream: Stream): number => {
  for (;;) {
    const draw = stream.normal();
    if (Math.abs(draw) <= 2) return draw;
  }
};

const cases: readonly (readonly [Sample, (stream: Stream) => number])[] = [
  [{kind: "UniformSample", low: -0.3, high: 1.7}, (stream) => stream.uniform(-0.3, 1.7)],
  [{kind: "NormalSample", mean: 0.5, deviation: 2}, (stream) => stream.normal(0.5, 2)],
  [{kind: "TruncatedNormalSample", mean: -1, deviation: 0.1}, (stream) => -1 + 0.1 * truncated(stream)],
  [{kind: "DropoutMask", rate: 0.3, kept: 1 / 0.7}, (stream) => (stream.uniform() < 0.3 ? 0 : 1 / 0.7)],
];

test.each(cases)("$kind draws in wasm what its stream draws in JavaScript, bit for bit, and leaves it where that would", async (sample, draw) => {
  const {tf} = await openEngine("wasm");
  const inWasm = streamNamed("a"), inJavaScript = streamNamed("a");
  for (const shape of [[3], [], [0], [7, 5], [20_001]]) {
    inWasm.integer(0, 10); // an odd number of words, so that blocks are entered in the middle
    inJavaScript.integer(0, 10);
    const tensor = sampled(tf, inWasm, shape, sample);
    expect(tensor.shape).toEqual(shape);
    expect(tensor.dataSync()).toEqual(Float32Array.from({length: tensor.size}, () => draw(inJavaScript)));
    tensor.dispose();
  }
  expect(inWasm.uniform()).toBe(inJavaScript.uniform());
});

test.each(cases)("$kind gives the same numbers on an engine without the kernel", async (sample) => {
  const numbers = [];
  for (const name of ["wasm", "cpu"] as const) {
    const {tf} = await openEngine(name);
    numbers.push(sampled(tf, streamNamed("b"), [101], sample).dataSync());
  }
  expect(numbers[0]).toEqual(numbers[1]);
});

test("far along a stream, blocks are counted in 64 bits", async () => {
  const {tf} = await openEngine("wasm");
  const inWasm = streamNamed("far"), inJavaScript = streamNamed("far");
  for (const stream of [inWasm, inJavaScript]) stream.consume(() => 0x400000000 - 6);
  expect(sampled(tf, inWasm, [9], {kind: "UniformSample", low: 0, high: 1}).dataSync()).toEqual(Float32Array.from({length: 9}, () => inJavaScript.uniform()));
});

test("tf.multinomial draws events with their probabilities, from a stream of its seed", async () => {
  const {tf} = await openEngine("wasm");
  const draw = (seed: number) => [...tf.tidy(() => tf.multinomial(tf.tensor2d([[0.1, 0.2, 0.7], [0, 1, 0]]), 30_000, seed, true)).dataSync()];
  const events = draw(5), [first, second] = [events.slice(0, 30_000), events.slice(30_000)];
  const shares = [0, 1, 2].map((event) => first.filter((each) => each === event).length / 30_000);
  [0.1, 0.2, 0.7].forEach((p, i) => expect(Math.abs(shares[i]! - p)).toBeLessThan(4 * Math.sqrt(p * (1 - p) / 30_000)));
  expect(new Set(second)).toEqual(new Set([1]));
  expect(draw(5)).toEqual(events);
  expect(draw(6)).not.toEqual(events);
  expect([...tf.multinomial(tf.tensor1d([0, Math.fround(80)]), 4, 1).dataSync()]).toEqual([1, 1, 1, 1]);
});
