import type {Tensor, Tensor1D, Tensor2D, Tensor4D, Tensor5D} from "@tensorflow/tfjs-core";
import {expect, test} from "vitest";
import type {TensorFlow} from "../../src/engine/engine.ts";
import {openEngine} from "../../src/engine/node.ts";

const {tf} = await openEngine("wasm");
const of = (...shape: number[]): Tensor => tf.ones(shape);
const images = (batch = 0): Tensor4D => of(batch, 4, 4, 2) as Tensor4D;
const whole = (shape: number[]): Tensor => tf.zeros(shape, "int32");
/** The gradients of the sum by all operands. */
const by = (compute: (on: TensorFlow, ...operands: Tensor[]) => Tensor, ...operands: Tensor[]) => (): Tensor[] => tf.grads((...all: Tensor[]) => tf.sum(compute(tf, ...all)))(operands);

/** What there is nothing of, or nothing in, and the shapes and numbers (all the same) that come of it. */
type Case = readonly [title: string, make: () => Tensor | Tensor[], shapes: readonly number[][], value?: number];
const cases: readonly Case[] = [
  ["a convolution of no images", by((on, x, w) => on.conv2d(x as Tensor4D, w as Tensor4D, 1, "same"), images(), of(3, 3, 2, 4)), [[0, 4, 4, 2], [3, 3, 2, 4]], 0],
  ["a convolution of no channels", () => tf.conv2d(of(1, 5, 5, 0) as Tensor4D, of(3, 3, 0, 4) as Tensor4D, 1, "same"), [[1, 5, 5, 4]], 0],
  ["a convolution to no channels", () => tf.conv2d(images(1), of(3, 3, 2, 0) as Tensor4D, 1, "same"), [[1, 4, 4, 0]]],
  ["a depthwise convolution of no images", by((on, x, w) => on.depthwiseConv2d(x as Tensor4D, w as Tensor4D, 1, "same"), images(), of(3, 3, 2, 2)), [[0, 4, 4, 2], [3, 3, 2, 2]], 0],
  ["a convolution of no volumes", by((on, x, w) => on.conv3d(x as Tensor5D, w as Tensor5D, 1, "same"), of(0, 3, 4, 4, 2), of(2, 3, 3, 2, 4)), [[0, 3, 4, 4, 2], [2, 3, 3, 2, 4]], 0],
  ["the largest of no images", by((on, x) => on.maxPool(x as Tensor4D, 2, 2, "valid"), images()), [[0, 4, 4, 2]]], ["the mean of no images", by((on, x) => on.avgPool(x as Tensor4D, 2, 2, "valid"), images()), [[0, 4, 4, 2]]],
  ["a window larger than its image", () => tf.maxPool(of(1, 1, 1, 1) as Tensor4D, 2, 2, "valid"), [[1, 0, 0, 1]]],
  ["no images resized", by((on, x) => on.image.resizeBilinear(x as Tensor4D, [3, 3]), images()), [[0, 4, 4, 2]]], ["no crops", () => tf.image.cropAndResize(images(2), tf.zeros([0, 4]), whole([0]) as Tensor1D, [2, 2]), [[0, 2, 2, 2]]],
  ["no images turned", () => tf.image.rotateWithOffset(images(), 1), [[0, 4, 4, 2]]], ["no boxes", () => tf.image.nonMaxSuppression(tf.zeros([0, 4]), tf.zeros([0]), 3), [[0]]],
  ["softmax of no rows", by((on, x) => on.softmax(x), of(0, 4)), [[0, 4]]], ["softmax of no classes", () => [tf.softmax(of(3, 0)), tf.logSoftmax(of(3, 0))], [[3, 0], [3, 0]]],
  ["products of no rows", by((on, a, b) => on.matMul(a, b), of(0, 3), of(3, 4)), [[0, 3], [3, 4]], 0], ["products of no matrices with one", () => tf.matMul(of(0, 2, 3), of(1, 3, 4)), [[0, 2, 4]]],
  ["a fused product of no rows", () => tf.fused.matMul({a: of(0, 3), b: of(3, 4), bias: of(4), activation: "elu"}), [[0, 4]]],
  ["no rows gathered", by((on, x) => on.gather(x, whole([0]) as Tensor1D), of(3, 2)), [[3, 2]], 0], ["no rows of none", () => tf.gather(of(0, 2), whole([0]) as Tensor1D), [[0, 2]]], ["no slices scattered", () => tf.scatterND(whole([0, 1]), tf.zeros([0, 2]), [3, 2]), [[3, 2]], 0],
  ["no rows in segments", () => tf.unsortedSegmentSum(tf.zeros([0, 2]), whole([0]) as Tensor1D, 3), [[3, 2]], 0], ["the largest of no rows", () => Object.values(tf.topk(tf.zeros([0, 3]), 2)), [[0, 2], [0, 2]]],
  ["the distinct of nothing", () => Object.values(tf.unique(tf.zeros([0]))), [[0], [0]]], ["nothing counted", () => [tf.bincount(whole([0]) as Tensor1D, tf.zeros([0]), 3), tf.denseBincount(whole([2, 0]) as Tensor2D, tf.zeros([0]) as never, 3)], [[3], [2, 3]], 0],
  ["nothing cumulated", () => [tf.cumsum(tf.zeros([0, 3]), 1), tf.cumsum(tf.zeros([3, 0]), 1)], [[0, 3], [3, 0]]], ["space of no batch", () => tf.batchToSpaceND(tf.spaceToBatchND(images(), [2, 2], [[0, 0], [0, 0]]), [2, 2], [[0, 0], [0, 0]]), [[0, 4, 4, 2]]],
  ["responses of no images", by((on, x) => on.localResponseNormalization(x as Tensor4D), images()), [[0, 4, 4, 2]]], ["dilation of no images", by((on, x, w) => on.dilation2d(x as Tensor4D, w as never, 1, "same"), images(), of(2, 2, 2)), [[0, 4, 4, 2], [2, 2, 2]], 0],
  ["a choice of nothing", () => tf.where(tf.tensor2d([[1]], [1, 1], "bool"), of(0, 3), of(1, 3)), [[0, 3]]], ["no tiles, nothing reversed, an empty diagonal", () => [tf.tile(of(2, 3), [0, 1]), tf.reverse(of(0, 3)), tf.diag(tf.zeros([0]))], [[0, 3], [0, 3], [0, 0]]],
  ["a mean over no rows", by((on, x) => on.mean(x, 0), of(0, 3)), [[0, 3]]], ["layers on an empty batch", () => tf.layers.layerNormalization().apply(of(0, 3)) as Tensor, [[0, 3]]],
];

test.each(cases.map(([title, make, shapes, value]) => [title, make, shapes, value] as const))("%s comes to the right shape", (_, make, shapes, value) => {
  tf.tidy(() => {
    const made = [make()].flat();
    expect(made.map(({shape}) => shape)).toEqual(shapes);
    expect([...new Set(made.flatMap((tensor) => [...tensor.dataSync()]))]).toEqual(value === undefined ? [] : [value]);
  });
});
