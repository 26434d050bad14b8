import type {Tensor, Tensor1D, Tensor2D, Tensor4D} from "@tensorflow/tfjs-core";
import {expect, test} from "vitest";
import type {TensorFlow} from "../../src/engine/engine.ts";
import {madeOn} from "./both-engines.ts";
import {filled} from "./vectors/numbers.ts";

type Make = (tf: TensorFlow) => Tensor | Tensor[];
type Cast = (tf: TensorFlow, shape: number[]) => Tensor;

const whole: Cast = (tf, shape) => tf.cast(tf.mul(filled(tf, shape, 3), 1000), "int32");
const truth: Cast = (tf, shape) => tf.greater(filled(tf, shape, 4), 0);
const float: Cast = (tf, shape) => filled(tf, shape, 5);
const types: Readonly<Record<string, Cast>> = {float32: float, int32: whole, bool: truth};

/** Bit for bit what TensorFlow.js's own JavaScript makes of it, types and shapes included. */
async function expectSame(make: Make): Promise<void> {
  const made = async (engine: "wasm" | "cpu") => {
    const types: string[] = [];
    const read = await madeOn(engine, (tf) => [make(tf)].flat().map((tensor) => (types.push(tensor.dtype), tensor)));
    return read.map(({shape, values}, i) => ({type: types[i], shape, values: Array.from(values)}));
  };
  expect(await made("wasm")).toEqual(await made("cpu"));
}

/** Moves that hold for elements of every type, each with the shape that it is given. */
const moves: readonly (readonly [title: string, shape: number[], move: (tf: TensorFlow, x: Tensor) => Tensor | Tensor[]])[] = [
  ["a slice in the middle", [5, 7, 6], (tf, x) => tf.slice(x, [1, 2, 3], [3, 4, 2])],
  ["a slice of whole rows", [5, 7, 6], (tf, x) => tf.slice(x, [2, 0, 0], [2, 7, 6])],
  ["a slice of nothing", [5, 7], (tf, x) => tf.slice(x, [2, 3], [0, 2])],
  ["a slice of six axes", [2, 3, 2, 3, 2, 3], (tf, x) => tf.slice(x as Tensor, [0, 1, 1, 0, 0, 1], [2, 2, 1, 3, 1, 2])],
  ["steps", [9, 8, 7], (tf, x) => tf.stridedSlice(x, [1, 0, 2], [9, 8, 7], [2, 3, 1])],
  ["backward steps", [9, 8], (tf, x) => tf.stridedSlice(x, [8, 7], [1, 0], [-2, -3])],
  ["masks of begin, end, ellipsis, new and shrunk axes", [4, 5, 6], (tf, x) => [
    tf.stridedSlice(x, [1, 2, 3], [3, 4, 5], [1, 1, 2], 5, 2), tf.stridedSlice(x, [1, 0], [3, 2], [1, 1], 0, 0, 1), tf.stridedSlice(x, [1, 2, 1], [3, 4, 3], [1, 1, 1], 0, 0, 0, 2), tf.stridedSlice(x, [1, 2], [3, 4], [1, 1], 0, 0, 0, 0, 1),
  ]],
  ["a strided slice that keeps everything", [3, 4], (tf, x) => tf.stridedSlice(x, [0, 0], [3, 4], [1, 1])],
  ["a split in equal parts", [4, 6, 3], (tf, x) => tf.split(x, 3, 1)],
  ["a split by sizes", [4, 6], (tf, x) => tf.split(x, [1, 3, 2], 1)],
  ["an unstacking of the first axis", [3, 4, 5], (tf, x) => tf.unstack(x)],
  ["an unstacking of the last axis", [3, 4, 5], (tf, x) => tf.unstack(x, -1)],
  ["a concatenation of rows", [3, 4], (tf, x) => tf.concat([x, tf.slice(x, 0, 1), x], 0)],
  ["a concatenation of columns", [3, 4], (tf, x) => tf.concat([x, tf.slice(x, [0, 1], [3, 1]), x], 1)],
  ["a concatenation along an inner axis, one part empty", [2, 3, 5], (tf, x) => tf.concat([x, tf.slice(x, [0, 0, 0], [2, 0, 5]), x], 1)],
  ["a concatenation of one full part", [2, 3], (tf, x) => tf.concat([tf.slice(x, [0, 0], [0, 3]), x], 0)],
  ["a stack", [3, 4], (tf, x) => [tf.stack([x, x], 0), tf.stack([x, x, x], 1), tf.stack([x, x], 2), tf.stack([x], 1)]],
  ["a stack of scalars", [], (tf, x) => tf.stack([x, x, x])],
  ["a mirrored border", [4, 5], (tf, x) => [tf.mirrorPad(x, [[2, 1], [0, 3]], "reflect"), tf.mirrorPad(x, [[4, 2], [1, 5]], "symmetric")]],
  ["a mirrored border of three axes", [3, 4, 2], (tf, x) => tf.mirrorPad(x, [[1, 2], [3, 0], [1, 1]], "reflect")],
  ["a transposed matrix", [13, 10], (tf, x) => tf.transpose(x)],
  ["a transposed matrix of many tiles", [70, 131], (tf, x) => tf.transpose(x)],
  ["a transposed row", [1, 9], (tf, x) => tf.transpose(x)],
  ["transposed matrices of a batch", [3, 6, 9], (tf, x) => tf.transpose(x, [0, 2, 1])],
  ["axes in reverse", [2, 3, 4, 5], (tf, x) => tf.transpose(x)],
  ["heads moved as attention does", [2, 5, 3, 8], (tf, x) => tf.transpose(x, [0, 2, 1, 3])],
  ["channels moved to the front", [2, 5, 4, 6], (tf, x) => tf.transpose(x, [0, 3, 1, 2])],
  ["six axes permuted", [2, 3, 2, 3, 4, 2], (tf, x) => tf.transpose(x, [5, 1, 3, 0, 4, 2])],
  ["a permutation that moves nothing", [1, 4, 1, 3], (tf, x) => tf.transpose(x, [1, 0, 3, 2])],
  ["a transposition of nothing", [3, 0, 4], (tf, x) => tf.transpose(x)],
  ["tiles", [2, 3], (tf, x) => [tf.tile(x, [2, 3]), tf.tile(x, [1, 4]), tf.tile(x, [3, 1])]],
  ["tiles of single numbers", [4, 1], (tf, x) => [tf.tile(x, [1, 21]), tf.tile(x, [2, 5])]],
  ["tiles of four axes", [2, 1, 3, 2], (tf, x) => tf.tile(x, [2, 3, 1, 2])],
  ["a strided slice along a shrunk axis", [4, 5, 6], (tf, x) => tf.stridedSlice(x, [1, 2, 0], [3, 4, 6], [1, 1, 1], 0, 0, 0, 0, 3)],
  ["no tiles", [2, 3], (tf, x) => tf.tile(x, [0, 2])],
  ["a broadcast", [3, 1, 2], (tf, x) => tf.broadcastTo(x, [4, 3, 5, 2])],
  ["reversed axes", [3, 4, 5], (tf, x) => [tf.reverse(x, 0), tf.reverse(x, [1, 2]), tf.reverse(x, 2), tf.reverse(x)]],
  ["reversed numbers", [7], (tf, x) => tf.reverse(x, 0)],
  ["gathered rows", [6, 4], (tf, x) => tf.gather(x, tf.tensor2d([[0, 5], [2, 2]], [2, 2], "int32"))],
  ["gathered columns", [3, 6], (tf, x) => tf.gather(x, tf.tensor1d([5, 0, 0, 3], "int32"), 1)],
  ["slices gathered along an inner axis", [2, 5, 3], (tf, x) => tf.gather(x, tf.tensor1d([4, 1], "int32"), -2)],
  ["slices gathered batch by batch", [2, 5, 3], (tf, x) => tf.gather(x, tf.tensor2d([[4, 1, 0], [2, 2, 3]], [2, 3], "int32"), 1, 1)],
  ["slices gathered batch by batch along the last axis", [2, 3, 5], (tf, x) => tf.gather(x, tf.tensor2d([[4, 1], [2, 3]], [2, 2], "int32"), 2, 1)],
  ["nothing gathered", [3, 2], (tf, x) => tf.gather(x, tf.tensor1d([], "int32"))],
  ["numbers gathered by index tuples", [3, 4, 2], (tf, x) => [tf.gatherND(x, tf.tensor2d([[2, 3, 1], [0, 0, 0]], [2, 3], "int32")), tf.gatherND(x, tf.tensor2d([[2, 3], [0, 1], [2, 3]], [3, 2], "int32")), tf.gatherND(x, tf.tensor1d([1], "int32"))]],
  ["slices replaced", [5, 3], (tf, x) => tf.tensorScatterUpdate(x, tf.tensor2d([[4], [0], [4]], [3, 1], "int32"), tf.slice(x, 1, 3))],
  ["blocks of space as batches", [2, 4, 6, 3], (tf, x) => [tf.spaceToBatchND(x, [2, 3], [[0, 0], [0, 0]]), tf.spaceToBatchND(x, [2, 2], [[1, 1], [2, 0]])]],
  ["batches as blocks of space", [8, 2, 3, 2], (tf, x) => [tf.batchToSpaceND(x, [2, 2], [[0, 0], [0, 0]]), tf.batchToSpaceND(x, [2, 4], [[1, 0], [2, 1]])]],
  ["distinct numbers", [4, 3], (tf, x) => [...Object.values(tf.unique(tf.concat([x, x], 0), 0)), ...Object.values(tf.unique(tf.concat([x, x], 1), 1))]],
  ["ones and zeros alike", [2, 3], (tf, x) => [tf.onesLike(x), tf.zerosLike(x)]],
  ["reshaped and expanded", [2, 6], (tf, x) => [tf.reshape(x, [3, -1]), tf.expandDims(x, 1), tf.expandDims(x, -1), tf.squeeze(tf.reshape(x, [1, 12, 1])), tf.clone(x)]],
];

for (const [type, cast] of Object.entries(types)) {
  test.each(moves)(`%s: elements of ${type} move as TensorFlow.js moves them`, async (_, shape, move) => {
    await expectSame((tf) => move(tf, cast(tf, shape)));
  });
}

const ints = (tf: TensorFlow, values: number[], shape: number[] = [values.length]): Tensor => tf.tensor(values, shape, "int32");
const image = (tf: TensorFlow, shape: [number, number, number, number] = [2, 5, 6, 3]): Tensor4D => filled(tf, shape, 6) as Tensor4D;

/** What is bit for bit TensorFlow.js's own. */
const same: readonly (readonly [title: string, make: Make])[] = [
  ["a border", (tf) => [tf.pad(float(tf, [3, 4]), [[1, 2], [0, 3]], -2.5), tf.pad(whole(tf, [3, 4]), [[0, 0], [2, 2]], 7), tf.pad(float(tf, [2, 3, 4]), [[0, 0], [0, 0], [0, 0]])]],
  ["a border on four axes", (tf) => tf.pad(image(tf), [[0, 1], [1, 1], [2, 0], [0, 0]])],
  ["depth to space", (tf) => tf.depthToSpace(float(tf, [2, 3, 2, 12]) as Tensor4D, 2, "NHWC")],
  ["a fill", (tf) => [tf.fill([3, 5], 2.5), tf.fill([7], 3, "int32"), tf.fill([2, 2], 1, "bool"), tf.fill([0, 2], 1)]],
  ["ranges of whole numbers", (tf) => [tf.range(0, 10, 3, "int32"), tf.range(5, -5, -2, "int32"), tf.range(3, 0, 1, "int32"), tf.range(3, 3), tf.range(0, 5, -1)]],
  ["ranges of floats", (tf) => [tf.range(0, 4), tf.range(0, 2, 0.25), tf.range(1, -1, -0.5)]],
  ["one in each row", (tf) => [tf.oneHot(ints(tf, [1, 0, 4, -1, 2, 9]), 5), tf.oneHot(ints(tf, [2, 0], [2, 1]), 3, 0.5, -0.5, "float32"), tf.oneHot(ints(tf, [1]), 2, 1, 0, "bool")]],
  ["a diagonal", (tf) => [tf.diag(float(tf, [4])), tf.diag(whole(tf, [2, 2]))]],
  ["scattered sums", (tf) => [
    tf.scatterND(ints(tf, [4, 1, 4], [3, 1]), float(tf, [3, 5]), [6, 5]), tf.scatterND(ints(tf, [0, 1, 2, 2], [2, 2]), whole(tf, [2]), [3, 4]), tf.scatterND(ints(tf, [1, 1], [2, 1]), whole(tf, [2, 3]), [2, 3]),
  ]],
  ["sparse to dense", (tf) => [
    tf.sparseToDense(ints(tf, [4, 1]), float(tf, [2]), [6], -1), tf.sparseToDense(ints(tf, [0, 1, 2, 2], [2, 2]), ints(tf, [7, 9]), [3, 4], 5), tf.sparseToDense(ints(tf, [0, 1, 2, 2], [2, 2]), tf.scalar(3.5), [3, 4], 0), tf.sparseToDense(ints(tf, [3]), truth(tf, [1]), [5], true),
  ]],
  ["empty rows filled", (tf) => {
    const filledRows = tf.sparse.sparseFillEmptyRows(tf.tensor2d([[3, 3], [0, 0], [1, 2], [1, 0], [3, 2]], [5, 2], "int32"), tf.tensor1d([0, 10, 13, 14, 32]), tf.tensor1d([6, 6], "int32"), tf.scalar(-1));
    return Object.values(filledRows) as Tensor[];
  }],
  ["full rows left as they are", (tf) => Object.values(tf.sparse.sparseFillEmptyRows(tf.tensor2d([[0, 0], [1, 2]], [2, 2], "int32"), tf.tensor1d([4, 5], "int32"), tf.tensor1d([2, 3], "int32"), tf.scalar(-1, "int32"))) as Tensor[]],
  ["no rows filled", (tf) => Object.values(tf.sparse.sparseFillEmptyRows(tf.tensor2d([], [0, 2], "int32"), tf.tensor1d([]), tf.tensor1d([0, 3], "int32"), tf.scalar(1))) as Tensor[]],
  ["a sparse tensor reshaped", (tf) => Object.values(tf.sparse.sparseReshape(tf.tensor2d([[0, 0, 0], [0, 1, 4], [1, 0, 0], [4, 2, 3]], [4, 3], "int32"), tf.tensor1d([5, 3, 6], "int32"), tf.tensor1d([9, -1], "int32"))) as Tensor[]],
  ["sums of sparse segments", (tf) => [tf.sparse.sparseSegmentSum(filled(tf, [5, 7], 1) as Tensor2D, tf.tensor1d([0, 4, 4, 1], "int32"), tf.tensor1d([0, 0, 2, 2], "int32")), tf.sparse.sparseSegmentSum(whole(tf, [5, 3]) as Tensor2D, tf.tensor1d([0, 1], "int32"), tf.tensor1d([1, 1], "int32"))]],
  ["whole means of sparse segments", (tf) => tf.sparse.sparseSegmentMean(whole(tf, [5, 3]) as Tensor2D, tf.tensor1d([0, 1, 3], "int32"), tf.tensor1d([1, 1, 1], "int32"))],
  ["the largest numbers", (tf) => [1, 4, 9].flatMap((k) => Object.values(tf.topk(filled(tf, [4, 9], 8), k)))],
  ["the largest of many, some equal", (tf) => [tf.topk(tf.floor(tf.mul(filled(tf, [3, 900], 9), 10)), 20), tf.topk(tf.cast(tf.mul(filled(tf, [3, 700], 9), 4), "int32"), 700)].flatMap(({values, indices}) => [values, indices])],
  ["places in an order", (tf) => (["left", "right"] as const).flatMap((side) => [
    tf.searchSorted(tf.tensor2d([[0, 1, 1, 3], [-2, 0, 5, 5]]), tf.tensor2d([[1, -1, 9], [5, 0, -0]]), side), tf.searchSorted(ints(tf, [1, 2, 2, 4]), ints(tf, [0, 2, 3, 5]), side),
  ])],
  ["counts", (tf) => [
    tf.bincount(tf.tensor1d([1, 5, 1, 0, 9], "int32"), tf.tensor1d([]), 6), tf.bincount(tf.tensor1d([1, 5, 1], "int32"), tf.tensor1d([0.5, 2, 4]), 6), tf.bincount(tf.tensor1d([1, 1], "int32"), tf.tensor1d([3, 4], "int32"), 2),
    tf.denseBincount(tf.tensor2d([[1, 0, 1], [2, 2, 7]], [2, 3], "int32"), tf.tensor2d([], [0, 0]), 4), tf.denseBincount(tf.tensor2d([[1, 0, 1], [2, 2, 7]], [2, 3], "int32"), tf.tensor1d([]) as unknown as Tensor2D, 4, true),
  ]],
  ["a shape that both have", (tf) => tf.broadcastArgs(ints(tf, [3, 1, 5]), ints(tf, [4, 1]))],
  ["the nearest pixels", (tf) => [float, whole].flatMap((cast) => ([[5, 7], [2, 2], [6, 8], [1, 1]] as const).flatMap(([height, width]) => [false, true].map((corners) => tf.image.resizeNearestNeighbor(cast(tf, [2, 3, 4, 5]) as Tensor4D, [height, width], corners))))],
  ["the nearest pixels by their centres", (tf) => [float, whole].flatMap((cast) => ([[5, 7], [2, 2]] as const).map(([height, width]) => tf.image.resizeNearestNeighbor(cast(tf, [2, 3, 4, 2]) as Tensor4D, [height, width], false, true)))],
  ["mirrored images", (tf) => tf.image.flipLeftRight(image(tf))],
  ["boxes kept", (tf) => [0.1, 0.5, 0.9].map((overlap) => tf.image.nonMaxSuppression(boxes(tf), scores(tf), 20, overlap, 0.2))],
  ["boxes kept and padded", (tf) => [true, false].flatMap((pad) => Object.values(tf.image.nonMaxSuppressionPadded(boxes(tf), scores(tf), 35, 0.3, 0.3, pad)) as Tensor[])],
  ["boxes kept with their scores", (tf) => Object.values(tf.image.nonMaxSuppressionWithScore(boxes(tf), scores(tf), 30, 0.3, 0.2, 0)) as Tensor[]],
];

const boxes = (tf: TensorFlow): Tensor2D => filled(tf, [40, 4], 11) as Tensor2D;
const scores = (tf: TensorFlow): Tensor1D => tf.abs(filled(tf, [40], 12)) as Tensor1D;

test.each(same)("%s: the same as TensorFlow.js in JavaScript, bit for bit", async (_, make) => expectSame(make));
