import type {Tensor} from "@tensorflow/tfjs-core";
import type {TensorFlow} from "../../../src/engine/engine.ts";
import {awkward, filled} from "./numbers.ts";
import type {Vector} from "./vector.ts";

const transpositions = [["", false, false], [", the left transposed", true, false], [", the right transposed", false, true], [", both transposed", true, true]] as const;
const extents = [[1, 1, 1], [1, 33, 5], [3, 1, 4], [5, 7, 9], [4, 8, 390], [65, 13, 3], [2, 37, 400], [67, 11, 2]] as const;

const plain = extents.flatMap(([m, n, k]) => transpositions.map(([name, left, right]): Vector => ({
  title: `BatchMatMul of ${m} × ${n} over ${k}${name}`,
  make: (tf) => tf.matMul(filled(tf, left ? [k, m] : [m, k], 201), filled(tf, right ? [n, k] : [k, n], 202), left, right),
})));

const batches: readonly (readonly [number[], number[]])[] = [
  [[3, 4, 5], [3, 5, 6]], [[2, 1, 3, 4], [1, 5, 4, 2]], [[4, 5], [3, 5, 6]], [[7, 2, 3], [1, 3, 9]], [[2, 3, 1, 4], [3, 4, 1]], [[0, 2, 3], [0, 3, 2]], [[2, 0, 3], [2, 3, 4]], [[2, 3, 0], [2, 0, 4]],
];

const batched = batches.map(([a, b]): Vector => ({title: `BatchMatMul of [${a}] and [${b}]`, make: (tf) => tf.matMul(filled(tf, a, 203), filled(tf, b, 204))}));

const whole = (tf: TensorFlow, shape: number[], seed: number): Tensor => tf.cast(tf.mul(filled(tf, shape, seed), 2147480000), "int32");

const others: readonly Vector[] = [
  ...transpositions.map(([name, left, right]): Vector => ({
    title: `BatchMatMul of whole numbers${name}`,
    make: (tf) => tf.matMul(whole(tf, left ? [2, 7, 5] : [2, 5, 7], 205), whole(tf, right ? [1, 9, 7] : [1, 7, 9], 206), left, right),
  })),
  {title: "BatchMatMul of infinities, zeros, denormals and NaN", make: (tf) => [tf.matMul(awkward(tf), awkward(tf), true), tf.matMul(awkward(tf), awkward(tf), false, true)]},
  {title: "BatchMatMul, its gradients", make: (tf) => tf.grads((a, b) => tf.sum(tf.mul(tf.matMul(a, b), filled(tf, [3, 5, 6], 209))))([filled(tf, [3, 5, 4], 207), filled(tf, [3, 4, 6], 208)])},
];

const activations = ["linear", "relu", "relu6", "elu", "sigmoid", "leakyrelu", "prelu", "selu", "tanh", "softplus", "gelu"] as const;

const fused = activations.map((activation): Vector => ({
  title: `_FusedMatMul with bias and ${activation}`,
  make: (tf) => tf.fused.matMul({
    a: tf.mul(filled(tf, [9, 13], 210), 3), b: filled(tf, [13, 11], 211), bias: filled(tf, [11], 212), activation: activation as "elu",
    ...(activation === "prelu" ? {preluActivationWeights: filled(tf, [11], 213)} : {}), ...(activation === "leakyrelu" ? {leakyreluAlpha: 0.3} : {}),
  }),
}));

const fusedOthers: readonly Vector[] = [
  {title: "_FusedMatMul with one bias for all", make: (tf) => tf.fused.matMul({a: filled(tf, [3, 4], 214), b: filled(tf, [4, 5], 215), bias: tf.scalar(0.5), activation: "relu"})},
  {title: "_FusedMatMul of batches without bias, both transposed", make: (tf) => tf.fused.matMul({a: filled(tf, [2, 4, 3], 216), b: filled(tf, [2, 5, 4], 217), transposeA: true, transposeB: true, activation: "relu"})},
  {title: "_FusedMatMul of NaN and infinities with relu", make: (tf) => tf.fused.matMul({a: awkward(tf), b: tf.eye(11), bias: tf.zeros([11]), activation: "relu"})},
];

/** Matrix products. */
export const productVectors: readonly Vector[] = [...plain, ...batched, ...others, ...fused, ...fusedOthers];
