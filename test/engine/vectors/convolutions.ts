import type {NamedAttrMap, Tensor} from "@tensorflow/tfjs-core";
import type {TensorFlow} from "../../../src/engine/engine.ts";
import {filled} from "./numbers.ts";
import type {Vector} from "./vector.ts";

/** A convolution's image, filter and attributes. */
interface Setting {
  readonly name: string;
  readonly image: number[];
  readonly filter: number[];
  readonly strides?: number[];
  readonly dilations?: number[];
  readonly pad?: "same" | "valid" | number | number[][];
  readonly dimRoundingMode?: "ceil" | "round";
}

const run = (tf: TensorFlow, kernel: string, inputs: Readonly<Record<string, Tensor>>, attributes: object): Tensor => tf.engine().runKernel(kernel, {...inputs}, attributes as NamedAttrMap);

/** A convolution and its two gradients, one vector each. */
function three(kernels: readonly [string, string, string], {name, image, filter, ...rest}: Setting): readonly Vector[] {
  const ones = filter.slice(0, -2).map(() => 1);
  const attributes = {strides: ones, dilations: ones, pad: "valid", dataFormat: ones.length === 3 ? "NDHWC" : "NHWC", ...rest};
  const [forward, byInput, byFilter] = kernels;
  const x = (tf: TensorFlow): Tensor => filled(tf, image, 301), w = (tf: TensorFlow): Tensor => filled(tf, filter, 302);
  const made = (tf: TensorFlow): Tensor => run(tf, forward, {x: x(tf), filter: w(tf)}, attributes);
  const dy = (tf: TensorFlow): Tensor => filled(tf, made(tf).shape, 303);
  return [
    {title: `${forward}${name}`, make: made},
    {title: `${byInput}${name}`, make: (tf) => run(tf, byInput, {dy: dy(tf), filter: w(tf)}, {...attributes, inputShape: image})},
    {title: `${byFilter}${name}`, make: (tf) => run(tf, byFilter, {dy: dy(tf), x: x(tf)}, {...attributes, filterShape: filter})},
  ];
}

const planes: readonly Setting[] = [
  {name: ", one channel", image: [2, 9, 10, 1], filter: [3, 3, 1, 5]},
  {name: ", many channels, same", image: [2, 6, 7, 12], filter: [3, 3, 12, 9], pad: "same"},
  {name: ", unequal strides", image: [1, 11, 8, 3], filter: [2, 3, 3, 4], strides: [3, 2], pad: "same"},
  {name: ", dilated", image: [2, 9, 11, 4], filter: [3, 2, 4, 6], dilations: [2, 3]},
  {name: ", dilated, same", image: [1, 7, 7, 3], filter: [3, 3, 3, 2], dilations: [2, 2], pad: "same"},
  {name: ", padding of 2", image: [1, 4, 5, 2], filter: [3, 3, 2, 3], pad: 2},
  {name: ", unequal padding", image: [1, 5, 6, 4], filter: [3, 3, 4, 3], pad: [[0, 0], [1, 0], [2, 3], [0, 0]]},
  {name: ", 1 × 1", image: [3, 4, 5, 7], filter: [1, 1, 7, 13]},
  {name: ", of one pixel", image: [1, 1, 1, 1], filter: [1, 1, 1, 1]},
  {name: ", strided and rounded up", image: [1, 6, 6, 2], filter: [3, 3, 2, 2], strides: [2, 2], pad: 0, dimRoundingMode: "ceil"},
];

const depthwises: readonly Setting[] = [
  {name: "", image: [2, 7, 6, 5], filter: [3, 3, 5, 1]},
  {name: ", 20 channels, same", image: [1, 5, 6, 20], filter: [3, 3, 20, 1], pad: "same"},
  {name: ", multiplier 2", image: [2, 5, 5, 9], filter: [3, 2, 9, 2], pad: "same"},
  {name: ", multiplier 3, stride 2", image: [1, 7, 7, 3], filter: [3, 3, 3, 3], strides: [2, 2], pad: "same"},
  {name: ", multiplier 4, dilated", image: [1, 9, 9, 5], filter: [3, 3, 5, 4], dilations: [2, 2]},
  {name: ", padding of 2", image: [1, 3, 3, 4], filter: [3, 3, 4, 1], pad: 2},
];

const volumes: readonly Setting[] = [
  {name: "", image: [2, 4, 5, 6, 2], filter: [2, 3, 3, 2, 3]},
  {name: ", same, strides", image: [1, 5, 6, 5, 3], filter: [3, 3, 2, 3, 4], strides: [2, 1, 2], pad: "same"},
  {name: ", dilated", image: [1, 5, 6, 7, 1], filter: [2, 2, 3, 1, 2], dilations: [3, 2, 2]},
];

const activations = ["relu", "relu6", "elu", "sigmoid"] as const;
const x4 = (tf: TensorFlow): never => tf.mul(filled(tf, [2, 6, 5, 3], 304), 4) as never;
const special = (tf: TensorFlow): never => tf.tensor4d([NaN, 1, -0, Infinity, 2 ** -149, -Infinity, 3, -(2 ** -140), 0, 1, 3e38, 3e38], [1, 3, 4, 1]) as never;

const others: readonly Vector[] = [
  ...activations.map((activation): Vector => ({
    title: `FusedConv2D with bias and ${activation}`,
    make: (tf) => tf.fused.conv2d({x: x4(tf), filter: filled(tf, [3, 3, 3, 6], 305) as never, strides: 1, pad: "same", bias: filled(tf, [6], 306), activation}),
  })),
  ...activations.map((activation): Vector => ({
    title: `FusedDepthwiseConv2D with bias and ${activation}`,
    make: (tf) => tf.fused.depthwiseConv2d({x: x4(tf), filter: filled(tf, [3, 3, 3, 2], 307) as never, strides: 1, pad: "same", bias: filled(tf, [6], 308), activation}),
  })),
  {title: "Conv2D of NaN, infinities, zeros and denormals", make: (tf) => tf.conv2d(special(tf), filled(tf, [2, 2, 1, 3], 309) as never, 1, "same")},
  {title: "Conv2D of lines, dilated", make: (tf) => tf.conv1d(filled(tf, [2, 13, 3], 310) as never, filled(tf, [3, 3, 5], 311) as never, 1, "same", "NWC", 3)},
  {title: "Conv2DBackpropInput as a transposed convolution", make: (tf) => tf.conv2dTranspose(filled(tf, [2, 4, 3, 6], 312) as never, filled(tf, [3, 3, 2, 6], 313) as never, [2, 8, 6, 2], 2, "same")},
  {title: "DepthwiseConv2dNative of NaN, infinities, zeros and denormals", make: (tf) => tf.depthwiseConv2d(special(tf), filled(tf, [2, 2, 1, 2], 314) as never, 1, "same")},
  {title: "DepthwiseConv2dNative in a separable convolution", make: (tf) => tf.separableConv2d(x4(tf), filled(tf, [3, 3, 3, 2], 315) as never, filled(tf, [1, 1, 6, 4], 316) as never, 1, "same")},
];

const morphologies: readonly Vector[] = [[1, "same", 1], [2, "valid", 1], [1, "same", 2]].map((setting) => setting as [number, "same" | "valid", number]).flatMap(([stride, pad, dilation]) => {
  const dilate = (tf: TensorFlow) => (x: Tensor, w: Tensor): Tensor => tf.dilation2d(x as never, w as never, stride, pad, dilation);
  const operands = (tf: TensorFlow): [Tensor, Tensor] => [filled(tf, [2, 7, 6, 3], 317), filled(tf, [3, 2, 3], 318)];
  const name = ` with stride ${stride}, ${pad}, dilation ${dilation}`;
  return [
    {title: `Dilation2D${name}`, make: (tf: TensorFlow) => dilate(tf)(...operands(tf))},
    {title: `Dilation2DBackpropInput${name}`, make: (tf: TensorFlow) => tf.grad((x) => tf.sum(dilate(tf)(x, operands(tf)[1])))(operands(tf)[0])},
    {title: `Dilation2DBackpropFilter${name}`, make: (tf: TensorFlow) => tf.grad((w) => tf.sum(dilate(tf)(operands(tf)[0], w)))(operands(tf)[1])},
  ];
});

/** Convolutions of planes and volumes, depthwise ones, morphological dilation; each with its gradients. */
export const convolutionVectors: readonly Vector[] = [
  ...planes.flatMap((setting) => three(["Conv2D", "Conv2DBackpropInput", "Conv2DBackpropFilter"], setting)),
  ...depthwises.flatMap((setting) => three(["DepthwiseConv2dNative", "DepthwiseConv2dNativeBackpropInput", "DepthwiseConv2dNativeBackpropFilter"], setting)),
  ...volumes.flatMap((setting) => three(["Conv3D", "Conv3DBackpropInputV2", "Conv3DBackpropFilterV2"], setting)),
  ...others, ...morphologies,
];
