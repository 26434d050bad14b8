import {expect, test} from "vitest";
import {openEngine} from "../../src/engine/node.ts";
import {collectTrained} from "../../src/train/collect.ts";
import {restoreWith} from "../../src/train/restore.ts";

const {tf} = await openEngine("wasm");
const restore = restoreWith(tf);
const network = (units: number, start: number) => tf.sequential({layers: [
  tf.layers.dense({units, inputShape: [2], kernelInitializer: tf.initializers.constant({value: start})}),
  tf.layers.batchNormalization(),
  tf.layers.dense({units: 1, kernelInitializer: tf.initializers.constant({value: start})}),
]});
const kept = (await collectTrained(tf, {weights: network(3, 0.25), predictions: tf.scalar(0)})).weights!;

test("a model gets back the weights that were kept of one like it", async () => {
  const restored = restore(network(3, 0), kept);
  const output = restored.predict(tf.tensor2d([[1, 2]])) as ReturnType<typeof tf.scalar>;
  expect((await output.data())[0]).toBeCloseTo(3 * 0.25 * (0.75 / Math.sqrt(1.001)), 6);
  expect((await collectTrained(tf, {weights: restored, predictions: tf.scalar(0)})).weights).toEqual(kept);
});

test("weights of another model are refused by their names and shapes", () => {
  expect(() => restore(network(4, 0), kept)).toThrow("restore: 00.dense/00.kernel was kept with shape [2, 3], the model has [2, 4]");
  expect(() => restore(network(3, 0), {...kept, more: kept["00.dense/01.bias"]!})).toThrow("restore: the model has no weight more");
  const {"00.dense/01.bias": _, ...fewer} = kept;
  expect(() => restore(network(3, 0), fewer)).toThrow("restore: no weight 00.dense/01.bias was kept");
});
