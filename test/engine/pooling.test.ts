import type {Tensor} from "@tensorflow/tfjs-core";
import {expect, test} from "vitest";
import type {TensorFlow} from "../../src/engine/engine.ts";
import {madeOn, numbers} from "./both-engines.ts";
import {expectDerivative, expectNear, sumOf} from "./reference.ts";
import {meetings, outputAxes, type Windows} from "./windows.ts";

const one = [1, 1, 1] as const;
const settings: readonly (Windows & {readonly channels: number})[] = [
  {image: [2, 1, 6, 7], filter: [1, 2, 2], strides: [1, 2, 2], dilations: one, pad: "valid", channels: 5},
  {image: [1, 1, 5, 5], filter: [1, 2, 2], strides: one, dilations: one, pad: "same", channels: 9},
  {image: [2, 1, 7, 5], filter: [1, 3, 3], strides: [1, 2, 2], dilations: one, pad: "same", channels: 4},
  {image: [1, 1, 8, 9], filter: [1, 3, 2], strides: [1, 1, 3], dilations: one, pad: 1, channels: 3},
  {image: [1, 4, 4, 5], filter: [2, 2, 2], strides: [2, 2, 2], dilations: one, pad: "valid", channels: 3},
  {image: [2, 3, 5, 4], filter: [3, 2, 3], strides: [2, 1, 1], dilations: one, pad: "same", channels: 5},
];

/** Numbers of which many are equal. */
const coarse = (count: number, seed: number): Float32Array => numbers(count, seed).map((value) => Math.round(value * 3) + 0);

test.each(settings)("pools %j and their gradients are those of plain loops, the first of equal numbers the largest", async (setting) => {
  const {image, filter, strides, pad, channels} = setting, volume = image[1] > 1;
  const extents = outputAxes(setting).map(({extent}) => extent), outputs = extents.reduce((a, b) => a * b, image[0]);
  const x = coarse(image.reduce((a, b) => a * b, 1) * channels, 51), dy = numbers(outputs * channels, 52);
  const seen = Array.from({length: outputs * channels}, (): number[] => []);
  for (const {input, output} of meetings(setting)) for (let c = 0; c < channels; c++) seen[output * channels + c]!.push(input * channels + c);
  const first = seen.map((places) => places.reduce((best, at) => (x[at]! > x[best]! ? at : best)));
  const toLargest = Array.from(x, (): number[] => []), toAll = Array.from(x, (): number[] => []);
  seen.forEach((places, output) => {
    toLargest[first[output]!]!.push(dy[output]!);
    for (const at of places) toAll[at]!.push(dy[output]! / places.length);
  });
  const spatial = <T>(values: readonly T[]): T[] => values.slice(volume ? 0 : 1);
  const results = await madeOn("wasm", (tf) => {
    const [xs, dys] = [tf.tensor(x, [image[0], ...spatial(image.slice(1)), channels]), tf.tensor(dy, [image[0], ...spatial(extents), channels])];
    const run = (kernel: string, inputs: Record<string, Tensor>): Tensor => tf.engine().runKernel(kernel, inputs, {filterSize: spatial(filter), strides: spatial(strides), pad} as never);
    const name = volume ? "3D" : "", largest = run(`MaxPool${name}`, {x: xs});
    return [largest, run(`MaxPool${name}Grad`, {dy: dys, input: xs, output: largest}), run(`AvgPool${name}`, {x: xs}), run(`AvgPool${name}Grad`, {dy: dys, input: xs})];
  });
  expect(results[0]!.values).toEqual(Float32Array.from(first, (at) => x[at]!));
  expectNear(results[1]!.values, toLargest.map(sumOf));
  expectNear(results[2]!.values, seen.map((places) => sumOf(places.map((at) => x[at]! / places.length))));
  expectNear(results[3]!.values, toAll.map(sumOf));
});

test("the position of the largest is its row-major number, within its image or within the batch", async () => {
  const x = numbers(2 * 4 * 4 * 5, 53);
  const made = await madeOn("wasm", (tf) => [false, true].map((batch) => (tf.maxPoolWithArgmax(tf.tensor4d(x, [2, 4, 4, 5]), 2, 2, "valid", batch) as unknown as {indexes: Tensor}).indexes));
  const expected = (batch: boolean): number[] => Array.from({length: 2 * 2 * 2 * 5}, (_, at) => {
    const c = at % 5, ox = Math.floor(at / 5) % 2, oy = Math.floor(at / 10) % 2, b = Math.floor(at / 20);
    const places = [0, 1].flatMap((ky) => [0, 1].map((kx) => (((b * 4 + 2 * oy + ky) * 4 + 2 * ox + kx) * 5 + c)));
    return places.reduce((best, place) => (x[place]! > x[best]! ? place : best)) - (batch ? 0 : b * 80);
  });
  expect(made.map(({values}) => [...values])).toEqual([expected(false), expected(true)]);
});

test("whole numbers have a largest, too", async () => {
  const [made] = await madeOn("wasm", (tf) => tf.maxPool(tf.tensor4d([-5, 3, 2147483647, -2147483648, 7, 7], [1, 2, 3, 1], "int32"), 2, 1, "valid"));
  expect([...made!.values]).toEqual([7, 2147483647]);
});

test("a pool that rounds its extent up has the gradient of that pool", async () => {
  const [made] = await madeOn("wasm", (tf) => tf.grad((x: Tensor) => tf.sum(tf.avgPool(x as never, 2, 2, 0, "ceil")))(tf.ones([1, 3, 3, 1])));
  expect([...made!.values]).toEqual([0.25, 0.25, 0.5, 0.25, 0.25, 0.5, 0.5, 0.5, 1]);
});

const operand = (shape: number[], seed: number): {readonly shape: number[]; readonly values: Float32Array} => ({shape, values: numbers(shape.reduce((a, b) => a * b, 1), seed)});
type Compute = (tf: TensorFlow, ...operands: Tensor[]) => Tensor;

const differentiable: readonly (readonly [string, Compute, number[][]])[] = [
  ["avgPool, overlapping, same", (tf, x) => tf.avgPool(x as never, 3, 2, "same"), [[2, 5, 6, 3]]],
  ["avgPool3d", (tf, x) => tf.avgPool3d(x as never, [2, 3, 2], 1, "same"), [[1, 3, 4, 5, 2]]],
  ["maxPool", (tf, x) => tf.maxPool(x as never, 2, 2, "valid"), [[1, 4, 6, 5]]],
  ["maxPool3d", (tf, x) => tf.maxPool3d(x as never, 2, 1, "same"), [[1, 3, 3, 4, 2]]],
  ["dilation2d", (tf, x, w) => tf.dilation2d(x as never, w as never, 1, "same", 2), [[1, 6, 5, 2], [2, 3, 2]]],
];

test.each(differentiable)("the gradient of %s is its derivative", async (_, compute, shapes) => {
  await expectDerivative(compute, shapes.map((shape, i) => operand(shape, 61 + i)), 1e-3);
});

test("a morphological dilation is the largest sum of image and filter", async () => {
  const windows: Windows = {image: [2, 1, 7, 6], filter: [1, 3, 2], strides: [1, 2, 1], dilations: [1, 1, 2], pad: "same"};
  const x = numbers(2 * 7 * 6 * 3, 71), w = numbers(3 * 2 * 3, 72);
  const [made] = await madeOn("wasm", (tf) => tf.engine().runKernel("Dilation2D", {x: tf.tensor(x, [2, 7, 6, 3]), filter: tf.tensor(w, [3, 2, 3])}, {strides: [2, 1], pad: "same", dilations: [1, 2]} as never) as Tensor);
  const best = Array<number>(made!.values.length).fill(-Infinity);
  for (const {input, cell, output} of meetings(windows)) for (let c = 0; c < 3; c++) best[output * 3 + c] = Math.max(best[output * 3 + c]!, Math.fround(x[input * 3 + c]! + w[cell * 3 + c]!));
  expect([...made!.values]).toEqual(best);
});

test("the gradient of a morphological dilation goes to the first of equal sums, NaN before all", async () => {
  const [plain, nan] = await madeOn("wasm", (tf) => [[1, 1, 1, 1], [1, 9, NaN, 3]].map((values) =>
    tf.grad((x: Tensor) => tf.sum(tf.dilation2d(x as never, tf.zeros([2, 2, 1]), 1, "valid")))(tf.tensor4d(values, [1, 2, 2, 1]))));
  expect([...plain!.values]).toEqual([1, 0, 0, 0]);
  expect([...nan!.values]).toEqual([0, 0, 1, 0]);
});
