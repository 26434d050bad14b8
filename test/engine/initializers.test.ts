import {expect, test} from "vitest";
import type {Initializers} from "../../src/engine/engine.ts";
import {openEngine} from "../../src/engine/node.ts";
import {randomness} from "../../src/random/random.ts";

const {tf, initializers} = await openEngine("wasm");
const initial = initializers(randomness("engine-test", "seed-1", "default"));
const shape = [3, 3, 40, 60]; // fan in 360, fan out 540
const drawn = (choose: (initial: Initializers) => {apply(shape: number[]): {dataSync(): ArrayLike<number>}}, extents = shape): number[] => Array.from(choose(initial).apply(extents).dataSync());
const mean = (values: readonly number[]): number => values.reduce((sum, x) => sum + x, 0) / values.length;
const variance = (values: readonly number[]): number => mean(values.map((x) => (x - mean(values)) ** 2));

test.each([
  ["glorotUniform", (i: Initializers) => i.glorotUniform("w"), 2 / 900, Math.sqrt(6 / 900)],
  ["glorotNormal", (i: Initializers) => i.glorotNormal("w"), 2 / 900, 2 * Math.sqrt(2 / 900) / 0.8796],
  ["heUniform", (i: Initializers) => i.heUniform("w"), 2 / 360, Math.sqrt(6 / 360)],
  ["heNormal", (i: Initializers) => i.heNormal("w"), 2 / 360, 2 * Math.sqrt(2 / 360) / 0.8796],
  ["uniform", (i: Initializers) => i.uniform("w", -0.3, 0.3), 0.03, 0.3],
  ["normal", (i: Initializers) => i.normal("w", 0.2), 0.04, Infinity],
  ["truncatedNormal", (i: Initializers) => i.truncatedNormal("w", 0.2), 0.04 * 0.8796 ** 2, 0.4],
] as const)("%s has mean 0 and the variance of its paper, within its bounds", (_, choose, expected, bound) => {
  const values = drawn(choose);
  expect(Math.abs(mean(values))).toBeLessThan(4 * Math.sqrt(expected / values.length));
  expect(Math.abs(variance(values) / expected - 1)).toBeLessThan(0.03);
  expect(values.every((x) => Math.abs(x) <= bound)).toBe(true);
});

test("an initialiser's numbers depend on its name alone", () => {
  expect(drawn((i) => i.normal("a", 1))).toEqual(drawn((i) => i.normal("a", 1)));
  expect(drawn((i) => i.normal("a", 1))).not.toEqual(drawn((i) => i.normal("b", 1)));
});

test("an initialiser used twice goes on instead of repeating itself", () => {
  const one = initial.normal("twice", 1);
  const first = one.apply([4]).dataSync(), second = one.apply([4]).dataSync();
  expect([...first, ...second]).toEqual(drawn((i) => i.normal("twice", 1), [8]));
});

test("a layer takes an initialiser, and a dense one counts inputs and outputs", () => {
  const layer = tf.layers.dense({units: 200, inputShape: [100], kernelInitializer: initial.glorotUniform("dense")});
  tf.sequential({layers: [layer]});
  const kernel = Array.from(layer.getWeights()[0]!.dataSync());
  expect(Math.max(...kernel)).toBeLessThanOrEqual(Math.sqrt(6 / 300));
  expect(Math.max(...kernel)).toBeGreaterThan(0.99 * Math.sqrt(6 / 300));
});
