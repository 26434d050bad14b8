import {expect, test} from "vitest";
import type {NumericArray} from "../../src/data/numeric-array.ts";
import {openEngine} from "../../src/engine/node.ts";
import {randomness} from "../../src/random/random.ts";
import type {LossName} from "../../src/train/fit.ts";
import {makeFit} from "../../src/train/make-fit.ts";

const engine = await openEngine("wasm");
const {tf} = engine;
const random = () => randomness("fit-test", "seed-1", "default");
const inputs = Float32Array.from(random().stream("data").permutation(40), (value) => value / 20 - 1);
const x: NumericArray = {shape: [20, 2], values: inputs};
const rows = Array.from({length: 20}, (_, r) => [inputs[2 * r]!, inputs[2 * r + 1]!] as const);
const isRight = rows.map(([a, b]) => (a > b ? 1 : 0));

/** A linear model of two inputs, its weights all ½ and no bias, trained for some epochs of one batch; the loss of each epoch. */
async function lossesOf(units: number, y: NumericArray, loss: LossName, epochs = 1): Promise<number[]> {
  const model = tf.sequential({layers: [tf.layers.dense({units, inputShape: [2], kernelInitializer: tf.initializers.constant({value: 0.5})})]});
  const seen: number[] = [];
  await makeFit(engine, random())(model, {x, y}, {epochs, batch: 20, loss, optimizer: {sgd: {learningRate: 0.3}}, onEpoch: (_, value) => void seen.push(value)});
  model.dispose();
  return seen;
}

const mean = (of: (row: readonly [number, number], right: number) => number): number => rows.reduce((sum, row, r) => sum + of(row, isRight[r]!), 0) / rows.length;
const output = ([a, b]: readonly [number, number]): number => (a + b) / 2;

test.each([
  ["sparse-crossentropy", 2, {shape: [20], values: Int32Array.from(isRight)}, Math.LN2],
  ["crossentropy", 2, {shape: [20, 2], values: Float32Array.from(isRight.flatMap((right) => [1 - right, right]))}, Math.LN2],
  ["binary-crossentropy", 1, {shape: [20], values: Float32Array.from(isRight)}, mean((row, right) => Math.log(1 + Math.exp(output(row))) - right * output(row))],
  ["mean-squared-error", 1, {shape: [20, 1], values: Float32Array.from(isRight)}, mean((row, right) => (output(row) - right) ** 2)],
  ["mean-squared-error", 1, {shape: [20], values: Int32Array.from(isRight)}, mean((row, right) => (output(row) - right) ** 2)],
  ["huber", 1, {shape: [20], values: Float32Array.from(isRight, (right) => 3 * right)}, mean((row, right) => {
    const error = Math.abs(output(row) - 3 * right);
    return error <= 1 ? error ** 2 / 2 : error - 0.5;
  })],
] as const)("%s of %i outputs begins where its formula says and falls", async (loss, units, y, first) => {
  const seen = await lossesOf(units, y as NumericArray, loss, 12);
  expect(seen[0]).toBeCloseTo(first, 5);
  expect(seen.at(-1)).toBeLessThan(0.9 * first);
});

test("fit leaves no tensor behind and gives the same bytes twice", async () => {
  const y: NumericArray = {shape: [20], values: Int32Array.from(isRight)};
  const before = tf.memory().numTensors;
  expect(await lossesOf(2, y, "sparse-crossentropy", 5)).toEqual(await lossesOf(2, y, "sparse-crossentropy", 5));
  expect(tf.memory().numTensors).toBe(before);
});

test("targets that do not fit the outputs are refused before a step is taken", async () => {
  await expect(lossesOf(2, {shape: [20], values: new Float32Array(20)}, "mean-squared-error")).rejects.toThrow("expected labels of the predictions' shape [20,2], got [20]");
  await expect(lossesOf(2, {shape: [20], values: new Int32Array(20).fill(2)}, "sparse-crossentropy")).rejects.toThrow("not one of the 2 classes");
});
