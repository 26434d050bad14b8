import type {Tensor, Tensor4D} from "@tensorflow/tfjs-core";
import type {TensorFlow} from "../../../src/engine/engine.ts";
import {softmaxCrossEntropy, sparseSoftmaxCrossEntropy} from "../../../src/engine/fused/cross-entropy.ts";
import {gelu} from "../../../src/engine/fused/gelu.ts";
import {huberLoss, sigmoidCrossEntropy, squaredError} from "../../../src/engine/fused/losses.ts";
import {batchNormalization, layerNormalization} from "../../../src/engine/fused/normalization.ts";
import {awkward, filled} from "./numbers.ts";
import type {Vector} from "./vector.ts";

type Compute = (tf: TensorFlow, x: Tensor) => Tensor;

/** An operation on rows and the kernel that it stands for. */
const rowwise: Readonly<Record<string, Compute>> = {
  Softmax: (tf, x) => tf.softmax(x),
  LogSoftmax: (tf, x) => tf.logSoftmax(x),
  SoftmaxCrossEntropy: (tf, x) => softmaxCrossEntropy(x, tf.abs(filled(tf, x.shape, 92))),
  SparseSoftmaxCrossEntropy: (tf, x) => sparseSoftmaxCrossEntropy(x, tf.tensor(Int32Array.from({length: x.size / x.shape.at(-1)!}, (_, r) => (r * 5) % x.shape.at(-1)!), x.shape.slice(0, -1))),
  LayerNormalization: (tf, x) => layerNormalization(x, {gamma: filled(tf, [x.shape.at(-1)!], 93), beta: filled(tf, [x.shape.at(-1)!], 94)}),
  BatchNormalization: (tf, x) => batchNormalization(x, {gamma: filled(tf, [x.shape.at(-1)!], 93), beta: filled(tf, [x.shape.at(-1)!], 94)}).y,
  SquaredError: (tf, x) => squaredError(x, filled(tf, x.shape, 95)),
  SigmoidCrossEntropy: (tf, x) => sigmoidCrossEntropy(x, tf.abs(filled(tf, x.shape, 95))),
  HuberLoss: (tf, x) => huberLoss(x, filled(tf, x.shape, 95), 0.6),
};

const shapes = [[1, 1], [1, 10], [5, 3], [2, 3, 33]];

function gradientOf(tf: TensorFlow, compute: Compute, x: Tensor): Tensor {
  return tf.grad((given: Tensor) => {
    const value = compute(tf, given);
    return tf.sum(tf.mul(value, filled(tf, value.shape, 96)));
  })(x);
}

const scaled = (tf: TensorFlow, shape: number[]): Tensor => tf.mul(filled(tf, shape, 91), 7);

const regular = Object.entries(rowwise).flatMap(([kernel, compute]) => shapes.map((shape): Vector => ({title: `${kernel} of [${shape}]`, make: (tf) => [compute(tf, scaled(tf, shape)), gradientOf(tf, compute, scaled(tf, shape))]})));

const awkwardRows = Object.entries(rowwise).map(([kernel, compute]): Vector => ({title: `${kernel} of infinities, zeros, denormals and NaN`, make: (tf) => [compute(tf, awkward(tf)), gradientOf(tf, compute, awkward(tf))]}));

const empty = Object.entries(rowwise).map(([kernel, compute]): Vector => ({title: `${kernel} of no rows`, make: (tf) => compute(tf, tf.zeros([0, 4]))}));

const image = (tf: TensorFlow, seed: number): Tensor4D => tf.mul(filled(tf, [2, 3, 2, 7], seed), 3) as Tensor4D;

const others: readonly Vector[] = [
  {title: "LayerNormalization over two axes", make: (tf) => layerNormalization(image(tf, 97), {gamma: filled(tf, [2, 7], 98)})},
  {title: "LayerNormalization, gradients by gamma and beta", make: (tf) => tf.grads((gamma: Tensor, beta: Tensor) => tf.sum(tf.square(layerNormalization(image(tf, 97), {gamma, beta}))))([filled(tf, [7], 98), filled(tf, [7], 99)])},
  {title: "BatchNormalization, mean and variance", make: (tf) => [batchNormalization(image(tf, 97)).mean, batchNormalization(image(tf, 97)).variance]},
  {title: "BatchNormalization, gradients by gamma and beta", make: (tf) => tf.grads((gamma: Tensor, beta: Tensor) => tf.sum(tf.square(batchNormalization(image(tf, 97), {gamma, beta}).y)))([filled(tf, [7], 98), filled(tf, [7], 99)])},
  {title: "BatchNormalization, gradient by way of mean and variance", make: (tf) => tf.grad((x: Tensor) => tf.sum(tf.mul(batchNormalization(x).mean, tf.square(batchNormalization(x).variance))))(image(tf, 97))},
  {title: "BatchNormalization of 37 channels", make: (tf) => [batchNormalization(scaled(tf, [19, 37])).y, gradientOf(tf, rowwise["BatchNormalization"]!, scaled(tf, [19, 37]))]},
  {title: "FusedBatchNorm per channel", make: (tf) => tf.batchNorm4d(image(tf, 97), filled(tf, [7], 100) as never, tf.abs(filled(tf, [7], 101)) as never, filled(tf, [7], 102) as never, filled(tf, [7], 103) as never)},
  {title: "FusedBatchNorm without scale and offset", make: (tf) => tf.batchNorm4d(image(tf, 97), filled(tf, [7], 100) as never, tf.abs(filled(tf, [7], 101)) as never)},
  {title: "FusedBatchNorm per number", make: (tf) => tf.batchNorm4d(image(tf, 97), image(tf, 100), tf.abs(image(tf, 101)) as Tensor4D, image(tf, 102), image(tf, 103))},
  {title: "FusedBatchNorm of a negative variance", make: (tf) => tf.batchNorm2d(tf.ones([1, 3]), [0, 0, 0], [-1, 0, -0.001])},
  {title: "GeluGradient, exact and by tanh", make: (tf) => [false, true].map((approximate) => gradientOf(tf, (_, x) => gelu(x, approximate), scaled(tf, [5, 9])))},
  {title: "LRN of seven channels", make: (tf) => tf.localResponseNormalization(image(tf, 97), 2, 1, 0.5, 0.75)},
  {title: "LRN reaching beyond all channels", make: (tf) => tf.localResponseNormalization(image(tf, 97), 9, 2, 0.1, 0.5)},
  {title: "LRN of infinities, zeros, denormals and NaN", make: (tf) => tf.localResponseNormalization(tf.reshape(awkward(tf), [1, 1, 6, 11]) as Tensor4D, 1)},
  {title: "LRNGrad of seven channels", make: (tf) => tf.grad((x: Tensor) => tf.sum(tf.mul(tf.localResponseNormalization(x as Tensor4D, 2, 1, 0.5, 0.75), image(tf, 98))))(image(tf, 97))},
];

/** Softmax, cross-entropies, losses and normalisations: values and gradients. */
export const fusedVectors: readonly Vector[] = [...regular, ...awkwardRows, ...empty, ...others];
