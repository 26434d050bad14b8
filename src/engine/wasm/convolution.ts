import type {backend_util, TensorInfo} from "@tensorflow/tfjs-core";
import {UserError} from "../../errors.ts";
import type {TensorFlow} from "../engine.ts";
import {activateFused, type FusedActivation} from "./fused-activation.ts";
import type {Host} from "./host.ts";
import {floats, type Attributes, type Replacement} from "./replacement.ts";

type Geometry = backend_util.Conv2DInfo;
type Shape4 = [number, number, number, number];

/** Two-dimensional convolution [batch, height, width, channels] and its two gradients, as matrix products over image columns. */
export const convolution: Replacement = (tf, host, previous) => ({
  Conv2D: (inputs, attributes) => convolve(tf, host, floats(inputs, "x", "conv2d"), floats(inputs, "filter", "conv2d"), attributes),
  FusedConv2D: (inputs, attributes) => {
    const product = convolve(tf, host, floats(inputs, "x", "conv2d"), floats(inputs, "filter", "conv2d"), attributes);
    return activateFused(host, previous, product, inputs, attributes as FusedActivation);
  },
  Conv2DBackpropFilter: (inputs, attributes) => filterGradient(tf, host, floats(inputs, "x", "conv2d"), floats(inputs, "dy", "conv2d"), attributes),
  Conv2DBackpropInput: (inputs, attributes) => inputGradient(tf, host, floats(inputs, "dy", "conv2d"), floats(inputs, "filter", "conv2d"), attributes),
});

function convolve(tf: TensorFlow, host: Host, x: TensorInfo, filter: TensorInfo, attributes: Attributes): TensorInfo {
  const geometry = geometryOf(tf, x.shape, filter.shape, attributes);
  const out = host.output(geometry.outShape);
  const {rows, depth, channels} = matrixExtents(geometry);
  const from = host.address(x), weights = host.address(filter), to = host.address(out);
  const multiply = (source: number, first: number, count: number) =>
    host.kernels.gemm(false, false, count, channels, depth, source, depth, weights, channels, to + first * channels * 4, channels, false, host.scratch);
  if (isPointwise(geometry)) multiply(from, 0, rows);
  else inChunks(host, rows, depth, (first, end, columns) => {
    host.kernels.columnsFromImage(from, ...numbersOf(geometry), first, end, columns);
    multiply(columns, first, end - first);
  });
  return out;
}

function filterGradient(tf: TensorFlow, host: Host, x: TensorInfo, dy: TensorInfo, attributes: Attributes): TensorInfo {
  const geometry = geometryOf(tf, x.shape, attributes["filterShape"] as Shape4, attributes);
  const out = host.output(geometry.filterShape);
  const {rows, depth, channels} = matrixExtents(geometry);
  const from = host.address(x), gradient = host.address(dy), to = host.address(out);
  host.kernels.fillZero(to, depth * channels * 4);
  inChunks(host, rows, depth, (first, end, columns) => {
    host.kernels.columnsFromImage(from, ...numbersOf(geometry), first, end, columns);
    host.kernels.gemm(true, false, depth, channels, end - first, columns, depth, gradient + first * channels * 4, channels, to, channels, true, host.scratch);
  });
  return out;
}

function inputGradient(tf: TensorFlow, host: Host, dy: TensorInfo, filter: TensorInfo, attributes: Attributes): TensorInfo {
  const geometry = geometryOf(tf, attributes["inputShape"] as Shape4, filter.shape, attributes);
  const out = host.output(geometry.inShape);
  const {rows, depth, channels} = matrixExtents(geometry);
  const gradient = host.address(dy), weights = host.address(filter), to = host.address(out);
  host.kernels.fillZero(to, tf.util.sizeFromShape(geometry.inShape) * 4);
  inChunks(host, rows, depth, (first, end, columns) => {
    host.kernels.gemm(false, true, end - first, depth, channels, gradient + first * channels * 4, channels, weights, channels, columns, depth, false, host.scratch);
    host.kernels.imageFromColumns(to, ...numbersOf(geometry), first, end, columns);
  });
  return out;
}

function geometryOf(tf: TensorFlow, image: readonly number[], filter: readonly number[], attributes: Attributes): Geometry {
  const {strides, pad, dilations, dimRoundingMode, dataFormat} = attributes as unknown as {
    strides: number | [number, number]; pad: "same" | "valid" | number; dilations?: number | [number, number];
    dimRoundingMode?: "floor" | "round" | "ceil"; dataFormat: "NHWC" | "NCHW";
  };
  if (dataFormat === "NCHW") throw new UserError("conv2d: the wasm engine computes channels last, got dataFormat NCHW.", "Leave dataFormat out and put channels on the last axis.");
  return tf.backend_util.computeConv2DInfo(image as Shape4, filter as Shape4, strides, dilations ?? 1, pad, dimRoundingMode);
}

/** The convolution as a product [rows, depth] · [depth, channels]. */
function matrixExtents(geometry: Geometry): {readonly rows: number; readonly depth: number; readonly channels: number} {
  return {
    rows: geometry.batchSize * geometry.outHeight * geometry.outWidth,
    depth: geometry.filterHeight * geometry.filterWidth * geometry.inChannels,
    channels: geometry.outChannels,
  };
}

function isPointwise(geometry: Geometry): boolean {
  return geometry.filterHeight === 1 && geometry.filterWidth === 1 && geometry.strideHeight === 1 && geometry.strideWidth === 1
    && geometry.inHeight === geometry.outHeight && geometry.inWidth === geometry.outWidth && geometry.padInfo.top === 0 && geometry.padInfo.left === 0;
}

const numbersOf = (geometry: Geometry): readonly number[] => [
  geometry.inHeight, geometry.inWidth, geometry.inChannels, geometry.filterHeight, geometry.filterWidth, geometry.outHeight, geometry.outWidth,
  geometry.strideHeight, geometry.strideWidth, geometry.dilationHeight, geometry.dilationWidth, geometry.padInfo.top, geometry.padInfo.left,
];

const numbersPerChunk = 0x40000;
/** Whole blocks of gemm in both directions: 768 = lcm(96, 256). */
const rowsPerBlock = 768;

/** Does the work on some rows at a time, so that the image's columns stay in the cache. */
function inChunks(host: Host, rows: number, depth: number, work: (first: number, end: number, columns: number) => void): void {
  const step = Math.max(1, Math.floor(numbersPerChunk / depth / rowsPerBlock)) * rowsPerBlock;
  const columns = host.workspace(Math.min(step, rows) * depth * 4);
  for (let first = 0; first < rows; first += step) work(first, Math.min(rows, first + step), columns);
}
