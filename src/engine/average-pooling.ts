import type {KernelConfig, KernelFunc, TensorInfo} from "@tensorflow/tfjs-core";
import type {TensorFlow} from "./engine.ts";
import {register} from "./registration.ts";

/** The windows of a pooling; `cells` places each. */
interface Geometry {
  readonly axes: readonly Axis[];
  readonly cells: number;
}

interface Axis {
  readonly extent: number;
  readonly window: number;
  readonly stride: number;
  readonly padding: number;
  readonly outputs: number;
}

const mended = Symbol("mended");

/**
 * Mends the gradients of average pooling with padding: TensorFlow.js's kernels on cpu and webgpu divide by the whole window, though its forward kernels
 * divide by the numbers inside the image. Here the gradient that comes in is scaled by the one over the other first.
 */
export function mendAveragePoolGradients(tf: TensorFlow, backendName: "cpu" | "webgpu"): void {
  mend(tf, backendName, "AvgPoolGrad", planeGeometry(tf));
  mend(tf, backendName, "AvgPool3DGrad", spaceGeometry(tf));
}

type GeometryOf = (shape: readonly number[], attributes: never) => Geometry;

function mend(tf: TensorFlow, backendName: string, kernelName: string, geometryOf: GeometryOf): void {
  const stock = tf.getKernel(kernelName, backendName) as KernelConfig & {readonly [mended]?: true};
  if (stock[mended] === true) return;
  const kernelFunc: KernelFunc = (params) => {
    const {dy, input} = params.inputs as {dy: TensorInfo; input: TensorInfo};
    const geometry = geometryOf(input.shape, params.attrs as never);
    if (geometry.axes.every(({padding, outputs, stride, window, extent}) => padding === 0 && (outputs - 1) * stride + window <= extent)) return stock.kernelFunc(params);
    const scaled = tf.tidy(() => tf.mul(dy as never, scales(tf, geometry, dy.shape)));
    try {
      return stock.kernelFunc({...params, inputs: {...params.inputs, dy: scaled}});
    } finally {
      tf.dispose(scaled);
    }
  };
  register(tf, {...stock, kernelFunc, [mended]: true} as KernelConfig);
}

/** For every window: all its places over those inside the image. */
function scales(tf: TensorFlow, {axes, cells}: Geometry, shape: readonly number[]) {
  const inside = axes.map((axis) => Array.from({length: axis.outputs}, (_, i) => insideOf(axis, i)));
  const counts = inside.reduce((products, axis) => products.flatMap((product) => axis.map((count) => product * count)), [1]);
  return tf.tensor(Float32Array.from(counts, (count) => cells / count), [1, ...shape.slice(1, -1), 1]);
}

function insideOf({extent, window, stride, padding}: Axis, index: number): number {
  const start = index * stride - padding;
  return Math.max(0, Math.min(start + window, extent) - Math.max(start, 0));
}

interface PoolAttributes {
  readonly filterSize: number;
  readonly strides: number;
  readonly pad: "same" | "valid" | number;
  readonly dimRoundingMode?: "floor" | "round" | "ceil";
}

const planeGeometry = (tf: TensorFlow): GeometryOf => (shape, {filterSize, strides, pad, dimRoundingMode}: PoolAttributes) => {
  const g = tf.backend_util.computePool2DInfo(shape as [number, number, number, number], filterSize, strides, 1, pad, dimRoundingMode);
  return {cells: g.filterHeight * g.filterWidth, axes: [
    {extent: g.inHeight, window: g.filterHeight, stride: g.strideHeight, padding: g.padInfo.top, outputs: g.outHeight},
    {extent: g.inWidth, window: g.filterWidth, stride: g.strideWidth, padding: g.padInfo.left, outputs: g.outWidth},
  ]};
};

const spaceGeometry = (tf: TensorFlow): GeometryOf => (shape, {filterSize, strides, pad, dimRoundingMode}: PoolAttributes) => {
  const g = tf.backend_util.computePool3DInfo(shape as [number, number, number, number, number], filterSize, strides, 1, pad, dimRoundingMode);
  return {cells: g.filterDepth * g.filterHeight * g.filterWidth, axes: [
    {extent: g.inDepth, window: g.filterDepth, stride: g.strideDepth, padding: g.padInfo.front, outputs: g.outDepth},
    {extent: g.inHeight, window: g.filterHeight, stride: g.strideHeight, padding: g.padInfo.top, outputs: g.outHeight},
    {extent: g.inWidth, window: g.filterWidth, stride: g.strideWidth, padding: g.padInfo.left, outputs: g.outWidth},
  ]};
};
