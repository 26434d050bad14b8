import type {backend_util, TensorInfo} from "@tensorflow/tfjs-core";
import type {TensorFlow} from "../engine.ts";
import {activateFused, type FusedActivation} from "./fused-activation.ts";
import type {Host} from "./host.ts";
import {floats, type Attributes, type Replacement} from "./replacement.ts";

type Shape4 = [number, number, number, number];

/** Depthwise convolution and its two gradients. */
export const depthwise: Replacement = (tf, host, previous) => ({
  DepthwiseConv2dNative: (inputs, attributes) => forward(tf, host, floats(inputs, "x", "depthwiseConv2d"), floats(inputs, "filter", "depthwiseConv2d"), attributes),
  FusedDepthwiseConv2D: (inputs, attributes) => {
    const product = forward(tf, host, floats(inputs, "x", "depthwiseConv2d"), floats(inputs, "filter", "depthwiseConv2d"), attributes);
    return activateFused(host, previous, product, inputs, attributes as FusedActivation);
  },
  DepthwiseConv2dNativeBackpropFilter: (inputs, attributes) => {
    const x = floats(inputs, "x", "depthwiseConv2d");
    const geometry = geometryOf(tf, x.shape, attributes["filterShape"] as Shape4, attributes);
    const out = host.output(geometry.filterShape);
    host.kernels.depthwiseFilterGradient(host.address(x), host.address(out), host.address(floats(inputs, "dy", "depthwiseConv2d")), ...numbersOf(geometry));
    return out;
  },
  DepthwiseConv2dNativeBackpropInput: (inputs, attributes) => {
    const filter = floats(inputs, "filter", "depthwiseConv2d");
    const geometry = geometryOf(tf, attributes["inputShape"] as Shape4, filter.shape, attributes);
    const out = host.output(geometry.inShape);
    host.kernels.depthwiseInputGradient(host.address(out), host.address(filter), host.address(floats(inputs, "dy", "depthwiseConv2d")), ...numbersOf(geometry));
    return out;
  },
});

function forward(tf: TensorFlow, host: Host, x: TensorInfo, filter: TensorInfo, attributes: Attributes): TensorInfo {
  const geometry = geometryOf(tf, x.shape, filter.shape, attributes);
  const out = host.output(geometry.outShape);
  host.kernels.depthwise(host.address(x), host.address(filter), host.address(out), ...numbersOf(geometry));
  return out;
}

function geometryOf(tf: TensorFlow, image: readonly number[], filter: readonly number[], attributes: Attributes): backend_util.Conv2DInfo {
  const {strides, pad, dilations, dimRoundingMode} = attributes as unknown as {
    strides: number | [number, number]; pad: "same" | "valid" | number; dilations?: number | [number, number]; dimRoundingMode?: "floor" | "round" | "ceil";
  };
  return tf.backend_util.computeConv2DInfo(image as Shape4, filter as Shape4, strides, dilations ?? 1, pad, dimRoundingMode, true);
}

const numbersOf = (geometry: backend_util.Conv2DInfo): readonly number[] => [
  geometry.batchSize, geometry.inHeight, geometry.inWidth, geometry.inChannels, geometry.outChannels / geometry.inChannels,
  geometry.filterHeight, geometry.filterWidth, geometry.outHeight, geometry.outWidth,
  geometry.strideHeight, geometry.strideWidth, geometry.dilationHeight, geometry.dilationWidth, geometry.padInfo.top, geometry.padInfo.left,
];
