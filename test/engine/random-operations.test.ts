import {expect, test} from "vitest";
import type {EngineName} from "../../src/engine/engine.ts";
import {openEngine} from "../../src/engine/node.ts";
import {drawOf} from "./draw.ts";
import {operations} from "./random-operations.ts";

/** How many random cases of an operation are tried; SEEDS=3000 takes minutes. */
const seeds = Array.from({length: Number(process.env["SEEDS"] ?? 20)}, (_, i) => i + 1);
const ulp = 2 ** -23;

interface Made {
  readonly seed: number;
  readonly output: number;
  readonly shape: readonly number[];
  readonly type: string;
  readonly values: readonly number[];
}

/** What an operation gives for every seed; it leaves no tensor. */
async function made(engine: EngineName, operation: (typeof operations)[string]): Promise<readonly Made[]> {
  const {tf} = await openEngine(engine);
  const before = tf.memory().numDataBuffers, found: Made[] = [];
  for (const seed of seeds) {
    const make = operation(drawOf(seed));
    tf.tidy(() => [make(tf)].flat().forEach((tensor, output) => void found.push({seed, output, shape: tensor.shape, type: tensor.dtype, values: Array.from(tensor.dataSync())})));
  }
  expect(tf.memory().numDataBuffers).toBe(before);
  return found;
}

test.each(Object.keys(operations))("%s: any shapes, types and attributes give what TensorFlow.js's JavaScript gives", async (title) => {
  const operation = operations[title]!;
  const ours = await made("wasm", operation), theirs = await made("cpu", operation);
  ours.forEach(({values, ...about}, i) => {
    const {values: expected, ...aboutExpected} = theirs[i]!;
    expect(about).toEqual(aboutExpected);
    const scale = expected.reduce((most, value) => (Number.isFinite(value) ? Math.max(most, Math.abs(value)) : most), 1);
    const wrong = values.findIndex((value, at) => value !== expected[at] && !Object.is(value, expected[at]) && !(Math.abs(value - expected[at]!) <= 16 * ulp * scale));
    if (wrong >= 0) expect.fail(`seed ${about.seed}, output ${about.output} of shape [${about.shape}]: number ${wrong} is ${values[wrong]}, expected ${expected[wrong]}`);
  });
});
