import type {Tensor} from "@tensorflow/tfjs-core";
import type {TensorFlow} from "../../../src/engine/engine.ts";
import {awkward, filled} from "./numbers.ts";
import type {Vector} from "./vector.ts";

type Reduce = (tf: TensorFlow, x: Tensor, axis?: number | number[]) => Tensor;
type Case = readonly [shape: number[], axis?: number | number[]];

const reductions: Readonly<Record<string, Reduce>> = {
  Sum: (tf, x, axis) => tf.sum(x, axis),
  Mean: (tf, x, axis) => tf.mean(x, axis, true),
  Prod: (tf, x, axis) => tf.prod(tf.add(x, 1.25), axis),
  Max: (tf, x, axis) => tf.max(x, axis),
  Min: (tf, x, axis) => tf.min(x, axis, true),
};

const cases: readonly Case[] = [[[1]], [[257]], [[13, 37], 0], [[13, 37], 1], [[3, 5, 17], 1], [[2, 3, 4, 5], [0, 2]], [[2, 3, 4, 5], [1, 3]], [[5, 0, 3], 1]];

const floats = Object.entries(reductions).flatMap(([kernel, reduce]) => cases.map(([shape, axis]): Vector => ({
  title: `${kernel} of [${shape}] over ${axis === undefined ? "all axes" : `axis ${axis}`}`, make: (tf) => reduce(tf, filled(tf, shape, 31), axis),
})));

const awkwardFloats = Object.entries(reductions).map(([kernel, reduce]): Vector => ({
  title: `${kernel} of infinities, zeros, denormals and NaN`, make: (tf) => [reduce(tf, awkward(tf), 0), reduce(tf, awkward(tf), 1), reduce(tf, tf.reshape(awkward(tf), [-1, 1]), 1)],
}));

const wholes = Object.entries(reductions).map(([kernel, reduce]): Vector => ({
  title: `${kernel} of whole numbers`,
  make: (tf) => [0, 1, 2].map((axis) => (kernel === "Prod" ? tf.prod(whole(tf), axis) : reduce(tf, whole(tf), axis))),
}));

const whole = (tf: TensorFlow): Tensor => tf.cast(tf.mul(filled(tf, [4, 11, 6], 32), 70000), "int32");
const truth = (tf: TensorFlow): Tensor => tf.greater(filled(tf, [4, 11, 6], 33), -0.6);

const truths: readonly Vector[] = [
  {title: "Any along each axis", make: (tf) => [0, 1, 2].map((axis) => tf.any(tf.logicalNot(truth(tf)), axis))},
  {title: "Any of all", make: (tf) => [tf.any(truth(tf)), tf.any(tf.zeros([3, 3], "bool"))]},
  {title: "All along each axis", make: (tf) => [0, 1, 2].map((axis) => tf.all(truth(tf), axis))},
  {title: "All of groups that do not touch", make: (tf) => tf.all(truth(tf), [0, 2], true)},
  {title: "Sum of truth values", make: (tf) => [tf.sum(truth(tf)), tf.sum(truth(tf), 1)]},
];

const indices = (["ArgMax", "ArgMin"] as const).flatMap((kernel): readonly Vector[] => {
  const find = (tf: TensorFlow, x: Tensor, axis: number): Tensor => (kernel === "ArgMax" ? tf.argMax(x, axis) : tf.argMin(x, axis));
  return [
    {title: `${kernel} along the first axis`, make: (tf) => find(tf, filled(tf, [13, 9], 34), 0)},
    {title: `${kernel} along the last axis`, make: (tf) => find(tf, filled(tf, [13, 9], 34), 1)},
    {title: `${kernel} along an inner axis`, make: (tf) => find(tf, filled(tf, [3, 8, 5], 35), 1)},
    {title: `${kernel} of whole numbers`, make: (tf) => [0, 1, 2].map((axis) => find(tf, whole(tf), axis))},
    {title: `${kernel} among infinities, zeros, denormals and NaN`, make: (tf) => [find(tf, awkward(tf), 0), find(tf, awkward(tf), 1)]},
  ];
});

const running = (["Cumsum", "Cumprod"] as const).flatMap((kernel): readonly Vector[] => [false, true].flatMap((exclusive) => [false, true].map((reverse) => ({
  title: `${kernel}${exclusive ? ", exclusive" : ""}${reverse ? ", reversed" : ""}`,
  make: (tf: TensorFlow) => [0, 1, 2].map((axis) => (kernel === "Cumsum" ? tf.cumsum : tf.cumprod)(filled(tf, [4, 7, 5], 36), axis, exclusive, reverse)),
}))));

const gradients: readonly Vector[] = [[[7, 5], 0], [[7, 5], 1], [[2, 3, 4, 5], [0, 2]], [[2, 3, 4, 5], [1, 3]]].map((given): Vector => {
  const [shape, axis] = given as [number[], number | number[]];
  return {title: `SumGradient of [${shape}] over axis ${axis}`, make: (tf) => [tf.sum, tf.mean].map((reduce) => tf.grad((x) => tf.sum(tf.square(reduce(x, axis))))(filled(tf, shape, 39)))};
});

const runningOthers: readonly Vector[] = [
  {title: "Cumsum of whole numbers", make: (tf) => [0, 1, 2].map((axis) => tf.cumsum(whole(tf), axis))},
  {title: "Cumprod of whole numbers", make: (tf) => [0, 1, 2].map((axis) => tf.cumprod(whole(tf), axis))},
  {title: "Cumsum of infinities, zeros, denormals and NaN", make: (tf) => tf.cumsum(awkward(tf), 1)},
  {title: "Cumsum, its gradient along each axis", make: (tf) => [0, 1, 2].map((axis) => tf.grad((x) => tf.sum(tf.mul(tf.cumsum(x, axis), filled(tf, [3, 4, 5], 38))))(filled(tf, [3, 4, 5], 37)))},
];

/** Sums, products, extremes, their places, running sums. */
export const reductionVectors: readonly Vector[] = [...floats, ...awkwardFloats, ...wholes, ...truths, ...indices, ...gradients, ...running, ...runningOthers];
