import type {Tensor} from "@tensorflow/tfjs-core";
import {expect, test} from "vitest";
import {openEngine} from "../../src/engine/node.ts";
import {randomness} from "../../src/random/random.ts";

const {tf, randomLayers} = await openEngine("wasm");
const layers = (seed = 1) => randomLayers(randomness("engine-test", `seed-${seed}`, "default"));
const applied = (layer: {apply(x: Tensor, options: object): unknown}, training: boolean, x = tf.ones([100, 40])): number[] => [...(layer.apply(x, {training}) as Tensor).dataSync()];

test("dropout zeroes its rate, scales the rest, and draws a new mask at every step", () => {
  const layer = layers().dropout("drop", 0.25);
  const first = applied(layer, true), second = applied(layer, true);
  expect(new Set(first)).toEqual(new Set([0, Math.fround(4 / 3)]));
  expect(Math.abs(first.filter((x) => x === 0).length / 4000 - 0.25)).toBeLessThan(4 * Math.sqrt(0.25 * 0.75 / 4000));
  expect(second).not.toEqual(first);
});

test("a layer's draws depend on its name and replicate alone", () => {
  expect(applied(layers().dropout("a", 0.5), true)).toEqual(applied(layers().dropout("a", 0.5), true));
  expect(applied(layers().dropout("a", 0.5), true)).not.toEqual(applied(layers().dropout("b", 0.5), true));
  expect(applied(layers(1).dropout("a", 0.5), true)).not.toEqual(applied(layers(2).dropout("a", 0.5), true));
});

test("noise has its deviation, and outside training nothing is drawn", () => {
  const layer = layers().gaussianNoise("noise", 0.5);
  expect(applied(layer, false)).toEqual(Array(4000).fill(1));
  const drawn = applied(layer, true).map((x) => x - 1);
  expect(Math.sqrt(drawn.reduce((sum, x) => sum + x * x, 0) / 4000)).toBeCloseTo(0.5, 1);
  expect(drawn.map((x) => x + 1)).toEqual(applied(layers().gaussianNoise("noise", 0.5), true));
});

test("random layers stand in a model and let the gradient through", () => {
  const model = tf.sequential({layers: [tf.layers.dense({units: 4, inputShape: [3]}), layers().dropout("inside", 0.5), tf.layers.dense({units: 1})]});
  const {grads} = tf.variableGrads(() => tf.sum(model.apply(tf.ones([8, 3]), {training: true}) as Tensor).asScalar());
  expect(Object.keys(grads)).toHaveLength(4);
  expect(() => layers().dropout("all", 1)).toThrow("expected a rate from 0 to below 1, got 1");
});
