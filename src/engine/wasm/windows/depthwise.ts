import type {TensorInfo} from "@tensorflow/tfjs-core";
import type {TensorFlow} from "../../engine.ts";
import {epilogueOf, type FusedActivation} from "../products/fused-activation.ts";
import type {Host} from "../host.ts";
import {floats, type Attributes, type Replacement} from "../replacement.ts";
import {convolutionGeometry, expectShape, planeNumbers, type PlaneGeometry} from "./window-geometry.ts";

type Address = number;

/** The exports of kernels.wasm for depthwise convolutions; the geometry is that of `planeNumbers` with the multiplier for the output channels. */
export interface DepthwiseKernels {
  depthwise(x: Address, w: Address, y: Address, ...geometry: readonly number[]): void;
  depthwiseFilterGradient(x: Address, w: Address, y: Address, ...geometry: readonly number[]): void;
  depthwiseInputGradient(x: Address, w: Address, y: Address, ...geometry: readonly number[]): void;
}

const title = "depthwiseConv2d";

/** Depthwise convolution and its two gradients, dilated too; assembly/windows/depthwise.ts says the order of each sum. */
export const depthwise: Replacement = (tf, host) => ({
  DepthwiseConv2dNative: (inputs, attributes) => forward(tf, host, floats(inputs, "x", title), floats(inputs, "filter", title), attributes),
  FusedDepthwiseConv2D: (inputs, attributes) => {
    const product = forward(tf, host, floats(inputs, "x", title), floats(inputs, "filter", title), attributes);
    const columns = product.shape.at(-1)!;
    const {bias, activation, finish} = epilogueOf(tf, host, inputs, attributes as FusedActivation, columns, "float32");
    const rows = columns === 0 ? 0 : tf.util.sizeFromShape(product.shape) / columns;
    if (bias !== 0 || activation !== 0) host.kernels.addBiasAndActivate(host.address(product), rows, columns, bias, activation);
    return finish(product);
  },
  DepthwiseConv2dNativeBackpropFilter: (inputs, attributes) => {
    const x = floats(inputs, "x", title);
    const geometry = geometryOf(tf, x.shape, attributes["filterShape"] as number[], attributes);
    const dy = expectShape(title, floats(inputs, "dy", title), geometry.outShape);
    const out = host.output(geometry.filterShape);
    host.kernels.depthwiseFilterGradient(host.address(x), host.address(out), host.address(dy), ...numbersOf(geometry));
    return out;
  },
  DepthwiseConv2dNativeBackpropInput: (inputs, attributes) => {
    const filter = floats(inputs, "filter", title);
    const geometry = geometryOf(tf, attributes["inputShape"] as number[], filter.shape, attributes);
    const dy = expectShape(title, floats(inputs, "dy", title), geometry.outShape);
    const out = host.output(geometry.inShape);
    host.kernels.depthwiseInputGradient(host.address(out), host.address(filter), host.address(dy), ...numbersOf(geometry));
    return out;
  },
});

function forward(tf: TensorFlow, host: Host, x: TensorInfo, filter: TensorInfo, attributes: Attributes): TensorInfo {
  const geometry = geometryOf(tf, x.shape, filter.shape, attributes);
  const out = host.output(geometry.outShape);
  host.kernels.depthwise(host.address(x), host.address(filter), host.address(out), ...numbersOf(geometry));
  return out;
}

const geometryOf = (tf: TensorFlow, image: readonly number[], filter: readonly number[], attributes: Attributes): PlaneGeometry =>
  convolutionGeometry(tf, title, image, filter, attributes, true);

const numbersOf = (geometry: PlaneGeometry): readonly number[] => planeNumbers(geometry, geometry.filterShape[3]);
