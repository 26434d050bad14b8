import type {Tensor, Tensor2D, Tensor3D, Tensor4D} from "@tensorflow/tfjs-core";
import type {TensorFlow} from "../../../src/engine/engine.ts";
import {weightTraining, type Training} from "./training.ts";

type Operation = (tf: TensorFlow, w: Tensor) => Tensor;

const trained = (name: string, shape: readonly number[], operation: Operation): Training =>
  weightTraining(`operation ${name}`, {w: shape}, ({tf}, {w}) => () => tf.mean(tf.square(operation(tf, w!))), {steps: 3});

/** Operations of single numbers, on numbers that lie where they are smooth. */
const functions: Readonly<Record<string, Operation>> = {
  abs: (tf, w) => tf.abs(w), acos: (tf, w) => tf.acos(tf.mul(tf.tanh(w), 0.9)), acosh: (tf, w) => tf.acosh(tf.add(tf.square(w), 1.5)), asin: (tf, w) => tf.asin(tf.mul(tf.tanh(w), 0.9)),
  asinh: (tf, w) => tf.asinh(w), atan: (tf, w) => tf.atan(w), atanh: (tf, w) => tf.atanh(tf.mul(tf.tanh(w), 0.9)), cos: (tf, w) => tf.cos(w), cosh: (tf, w) => tf.cosh(w), elu: (tf, w) => tf.elu(w),
  erf: (tf, w) => tf.erf(w), exp: (tf, w) => tf.exp(w), expm1: (tf, w) => tf.expm1(w), log: (tf, w) => tf.log(tf.add(tf.square(w), 0.1)), log1p: (tf, w) => tf.log1p(tf.square(w)),
  logSigmoid: (tf, w) => tf.logSigmoid(w), reciprocal: (tf, w) => tf.reciprocal(tf.add(tf.square(w), 1)), rsqrt: (tf, w) => tf.rsqrt(tf.add(tf.square(w), 1)), selu: (tf, w) => tf.selu(w), sigmoid: (tf, w) => tf.sigmoid(w),
  sin: (tf, w) => tf.sin(w), sinh: (tf, w) => tf.sinh(w), softplus: (tf, w) => tf.softplus(w), sqrt: (tf, w) => tf.sqrt(tf.add(tf.square(w), 1)), square: (tf, w) => tf.square(w), tan: (tf, w) => tf.tan(tf.mul(tf.tanh(w), 1.2)),
  tanh: (tf, w) => tf.tanh(w), clipByValue: (tf, w) => tf.clipByValue(w, -0.7, 0.9), step: (tf, w) => tf.mul(w, tf.step(w, 0.3)), leakyRelu: (tf, w) => tf.leakyRelu(w, 0.1),
};

/** Operations of two operands, some of them broadcast. */
const pairs: Readonly<Record<string, Operation>> = {
  add: (tf, w) => tf.add(w, tf.slice(w, [0, 2], [1, -1]).pad([[0, 0], [2, 0]])), div: (tf, w) => tf.div(w, tf.add(tf.square(tf.slice(w, [2, 0], [1, -1])), 1)),
  maximum: (tf, w) => tf.maximum(w, tf.reverse(w, 1)), minimum: (tf, w) => tf.minimum(w, tf.reverse(w, 0)), pow: (tf, w) => tf.pow(tf.add(tf.square(w), 0.5), tf.tanh(tf.reverse(w))),
  squaredDifference: (tf, w) => tf.squaredDifference(w, tf.reverse(w)), sub: (tf, w) => tf.sub(w, tf.mean(w, 0)), atan2: (tf, w) => tf.atan2(w, tf.add(tf.square(w), 1)), mod: (tf, w) => tf.mod(w, 0.7), prelu: (tf, w) => tf.prelu(w, tf.mean(w, 0)),
  where: (tf, w) => tf.where(tf.tensor1d([1, 0, 1, 1, 0, 0, 1], "bool"), w, tf.mul(w, 0.1)), "mul by one number": (tf, w) => tf.mul(w, tf.mean(w)),
};

/** Operations over axes and places. */
const arrangements: Readonly<Record<string, Operation>> = {
  concat: (tf, w) => tf.concat([w, tf.square(w)], 1), cumsum: (tf, w) => tf.cumsum(w, 1, true, true), gather: (tf, w) => tf.gather(w, tf.tensor1d([0, 3, 3, 1], "int32"), 1), logSoftmax: (tf, w) => tf.logSoftmax(w),
  logSumExp: (tf, w) => tf.logSumExp(w, 1), max: (tf, w) => tf.max(w, 1), mean: (tf, w) => tf.mean(w, 0), min: (tf, w) => tf.min(w, 0), norm: (tf, w) => tf.norm(w, "euclidean", 1), pad: (tf, w) => tf.pad(w as Tensor2D, [[1, 0], [2, 3]], 0.5), prod: (tf, w) => tf.prod(tf.add(tf.mul(w, 0.3), 1), 1), softmax: (tf, w) => tf.softmax(w), split: (tf, w) => tf.mul(...tf.split(w, [3, 3, 1], 1).slice(0, 2) as [Tensor, Tensor]),
  stack: (tf, w) => tf.stack([w, tf.reverse(w)], 1), slice: (tf, w) => tf.slice(w, [1, 2], [3, 4]),
  sum: (tf, w) => tf.sum(w, 1, true), tile: (tf, w) => tf.tile(w, [2, 3]), transpose: (tf, w) => tf.matMul(w, tf.transpose(w)), unsortedSegmentSum: (tf, w) => tf.unsortedSegmentSum(w, tf.tensor1d([2, 0, 2, 1, 0], "int32"), 3),
  unstack: (tf, w) => tf.addN(tf.unstack(w, 1)),
};

/** Operations of images, on weights of their shape. */
const images: Readonly<Record<string, readonly [readonly number[], Operation]>> = {
  "conv2d by a filter of weights": [[2, 3, 1, 2], (tf, w) => tf.conv2d(tf.ones([1, 5, 4, 1]) as Tensor4D, w as Tensor4D, [2, 1], "same")],
  "conv1d of weights": [[2, 7, 3], (tf, w) => tf.conv1d(w as Tensor3D, tf.ones([3, 3, 2]), 2, "same")],
  resizeBilinear: [[2, 3, 4, 2], (tf, w) => tf.image.resizeBilinear(w as Tensor4D, [5, 7])],
  "resizeBilinear, aligned": [[1, 5, 4, 1], (tf, w) => tf.image.resizeBilinear(w as Tensor4D, [3, 6], true)],
  resizeNearestNeighbor: [[2, 3, 4, 2], (tf, w) => tf.image.resizeNearestNeighbor(w as Tensor4D, [5, 7])],
  localResponseNormalization: [[2, 3, 3, 5], (tf, w) => tf.localResponseNormalization(w as Tensor4D, 2)],
  dilation2d: [[1, 5, 4, 2], (tf, w) => tf.dilation2d(w as Tensor4D, tf.ones([2, 2, 2]), 1, "same")],
  spaceToBatchND: [[1, 4, 6, 2], (tf, w) => tf.spaceToBatchND(w, [2, 3], [[0, 0], [0, 0]])],
  batchToSpaceND: [[6, 2, 2, 1], (tf, w) => tf.batchToSpaceND(w, [2, 3], [[0, 0], [0, 1]])],
  "batchNorm of weights": [[3, 4, 5], (tf, w) => tf.batchNorm(w, tf.mean(w, [0, 1]), tf.add(tf.square(tf.mean(w, [0, 1])), 0.5), tf.mean(w, [0, 1]), tf.ones([5]))],
};

/** Operations of tf.* by themselves, with their gradients. */
export const operation: readonly Training[] = [
  ...[functions, pairs, arrangements].flatMap((group) => Object.entries(group).map(([name, compute]) => trained(name, [5, 7], compute))),
  ...Object.entries(images).map(([name, [shape, compute]]) => trained(name, shape, compute)),
];
