import type {Tensor} from "@tensorflow/tfjs-core";
import {expect, test} from "vitest";
import type {TensorFlow} from "../../src/engine/engine.ts";
import {madeOn, numbers} from "./both-engines.ts";
import {expectDerivative, expectNear, sumOf, type Reference} from "./reference.ts";
import {meetings, outputAxes, type Windows} from "./windows.ts";

interface Setting extends Windows {
  readonly channels: number;
  /** Output channels, or the multiplier of a depthwise convolution. */
  readonly out: number;
}

const one = [1, 1, 1] as const;
const planes: readonly Setting[] = [
  {image: [2, 1, 7, 6], filter: [1, 3, 2], strides: one, dilations: one, pad: "valid", channels: 3, out: 5},
  {image: [1, 1, 28, 28], filter: [1, 3, 3], strides: one, dilations: one, pad: "same", channels: 1, out: 4},
  {image: [3, 1, 9, 8], filter: [1, 3, 3], strides: [1, 2, 3], dilations: one, pad: "same", channels: 4, out: 9},
  {image: [1, 1, 11, 9], filter: [1, 3, 2], strides: one, dilations: [1, 2, 3], pad: "valid", channels: 8, out: 3},
  {image: [1, 1, 4, 5], filter: [1, 3, 3], strides: [1, 2, 2], dilations: one, pad: 2, channels: 2, out: 2},
  {image: [9, 1, 20, 10], filter: [1, 5, 5], strides: one, dilations: one, pad: "same", channels: 17, out: 3},
  {image: [1, 1, 1, 1], filter: [1, 1, 1], strides: one, dilations: one, pad: "valid", channels: 1, out: 1},
];
const volumes: readonly Setting[] = [
  {image: [2, 4, 5, 6], filter: [2, 3, 3], strides: one, dilations: one, pad: "valid", channels: 2, out: 3},
  {image: [1, 5, 4, 7], filter: [3, 2, 3], strides: [2, 1, 3], dilations: one, pad: "same", channels: 3, out: 5},
  {image: [1, 6, 5, 7], filter: [2, 2, 3], strides: one, dilations: [3, 2, 2], pad: "valid", channels: 1, out: 2},
];
const depthwises: readonly Setting[] = [
  {image: [2, 1, 7, 6], filter: [1, 3, 3], strides: one, dilations: one, pad: "same", channels: 21, out: 1},
  {image: [1, 1, 8, 9], filter: [1, 3, 2], strides: [1, 2, 2], dilations: one, pad: "valid", channels: 9, out: 2},
  {image: [2, 1, 5, 6], filter: [1, 2, 3], strides: one, dilations: one, pad: "same", channels: 3, out: 3},
  {image: [1, 1, 9, 9], filter: [1, 3, 3], strides: one, dilations: [1, 2, 2], pad: "same", channels: 5, out: 4},
];

type Kind = "plane" | "volume" | "depthwise";

/** The three kernels of a setting: forward, by input, by filter. */
async function made(kind: Kind, {image, filter, strides, dilations, pad, channels, out}: Setting, x: Float32Array, w: Float32Array, dy: Float32Array, outExtents: readonly number[]): Promise<readonly Float32Array[]> {
  const spatial = <T>(values: readonly T[]): T[] => values.slice(kind === "volume" ? 0 : 1);
  const inputShape = [image[0], ...spatial(image.slice(1)), channels], filterShape = [...spatial(filter), channels, out];
  const outShape = [image[0], ...spatial(outExtents), kind === "depthwise" ? channels * out : out];
  const attributes = {strides: spatial(strides), dilations: spatial(dilations), pad, dataFormat: kind === "volume" ? "NDHWC" : "NHWC", inputShape, filterShape};
  const [forward, byInput, byFilter] = {
    plane: ["Conv2D", "Conv2DBackpropInput", "Conv2DBackpropFilter"], volume: ["Conv3D", "Conv3DBackpropInputV2", "Conv3DBackpropFilterV2"],
    depthwise: ["DepthwiseConv2dNative", "DepthwiseConv2dNativeBackpropInput", "DepthwiseConv2dNativeBackpropFilter"],
  }[kind] as [string, string, string];
  const results = await madeOn("wasm", (tf) => {
    const run = (kernel: string, inputs: Record<string, Tensor>): Tensor => tf.engine().runKernel(kernel, inputs, attributes as never);
    const [xs, ws, dys] = [tf.tensor(x, inputShape), tf.tensor(w, filterShape), tf.tensor(dy, outShape)];
    return [run(forward, {x: xs, filter: ws}), run(byInput, {dy: dys, filter: ws}), run(byFilter, {x: xs, dy: dys})];
  });
  return results.map(({values}) => values);
}

test.each([
  ...planes.map((setting) => ["plane", setting] as const), ...volumes.map((setting) => ["volume", setting] as const), ...depthwises.map((setting) => ["depthwise", setting] as const),
])("a convolution (%s) %j and its gradients are the sums of their terms", async (kind, setting) => {
  const {image, filter, channels, out} = setting;
  const positions = image.reduce((a, b) => a * b, 1), cells = filter.reduce((a, b) => a * b, 1), outChannels = kind === "depthwise" ? channels * out : out;
  const extents = outputAxes(setting).map(({extent}) => extent), outputs = extents.reduce((a, b) => a * b, image[0]);
  const x = numbers(positions * channels, 11), w = numbers(cells * channels * out, 12), dy = numbers(outputs * outChannels, 13);
  const [forward, byInput, byFilter] = [outputs * outChannels, x.length, w.length].map((length) => Array.from({length}, (): number[] => [])) as [number[][], number[][], number[][]];
  for (const {input, cell, output} of meetings(setting)) for (let c = 0; c < channels; c++) for (let o = 0; o < out; o++) {
    const atX = input * channels + c, atW = (cell * channels + c) * out + o, atY = output * outChannels + (kind === "depthwise" ? c * out + o : o);
    forward[atY]!.push(x[atX]! * w[atW]!);
    byInput[atX]!.push(w[atW]! * dy[atY]!);
    byFilter[atW]!.push(x[atX]! * dy[atY]!);
  }
  const results = await made(kind, setting, x, w, dy, extents);
  [forward, byInput, byFilter].forEach((terms, i) => expectNear(results[i]!, terms.map((list): Reference => sumOf(list))));
});

const operand = (shape: number[], seed: number): {readonly shape: number[]; readonly values: Float32Array} => ({shape, values: numbers(shape.reduce((a, b) => a * b, 1), seed)});
type Compute = (tf: TensorFlow, ...operands: Tensor[]) => Tensor;

const differentiable: readonly (readonly [string, Compute, number[][]])[] = [
  ["conv2d, dilated", (tf, x, w) => tf.conv2d(x as never, w as never, 1, "same", "NHWC", 2), [[1, 7, 6, 2], [3, 3, 2, 3]]],
  ["conv1d, dilated", (tf, x, w) => tf.conv1d(x as never, w as never, 1, "same", "NWC", 3), [[2, 11, 2], [3, 2, 3]]],
  ["depthwiseConv2d, dilated, multiplier 2", (tf, x, w) => tf.depthwiseConv2d(x as never, w as never, 1, "valid", "NHWC", 2), [[1, 7, 7, 3], [3, 3, 3, 2]]],
  ["separableConv2d, dilated", (tf, x, d, p) => tf.separableConv2d(x as never, d as never, p as never, 1, "same", 2), [[1, 6, 6, 2], [3, 3, 2, 2], [1, 1, 4, 3]]],
  ["conv3d, dilated", (tf, x, w) => tf.conv3d(x as never, w as never, 1, "same", "NDHWC", 2), [[1, 4, 5, 4, 2], [2, 3, 2, 2, 2]]],
  ["conv3dTranspose", (tf, x, w) => tf.conv3dTranspose(x as never, w as never, [1, 4, 4, 6, 2], 2, "same"), [[1, 2, 2, 3, 3], [2, 3, 3, 2, 3]]],
  ["conv2dTranspose", (tf, x, w) => tf.conv2dTranspose(x as never, w as never, [2, 7, 8, 2], 2, "same"), [[2, 4, 4, 3], [3, 3, 2, 3]]],
  ["fused conv2d, dilated, with bias and sigmoid", (tf, x, w, b) => tf.fused.conv2d({x: x as never, filter: w as never, strides: 1, pad: "same", dilations: 2, bias: b, activation: "sigmoid"}), [[1, 5, 6, 2], [3, 3, 2, 3], [3]]],
  ["fused depthwiseConv2d, dilated, with bias", (tf, x, w, b) => tf.fused.depthwiseConv2d({x: x as never, filter: w as never, strides: 1, pad: "same", dilations: 2, bias: b}), [[1, 5, 6, 2], [3, 3, 2, 2], [4]]],
];

test.each(differentiable)("the gradient of %s is its derivative", async (_, compute, shapes) => {
  await expectDerivative(compute, shapes.map((shape, i) => operand(shape, 21 + i)));
});

test("a dilated convolution is one with zeros in its filter, in every bit and so are its gradients", async () => {
  const [a, b, ga, gb] = await madeOn("wasm", (tf) => {
    const x = tf.tensor4d(numbers(2 * 9 * 8 * 3, 31), [2, 9, 8, 3]), w = tf.tensor4d(numbers(3 * 3 * 3 * 4, 32), [3, 3, 3, 4]);
    const holes = tf.reshape(tf.pad(tf.reshape(w, [3, 1, 3, 1, 12]), [[0, 0], [0, 1], [0, 0], [0, 1], [0, 0]]), [6, 6, 3, 4]).slice([0, 0, 0, 0], [5, 5, 3, 4]);
    const weights = tf.tensor4d(numbers(2 * 5 * 4 * 4, 33), [2, 5, 4, 4]);
    const dilated = (input: Tensor): Tensor => tf.conv2d(input as never, w, 1, "valid", "NHWC", 2), spread = (input: Tensor): Tensor => tf.conv2d(input as never, holes as never, 1, "valid");
    const gradient = (f: (input: Tensor) => Tensor): Tensor => tf.grad((input: Tensor) => tf.sum(tf.mul(f(input), weights)))(x);
    return [dilated(x), spread(x), gradient(dilated), gradient(spread)];
  });
  expect(a!.values).toEqual(b!.values);
  expect(ga!.values).toEqual(gb!.values);
});

test("a layer of dilated convolution learns, whatever its activation", async () => {
  for (const activation of ["linear", "relu", "tanh"] as const) {
    const [losses] = await madeOn("wasm", (tf) => {
      const layer = tf.layers.conv2d({filters: 2, kernelSize: 3, dilationRate: 2, activation, kernelInitializer: "ones", biasInitializer: "ones", inputShape: [7, 7, 1]});
      const x = tf.tensor4d(numbers(98, 41), [2, 7, 7, 1]), optimizer = tf.train.sgd(0.01);
      const step = (): number => optimizer.minimize(() => tf.mean(tf.square(layer.apply(x) as Tensor)), true)!.dataSync()[0]!;
      layer.apply(x);
      return tf.tensor1d(Array.from({length: 10}, step));
    });
    expect(losses!.values.at(-1)).toBeLessThan(losses!.values[0]!);
  }
});

test("padding by a number pads every side by it, whatever filter and strides are", async () => {
  const [made, asked] = await madeOn("wasm", (tf) => [1, [[0, 0], [1, 1], [1, 1], [0, 0]]].map((pad) => tf.conv2d(tf.ones([1, 9, 5, 1]) as never, tf.ones([3, 2, 1, 2]) as never, [2, 1], pad as never)));
  expect(made).toEqual(asked);
  expect(made!.shape).toEqual([1, 5, 6, 2]);
});

test("a gradient that does not fit its convolution or pool is refused", async () => {
  await expect(madeOn("wasm", (tf) => tf.engine().runKernel("Conv2DBackpropFilter", {x: tf.ones([1, 5, 5, 1]), dy: tf.ones([1, 5, 5, 1])}, {strides: [1, 1], pad: "valid", filterShape: [3, 3, 1, 1]} as never))).rejects.toThrow("expected a gradient dy of shape [1,3,3,1], got [1,5,5,1]");
  await expect(madeOn("wasm", (tf) => tf.conv2d(tf.ones([1, 2, 4, 4]) as never, tf.ones([2, 2, 2, 1]) as never, 1, "valid", "NCHW"))).rejects.toThrow("channels last");
});
