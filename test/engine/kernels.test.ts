import type {Tensor, Tensor4D} from "@tensorflow/tfjs-core";
import {expect, test} from "vitest";
import type {TensorFlow} from "../../src/engine/engine.ts";
import {difference, madeOn, numbers} from "./both-engines.ts";

const sizeOf = (shape: readonly number[]): number => shape.reduce((product, extent) => product * extent, 1);
const filled = (tf: TensorFlow, shape: number[], seed: number): Tensor => tf.tensor(numbers(sizeOf(shape), seed), shape);

/** The value and, for a weighted sum of it, the gradients by every operand. */
function valueAndGradients(tf: TensorFlow, compute: (...operands: Tensor[]) => Tensor, shapes: number[][]): Tensor[] {
  const operands = shapes.map((shape, i) => filled(tf, shape, i + 1));
  const value = compute(...operands);
  const weights = filled(tf, value.shape, 99);
  return [value, ...tf.grads((...given: Tensor[]) => tf.sum(tf.mul(compute(...given), weights)))(operands)];
}

type Case = readonly [title: string, shapes: number[][], compute: (tf: TensorFlow) => (...operands: Tensor[]) => Tensor];
const conv = (strides: number | [number, number], pad: Parameters<TensorFlow["conv2d"]>[3]) => (tf: TensorFlow) => (x: Tensor, w: Tensor) => tf.conv2d(x as Tensor4D, w as Tensor4D, strides, pad);
const depthwise = (strides: number, pad: "same" | "valid") => (tf: TensorFlow) => (x: Tensor, w: Tensor) => tf.depthwiseConv2d(x as Tensor4D, w as Tensor4D, strides, pad);

const cases: readonly Case[] = [
  ["conv2d, valid", [[2, 7, 6, 3], [3, 2, 3, 5]], conv(1, "valid")],
  ["conv2d, same, stride 2", [[3, 8, 8, 2], [3, 3, 2, 4]], conv(2, "same")],
  ["conv2d, unequal strides, padding 1", [[2, 9, 5, 1], [3, 3, 1, 2]], conv([2, 1], [[0, 0], [1, 1], [1, 1], [0, 0]])],
  ["conv2d, 1 × 1", [[2, 5, 5, 6], [1, 1, 6, 3]], conv(1, "same")],
  ["conv2d over many chunks", [[9, 20, 20, 8], [5, 5, 8, 3]], conv(1, "same")],
  ["conv2d of an even filter, same", [[1, 5, 5, 2], [2, 2, 2, 2]], conv(1, "same")],
  ["depthwiseConv2d", [[2, 7, 7, 5], [3, 3, 5, 1]], depthwise(1, "valid")],
  ["depthwiseConv2d with multiplier, stride 2", [[2, 7, 7, 3], [3, 3, 3, 2]], depthwise(2, "same")],
  ["conv2dTranspose", [[2, 4, 4, 3], [3, 3, 2, 3]], (tf) => (x, w) => tf.conv2dTranspose(x as Tensor4D, w as Tensor4D, [2, 8, 8, 2], 2, "same")],
  ["maxPool", [[2, 6, 6, 5]], (tf) => (x) => tf.maxPool(x as Tensor4D, 2, 2, "valid")],
  ["maxPool, overlapping, same", [[2, 7, 5, 3]], (tf) => (x) => tf.maxPool(x as Tensor4D, 3, 2, "same")],
  ["maxPool with windows wholly in the padding", [[1, 3, 3, 5]], (tf) => (x) => tf.relu(tf.maxPool(x as Tensor4D, 2, 2, 2))],
  ["avgPool", [[2, 6, 6, 5]], (tf) => (x) => tf.avgPool(x as Tensor4D, 2, 2, "valid")],
  ["matMul", [[4, 5], [5, 6]], (tf) => (a, b) => tf.matMul(a, b)],
  ["matMul, transposed", [[2, 5, 4], [2, 6, 5]], (tf) => (a, b) => tf.matMul(a, b, true, true)],
  ["gather", [[6, 4]], (tf) => (x) => tf.gather(x, tf.tensor2d([[0, 5], [2, 2]], [2, 2], "int32"))],
  ["unsortedSegmentSum", [[5, 3]], (tf) => (x) => tf.unsortedSegmentSum(x, tf.tensor1d([2, 0, -1, 2, 1], "int32"), 4)],
  ["sum over the first axes", [[3, 4, 5]], (tf) => (x) => tf.sum(x, [0, 1])],
  ["sum over the last axis", [[3, 4, 5]], (tf) => (x) => tf.sum(x, 2, true)],
  ["mean", [[7, 5]], (tf) => (x) => tf.mean(x, 0)],
  ["relu", [[5, 7]], (tf) => (x) => tf.relu(x)],
  ["relu6", [[5, 7]], (tf) => (x) => tf.relu6(tf.mul(x, 9))],
  ["clipByValue", [[5, 7]], (tf) => (x) => tf.clipByValue(x, -0.3, 0.4)],
  ["prelu per channel", [[2, 3, 5], [5]], (tf) => (x, alpha) => tf.prelu(x, alpha)],
  ["prelu per position", [[2, 3, 5], [3, 5]], (tf) => (x, alpha) => tf.prelu(x, alpha)],
  ["prelu of one slope", [[2, 3, 5], [1]], (tf) => (x, alpha) => tf.prelu(x, alpha)],
];

test.each(cases)("%s: value and gradients agree with the cpu backend", async (_, shapes, compute) => {
  expect(await difference((tf) => valueAndGradients(tf, compute(tf), shapes))).toBeLessThan(4e-6);
});

test.each(["linear", "relu", "relu6", "elu", "sigmoid"] as const)("fused bias and activation %s agree with the cpu backend", async (activation) => {
  expect(await difference((tf) => [
    tf.fused.matMul({a: filled(tf, [5, 6], 1), b: filled(tf, [6, 7], 2), bias: filled(tf, [7], 3), activation}),
    tf.fused.conv2d({x: filled(tf, [2, 5, 5, 3], 1) as Tensor4D, filter: filled(tf, [3, 3, 3, 5], 2) as Tensor4D, strides: 1, pad: "same", bias: filled(tf, [5], 3), activation}),
    tf.fused.depthwiseConv2d({x: filled(tf, [2, 5, 5, 3], 1) as Tensor4D, filter: filled(tf, [3, 3, 3, 2], 2) as Tensor4D, strides: 1, pad: "same", bias: filled(tf, [6], 3), activation}),
  ])).toBeLessThan(2e-6);
});

test("a fused product takes the slopes of prelu and leakyrelu", async () => {
  expect(await difference((tf) => [
    tf.fused.matMul({a: filled(tf, [5, 6], 1), b: filled(tf, [6, 7], 2), activation: "prelu", preluActivationWeights: filled(tf, [7], 3)}),
    tf.fused.matMul({a: filled(tf, [5, 6], 1), b: filled(tf, [6, 7], 2), activation: "leakyrelu", leakyreluAlpha: 0.1}),
  ])).toBeLessThan(2e-6);
});

const nothing = (tf: TensorFlow): Tensor => tf.tensor1d([NaN, -1, NaN, 2, -3, 7]);
const nan = (values: Float32Array): number => values.filter(Number.isNaN).length;

test("NaN is never hidden by an activation, a bound, a pool or a product", async () => {
  const made = await madeOn("wasm", (tf) => [
    tf.relu(nothing(tf)), tf.relu6(nothing(tf)), tf.clipByValue(nothing(tf), -1, 1), tf.prelu(nothing(tf), tf.scalar(0.5)), tf.leakyRelu(nothing(tf)), tf.elu(nothing(tf)), tf.sigmoid(nothing(tf)),
    tf.maximum(nothing(tf), 0), tf.minimum(nothing(tf), 0), tf.mul(nothing(tf), 0), tf.add(nothing(tf), 1), tf.tanh(nothing(tf)),
    tf.fused.matMul({a: tf.reshape(nothing(tf), [6, 1]), b: tf.ones([1, 1]), bias: tf.zeros([1]), activation: "relu"}),
    ...(["relu", "relu6"] as const).map((activation) => tf.fused.matMul({a: tf.ones([1, 1]), b: tf.reshape(nothing(tf), [1, 6]), bias: tf.zeros([6]), activation})),
  ]);
  expect(made.map(({values}) => nan(values))).toEqual(made.map(() => 2));
  const [largest, mean, softmax] = await madeOn("wasm", (tf) => {
    const image = tf.tensor4d([NaN, 1, 2, 3], [1, 2, 2, 1]);
    return [tf.maxPool(image, 2, 2, "valid"), tf.avgPool(image, 2, 2, "valid"), tf.sum(tf.softmax(nothing(tf)))];
  });
  expect([...largest!.values, ...mean!.values, ...softmax!.values]).toEqual([NaN, NaN, NaN]);
});

test("the gradient of a pool goes to the first of equal numbers", async () => {
  const [made] = await madeOn("wasm", (tf) => tf.grad((x: Tensor) => tf.sum(tf.maxPool(x as Tensor4D, 2, 2, "valid")))(tf.ones([1, 2, 2, 5])));
  expect([...made!.values]).toEqual([1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
});

test("a NaN in a window takes the window's gradient", async () => {
  const [made] = await madeOn("wasm", (tf) => tf.grad((x: Tensor) => tf.sum(tf.maxPool(x as Tensor4D, 2, 2, "valid")))(tf.tensor4d([1, 2, NaN, 9].flatMap((value) => Array<number>(5).fill(value)), [1, 2, 2, 5])));
  expect([...made!.values]).toEqual([0, 0, 1, 0].flatMap((value) => Array<number>(5).fill(value)));
});

test("the gradient of a mean over a window that reaches into the padding is its derivative", async () => {
  // TensorFlow.js's own divides by the whole window there; the value, by the positions inside the image.
  const [gradient, ones, value] = await madeOn("wasm", (tf) => {
    const mean = (x: Tensor): Tensor => tf.sum(tf.avgPool(x as Tensor4D, 2, 2, "same"));
    const basis = tf.reshape(tf.eye(9), [9, 3, 3, 1]) as Tensor4D;
    return [tf.grad(mean)(tf.zeros([1, 3, 3, 1])), tf.sum(tf.avgPool(basis, 2, 2, "same"), [1, 2, 3]), tf.avgPool(tf.ones([1, 3, 3, 1]) as Tensor4D, 2, 2, "same")];
  });
  expect([...gradient!.values]).toEqual([...ones!.values]);
  expect([...gradient!.values]).toEqual([0.25, 0.25, 0.5, 0.25, 0.25, 0.5, 0.5, 0.5, 1]);
  expect([...value!.values]).toEqual([1, 1, 1, 1]);
});

test("an index outside its rows is told, not read", async () => {
  await expect(madeOn("wasm", (tf) => tf.gather(tf.ones([3, 2]), tf.tensor1d([0, 3], "int32")))).rejects.toThrow("index number 1 is 3, outside the 3 entries of axis 0");
  await expect(madeOn("wasm", (tf) => tf.gather(tf.ones([3, 2]), tf.tensor1d([-1], "int32")))).rejects.toThrow("index number 0 is -1, outside");
});

test("a kernel that the bitwise engine lacks refuses by its name and says what to do", async () => {
  await expect(madeOn("wasm", (tf) => tf.spectral.rfft(tf.ones([4])))).rejects.toMatchObject({name: "UserError", message: expect.stringMatching(/no kernel (FFT|Complex)/), mend: expect.stringContaining('engine "cpu"')});
  await expect(madeOn("wasm", (tf) => tf.prelu(tf.ones([2, 3, 5]), tf.ones([4, 2, 3, 5])))).rejects.toMatchObject({name: "UserError", message: expect.stringContaining("[4,2,3,5]")});
  await expect(madeOn("wasm", (tf) => tf.conv2d(tf.ones([1, 2, 4, 4]) as Tensor4D, tf.ones([2, 2, 2, 1]) as Tensor4D, 1, "valid", "NCHW"))).rejects.toThrow("channels last");
});
