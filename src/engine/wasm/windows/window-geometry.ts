import type {backend_util, TensorInfo} from "@tensorflow/tfjs-core";
import {UserError} from "../../../errors.ts";
import type {TensorFlow} from "../../engine.ts";
import type {Attributes} from "../replacement.ts";

export type PlaneGeometry = backend_util.Conv2DInfo;
export type VolumeGeometry = backend_util.Conv3DInfo;
type Shape4 = [number, number, number, number];
type Shape5 = [number, number, number, number, number];
type Pair = number | [number, number];
type Triple = number | [number, number, number];

/** The attributes of convolutions and pools, as TensorFlow.js passes them. */
interface WindowAttributes<Extent> {
  readonly filterSize: Extent;
  readonly strides: Extent;
  readonly pad: "same" | "valid" | number;
  readonly dilations?: Extent;
  readonly dimRoundingMode?: "floor" | "round" | "ceil";
  readonly dataFormat?: string;
}

/** The extents of a two-dimensional convolution, depthwise or not. */
export function convolutionGeometry(tf: TensorFlow, kernel: string, image: readonly number[], filter: readonly number[], attributes: Attributes, depthwise = false): PlaneGeometry {
  const {strides, pad, dilations, dimRoundingMode} = channelsLast<Pair>(kernel, attributes);
  return tf.backend_util.computeConv2DInfo(image as Shape4, filter as Shape4, strides, dilations ?? 1, onEachSide(pad), dimRoundingMode, depthwise);
}

export function volumeConvolutionGeometry(tf: TensorFlow, image: readonly number[], filter: readonly number[], attributes: Attributes): VolumeGeometry {
  const {strides, pad, dilations, dimRoundingMode} = channelsLast<Triple>("conv3d", attributes);
  return tf.backend_util.computeConv3DInfo(image as Shape5, filter as Shape5, strides, dilations ?? 1, pad, false, "channelsLast", dimRoundingMode);
}

export function poolGeometry(tf: TensorFlow, kernel: string, image: readonly number[], attributes: Attributes): PlaneGeometry {
  const {filterSize, strides, pad, dimRoundingMode} = channelsLast<Pair>(kernel, attributes);
  return tf.backend_util.computePool2DInfo(image as Shape4, filterSize as [number, number], strides, 1, onEachSide(pad), dimRoundingMode);
}

/** Padding by one number, side by side: TensorFlow.js would take the height's filter and stride for the width, too. */
const onEachSide = (pad: "same" | "valid" | number): "same" | "valid" => (typeof pad === "number" ? [[0, 0], [pad, pad], [pad, pad], [0, 0]] as never : pad as "same" | "valid");

export function volumePoolGeometry(tf: TensorFlow, kernel: string, image: readonly number[], attributes: Attributes): VolumeGeometry {
  const {filterSize, strides, pad, dimRoundingMode} = channelsLast<Triple>(kernel, attributes);
  return tf.backend_util.computePool3DInfo(image as Shape5, filterSize, strides, 1, pad, dimRoundingMode);
}

/** A morphological dilation as a pool whose windows may have holes. */
export function dilationGeometry(tf: TensorFlow, image: readonly number[], filter: readonly number[], attributes: Attributes): PlaneGeometry {
  const {strides, pad, dilations} = channelsLast<Pair>("dilation2d", attributes);
  return tf.backend_util.computeDilation2DInfo(image as Shape4, filter as [number, number, number], strides, pad as "same" | "valid", "NHWC", dilations ?? 1);
}

function channelsLast<Extent>(kernel: string, attributes: Attributes): WindowAttributes<Extent> {
  const window = attributes as unknown as WindowAttributes<Extent>;
  if (window.dataFormat === "NCHW" || window.dataFormat === "NCDHW") {
    throw new UserError(`${kernel}: the wasm engine computes channels last, got dataFormat ${window.dataFormat}.`, "Leave dataFormat out and put channels on the last axis.");
  }
  return window;
}

/** A gradient must have the shape of what it is the gradient of. */
export function expectShape(kernel: string, gradient: TensorInfo, shape: readonly number[]): TensorInfo {
  if (String(gradient.shape) === String(shape)) return gradient;
  throw new RangeError(`${kernel}: expected a gradient dy of shape [${shape}], got [${gradient.shape}]`);
}

/** A pool over a plane as one over a volume of depth 1. */
export const planeWindows = (g: PlaneGeometry): readonly number[] => [
  g.batchSize, 1, g.inHeight, g.inWidth, g.inChannels, 1, g.filterHeight, g.filterWidth, 1, g.outHeight, g.outWidth, 1, g.strideHeight, g.strideWidth, 0, g.padInfo.top, g.padInfo.left,
];

export const volumeWindows = (g: VolumeGeometry): readonly number[] => [
  g.batchSize, g.inDepth, g.inHeight, g.inWidth, g.inChannels, g.filterDepth, g.filterHeight, g.filterWidth, g.outDepth, g.outHeight, g.outWidth,
  g.strideDepth, g.strideHeight, g.strideWidth, g.padInfo.front, g.padInfo.top, g.padInfo.left,
];

/** Batch, extents, channels, then filter, output, strides, dilations and padding: what the kernels of plane convolutions are told. */
export const planeNumbers = (g: PlaneGeometry, outChannels = g.outChannels): readonly number[] => [
  g.batchSize, g.inHeight, g.inWidth, g.inChannels, outChannels, g.filterHeight, g.filterWidth, g.outHeight, g.outWidth,
  g.strideHeight, g.strideWidth, g.dilationHeight, g.dilationWidth, g.padInfo.top, g.padInfo.left,
];

export const volumeNumbers = (g: VolumeGeometry): readonly number[] => [
  g.batchSize, g.inDepth, g.inHeight, g.inWidth, g.inChannels, g.outChannels, g.filterDepth, g.filterHeight, g.filterWidth, g.outDepth, g.outHeight, g.outWidth,
  g.strideDepth, g.strideHeight, g.strideWidth, g.dilationDepth, g.dilationHeight, g.dilationWidth, g.padInfo.front, g.padInfo.top, g.padInfo.left,
];
