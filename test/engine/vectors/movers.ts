import type {Tensor, Tensor1D, Tensor2D, Tensor4D} from "@tensorflow/tfjs-core";
import type {TensorFlow} from "../../../src/engine/engine.ts";
import {awkward, filled} from "./numbers.ts";
import type {Vector} from "./vector.ts";

type Cast = (tf: TensorFlow, shape: number[]) => Tensor;

const whole: Cast = (tf, shape) => tf.cast(tf.mul(filled(tf, shape, 3), 1000), "int32");
const truth: Cast = (tf, shape) => tf.greater(filled(tf, shape, 4), 0);
const float: Cast = (tf, shape) => filled(tf, shape, 5);
const casts: Readonly<Record<string, Cast>> = {float32: float, int32: whole, bool: truth};

/** Moves that hold for elements of every type, each with the shape that it is given. */
const moves: readonly (readonly [title: string, shape: number[], move: (tf: TensorFlow, x: Tensor) => Tensor | Tensor[]])[] = [
  ["Slice: a slice in the middle", [5, 7, 6], (tf, x) => tf.slice(x, [1, 2, 3], [3, 4, 2])],
  ["Slice: a slice of whole rows", [5, 7, 6], (tf, x) => tf.slice(x, [2, 0, 0], [2, 7, 6])],
  ["Slice: a slice of nothing", [5, 7], (tf, x) => tf.slice(x, [2, 3], [0, 2])],
  ["Slice: a slice of six axes", [2, 3, 2, 3, 2, 3], (tf, x) => tf.slice(x as Tensor, [0, 1, 1, 0, 0, 1], [2, 2, 1, 3, 1, 2])],
  ["StridedSlice: steps", [9, 8, 7], (tf, x) => tf.stridedSlice(x, [1, 0, 2], [9, 8, 7], [2, 3, 1])],
  ["StridedSlice: backward steps", [9, 8], (tf, x) => tf.stridedSlice(x, [8, 7], [1, 0], [-2, -3])],
  ["StridedSlice: masks of begin, end, ellipsis, new and shrunk axes", [4, 5, 6], (tf, x) => [
    tf.stridedSlice(x, [1, 2, 3], [3, 4, 5], [1, 1, 2], 5, 2), tf.stridedSlice(x, [1, 0], [3, 2], [1, 1], 0, 0, 1), tf.stridedSlice(x, [1, 2, 1], [3, 4, 3], [1, 1, 1], 0, 0, 0, 2), tf.stridedSlice(x, [1, 2], [3, 4], [1, 1], 0, 0, 0, 0, 1),
  ]],
  ["StridedSlice: a strided slice that keeps everything", [3, 4], (tf, x) => tf.stridedSlice(x, [0, 0], [3, 4], [1, 1])],
  ["SplitV: a split in equal parts", [4, 6, 3], (tf, x) => tf.split(x, 3, 1)],
  ["SplitV: a split by sizes", [4, 6], (tf, x) => tf.split(x, [1, 3, 2], 1)],
  ["Unpack: an unstacking of the first axis", [3, 4, 5], (tf, x) => tf.unstack(x)],
  ["Unpack: an unstacking of the last axis", [3, 4, 5], (tf, x) => tf.unstack(x, -1)],
  ["Concat: a concatenation of rows", [3, 4], (tf, x) => tf.concat([x, tf.slice(x, 0, 1), x], 0)],
  ["Concat: a concatenation of columns", [3, 4], (tf, x) => tf.concat([x, tf.slice(x, [0, 1], [3, 1]), x], 1)],
  ["Concat: a concatenation along an inner axis, one part empty", [2, 3, 5], (tf, x) => tf.concat([x, tf.slice(x, [0, 0, 0], [2, 0, 5]), x], 1)],
  ["Concat: a concatenation of one full part", [2, 3], (tf, x) => tf.concat([tf.slice(x, [0, 0], [0, 3]), x], 0)],
  ["Pack: a stack", [3, 4], (tf, x) => [tf.stack([x, x], 0), tf.stack([x, x, x], 1), tf.stack([x, x], 2), tf.stack([x], 1)]],
  ["Pack: a stack of scalars", [], (tf, x) => tf.stack([x, x, x])],
  ["MirrorPad: a mirrored border", [4, 5], (tf, x) => [tf.mirrorPad(x, [[2, 1], [0, 3]], "reflect"), tf.mirrorPad(x, [[4, 2], [1, 5]], "symmetric")]],
  ["MirrorPad: a mirrored border of three axes", [3, 4, 2], (tf, x) => tf.mirrorPad(x, [[1, 2], [3, 0], [1, 1]], "reflect")],
  ["Transpose: a transposed matrix", [13, 10], (tf, x) => tf.transpose(x)],
  ["Transpose: a transposed matrix of many tiles", [70, 131], (tf, x) => tf.transpose(x)],
  ["Transpose: a transposed row", [1, 9], (tf, x) => tf.transpose(x)],
  ["Transpose: transposed matrices of a batch", [3, 6, 9], (tf, x) => tf.transpose(x, [0, 2, 1])],
  ["Transpose: axes in reverse", [2, 3, 4, 5], (tf, x) => tf.transpose(x)],
  ["Transpose: heads moved as attention does", [2, 5, 3, 8], (tf, x) => tf.transpose(x, [0, 2, 1, 3])],
  ["Transpose: channels moved to the front", [2, 5, 4, 6], (tf, x) => tf.transpose(x, [0, 3, 1, 2])],
  ["Transpose: six axes permuted", [2, 3, 2, 3, 4, 2], (tf, x) => tf.transpose(x, [5, 1, 3, 0, 4, 2])],
  ["Transpose: a permutation that moves nothing", [1, 4, 1, 3], (tf, x) => tf.transpose(x, [1, 0, 3, 2])],
  ["Transpose: a transposition of nothing", [3, 0, 4], (tf, x) => tf.transpose(x)],
  ["Tile: tiles", [2, 3], (tf, x) => [tf.tile(x, [2, 3]), tf.tile(x, [1, 4]), tf.tile(x, [3, 1])]],
  ["Tile: tiles of single numbers", [4, 1], (tf, x) => [tf.tile(x, [1, 21]), tf.tile(x, [2, 5])]],
  ["Tile: tiles of four axes", [2, 1, 3, 2], (tf, x) => tf.tile(x, [2, 3, 1, 2])],
  ["StridedSlice: a strided slice along a shrunk axis", [4, 5, 6], (tf, x) => tf.stridedSlice(x, [1, 2, 0], [3, 4, 6], [1, 1, 1], 0, 0, 0, 0, 3)],
  ["Tile: no tiles", [2, 3], (tf, x) => tf.tile(x, [0, 2])],
  ["Tile: a broadcast", [3, 1, 2], (tf, x) => tf.broadcastTo(x, [4, 3, 5, 2])],
  ["Reverse: reversed axes", [3, 4, 5], (tf, x) => [tf.reverse(x, 0), tf.reverse(x, [1, 2]), tf.reverse(x, 2), tf.reverse(x)]],
  ["Reverse: reversed numbers", [7], (tf, x) => tf.reverse(x, 0)],
  ["GatherV2: gathered rows", [6, 4], (tf, x) => tf.gather(x, tf.tensor2d([[0, 5], [2, 2]], [2, 2], "int32"))],
  ["GatherV2: gathered columns", [3, 6], (tf, x) => tf.gather(x, tf.tensor1d([5, 0, 0, 3], "int32"), 1)],
  ["GatherV2: slices gathered along an inner axis", [2, 5, 3], (tf, x) => tf.gather(x, tf.tensor1d([4, 1], "int32"), -2)],
  ["GatherV2: slices gathered batch by batch", [2, 5, 3], (tf, x) => tf.gather(x, tf.tensor2d([[4, 1, 0], [2, 2, 3]], [2, 3], "int32"), 1, 1)],
  ["GatherV2: slices gathered batch by batch along the last axis", [2, 3, 5], (tf, x) => tf.gather(x, tf.tensor2d([[4, 1], [2, 3]], [2, 2], "int32"), 2, 1)],
  ["GatherV2: nothing gathered", [3, 2], (tf, x) => tf.gather(x, tf.tensor1d([], "int32"))],
  ["GatherNd: numbers gathered by index tuples", [3, 4, 2], (tf, x) => [tf.gatherND(x, tf.tensor2d([[2, 3, 1], [0, 0, 0]], [2, 3], "int32")), tf.gatherND(x, tf.tensor2d([[2, 3], [0, 1], [2, 3]], [3, 2], "int32")), tf.gatherND(x, tf.tensor1d([1], "int32"))]],
  ["TensorScatterUpdate: slices replaced", [5, 3], (tf, x) => tf.tensorScatterUpdate(x, tf.tensor2d([[4], [0], [4]], [3, 1], "int32"), tf.slice(x, 1, 3))],
  ["SpaceToBatchND: blocks of space as batches", [2, 4, 6, 3], (tf, x) => [tf.spaceToBatchND(x, [2, 3], [[0, 0], [0, 0]]), tf.spaceToBatchND(x, [2, 2], [[1, 1], [2, 0]])]],
  ["BatchToSpaceND: batches as blocks of space", [8, 2, 3, 2], (tf, x) => [tf.batchToSpaceND(x, [2, 2], [[0, 0], [0, 0]]), tf.batchToSpaceND(x, [2, 4], [[1, 0], [2, 1]])]],
  ["Unique: distinct numbers", [4, 3], (tf, x) => [...Object.values(tf.unique(tf.concat([x, x], 0), 0)), ...Object.values(tf.unique(tf.concat([x, x], 1), 1))]],
  ["OnesLike: ones and zeros alike", [2, 3], (tf, x) => [tf.onesLike(x), tf.zerosLike(x)]],
  ["Reshape: reshaped and expanded", [2, 6], (tf, x) => [tf.reshape(x, [3, -1]), tf.expandDims(x, 1), tf.expandDims(x, -1), tf.squeeze(tf.reshape(x, [1, 12, 1])), tf.clone(x)]],
];

const ints = (tf: TensorFlow, values: number[], shape: number[] = [values.length]): Tensor => tf.tensor(values, shape, "int32");
const image = (tf: TensorFlow, shape: [number, number, number, number] = [2, 5, 6, 3]): Tensor4D => filled(tf, shape, 6) as Tensor4D;
const boxes = (tf: TensorFlow): Tensor2D => filled(tf, [40, 4], 11) as Tensor2D;
const scores = (tf: TensorFlow): Tensor1D => tf.abs(filled(tf, [40], 12)) as Tensor1D;

const single: readonly (readonly [title: string, make: (tf: TensorFlow) => Tensor | Tensor[]])[] = [
  ["PadV2: a border", (tf) => [tf.pad(float(tf, [3, 4]), [[1, 2], [0, 3]], -2.5), tf.pad(whole(tf, [3, 4]), [[0, 0], [2, 2]], 7), tf.pad(float(tf, [2, 3, 4]), [[0, 0], [0, 0], [0, 0]])]],
  ["PadV2: a border on four axes", (tf) => tf.pad(image(tf), [[0, 1], [1, 1], [2, 0], [0, 0]])],
  ["DepthToSpace: depth to space", (tf) => tf.depthToSpace(float(tf, [2, 3, 2, 12]) as Tensor4D, 2, "NHWC")],
  ["Fill: a fill", (tf) => [tf.fill([3, 5], 2.5), tf.fill([7], 3, "int32"), tf.fill([2, 2], 1, "bool"), tf.fill([0, 2], 1)]],
  ["Range: ranges of whole numbers", (tf) => [tf.range(0, 10, 3, "int32"), tf.range(5, -5, -2, "int32"), tf.range(3, 0, 1, "int32"), tf.range(3, 3), tf.range(0, 5, -1)]],
  ["Range: ranges of floats", (tf) => [tf.range(0, 4), tf.range(0, 2, 0.25), tf.range(1, -1, -0.5)]],
  ["OneHot: one in each row", (tf) => [tf.oneHot(ints(tf, [1, 0, 4, -1, 2, 9]), 5), tf.oneHot(ints(tf, [2, 0], [2, 1]), 3, 0.5, -0.5, "float32"), tf.oneHot(ints(tf, [1]), 2, 1, 0, "bool")]],
  ["Diag: a diagonal", (tf) => [tf.diag(float(tf, [4])), tf.diag(whole(tf, [2, 2]))]],
  ["ScatterNd: scattered sums", (tf) => [
    tf.scatterND(ints(tf, [4, 1, 4], [3, 1]), float(tf, [3, 5]), [6, 5]), tf.scatterND(ints(tf, [0, 1, 2, 2], [2, 2]), whole(tf, [2]), [3, 4]), tf.scatterND(ints(tf, [1, 1], [2, 1]), whole(tf, [2, 3]), [2, 3]),
  ]],
  ["SparseToDense: sparse to dense", (tf) => [
    tf.sparseToDense(ints(tf, [4, 1]), float(tf, [2]), [6], -1), tf.sparseToDense(ints(tf, [0, 1, 2, 2], [2, 2]), ints(tf, [7, 9]), [3, 4], 5), tf.sparseToDense(ints(tf, [0, 1, 2, 2], [2, 2]), tf.scalar(3.5), [3, 4], 0), tf.sparseToDense(ints(tf, [3]), truth(tf, [1]), [5], true),
  ]],
  ["SparseFillEmptyRows: empty rows filled", (tf) => {
    const filledRows = tf.sparse.sparseFillEmptyRows(tf.tensor2d([[3, 3], [0, 0], [1, 2], [1, 0], [3, 2]], [5, 2], "int32"), tf.tensor1d([0, 10, 13, 14, 32]), tf.tensor1d([6, 6], "int32"), tf.scalar(-1));
    return Object.values(filledRows) as Tensor[];
  }],
  ["SparseFillEmptyRows: full rows left as they are", (tf) => Object.values(tf.sparse.sparseFillEmptyRows(tf.tensor2d([[0, 0], [1, 2]], [2, 2], "int32"), tf.tensor1d([4, 5], "int32"), tf.tensor1d([2, 3], "int32"), tf.scalar(-1, "int32"))) as Tensor[]],
  ["SparseFillEmptyRows: no rows filled", (tf) => Object.values(tf.sparse.sparseFillEmptyRows(tf.tensor2d([], [0, 2], "int32"), tf.tensor1d([]), tf.tensor1d([0, 3], "int32"), tf.scalar(1))) as Tensor[]],
  ["SparseReshape: a sparse tensor reshaped", (tf) => Object.values(tf.sparse.sparseReshape(tf.tensor2d([[0, 0, 0], [0, 1, 4], [1, 0, 0], [4, 2, 3]], [4, 3], "int32"), tf.tensor1d([5, 3, 6], "int32"), tf.tensor1d([9, -1], "int32"))) as Tensor[]],
  ["SparseSegmentSum: sums of sparse segments", (tf) => [tf.sparse.sparseSegmentSum(filled(tf, [5, 7], 1) as Tensor2D, tf.tensor1d([0, 4, 4, 1], "int32"), tf.tensor1d([0, 0, 2, 2], "int32")), tf.sparse.sparseSegmentSum(whole(tf, [5, 3]) as Tensor2D, tf.tensor1d([0, 1], "int32"), tf.tensor1d([1, 1], "int32"))]],
  ["SparseSegmentMean: whole means of sparse segments", (tf) => tf.sparse.sparseSegmentMean(whole(tf, [5, 3]) as Tensor2D, tf.tensor1d([0, 1, 3], "int32"), tf.tensor1d([1, 1, 1], "int32"))],
  ["TopK: the largest numbers", (tf) => [1, 4, 9].flatMap((k) => Object.values(tf.topk(filled(tf, [4, 9], 8), k)))],
  ["TopK: the largest of many, some equal", (tf) => [tf.topk(tf.floor(tf.mul(filled(tf, [3, 900], 9), 10)), 20), tf.topk(tf.cast(tf.mul(filled(tf, [3, 700], 9), 4), "int32"), 700)].flatMap(({values, indices}) => [values, indices])],
  ["SearchSorted: places in an order", (tf) => (["left", "right"] as const).flatMap((side) => [
    tf.searchSorted(tf.tensor2d([[0, 1, 1, 3], [-2, 0, 5, 5]]), tf.tensor2d([[1, -1, 9], [5, 0, -0]]), side), tf.searchSorted(ints(tf, [1, 2, 2, 4]), ints(tf, [0, 2, 3, 5]), side),
  ])],
  ["Bincount: counts", (tf) => [
    tf.bincount(tf.tensor1d([1, 5, 1, 0, 9], "int32"), tf.tensor1d([]), 6), tf.bincount(tf.tensor1d([1, 5, 1], "int32"), tf.tensor1d([0.5, 2, 4]), 6), tf.bincount(tf.tensor1d([1, 1], "int32"), tf.tensor1d([3, 4], "int32"), 2),
    tf.denseBincount(tf.tensor2d([[1, 4, 1], [2, 2, 7]], [2, 3], "int32"), tf.tensor1d([]) as unknown as Tensor2D, 4), tf.denseBincount(tf.tensor2d([[1, 4, 1], [2, 2, 7]], [2, 3], "int32"), tf.tensor1d([]) as unknown as Tensor2D, 4, true),
  ]],
  ["BroadcastArgs: a shape that both have", (tf) => tf.broadcastArgs(ints(tf, [3, 1, 5]), ints(tf, [4, 1]))],
  ["ResizeNearestNeighbor: the nearest pixels", (tf) => [float, whole].flatMap((cast) => ([[5, 7], [2, 2], [6, 8], [1, 1]] as const).flatMap(([height, width]) => [false, true].map((corners) => tf.image.resizeNearestNeighbor(cast(tf, [2, 3, 4, 5]) as Tensor4D, [height, width], corners))))],
  ["ResizeNearestNeighbor: the nearest pixels by their centres", (tf) => [float, whole].flatMap((cast) => ([[5, 7], [2, 2]] as const).map(([height, width]) => tf.image.resizeNearestNeighbor(cast(tf, [2, 3, 4, 2]) as Tensor4D, [height, width], false, true)))],
  ["FlipLeftRight: mirrored images", (tf) => tf.image.flipLeftRight(image(tf))],
  ["NonMaxSuppressionV3: boxes kept", (tf) => [0.1, 0.5, 0.9].map((overlap) => tf.image.nonMaxSuppression(boxes(tf), scores(tf), 20, overlap, 0.2))],
  ["NonMaxSuppressionV4: boxes kept and padded", (tf) => [true, false].flatMap((pad) => Object.values(tf.image.nonMaxSuppressionPadded(boxes(tf), scores(tf), 35, 0.3, 0.3, pad)) as Tensor[])],
  ["NonMaxSuppressionV5: boxes kept with their scores", (tf) => Object.values(tf.image.nonMaxSuppressionWithScore(boxes(tf), scores(tf), 30, 0.3, 0.2, 0)) as Tensor[]],
];

/** Vectors that TensorFlow.js's JavaScript computes alike, bit for bit. */
export const movedAlike: readonly Vector[] = [
  ...Object.entries(casts).flatMap(([type, cast]) => moves.map(([title, shape, move]): Vector => ({title: `${title}, ${type}`, make: (tf) => move(tf, cast(tf, shape))}))),
  ...single.map(([title, make]): Vector => ({title, make})),
];

const sizes = [[7, 9], [2, 3], [10, 12], [1, 1]] as const;
const crops = (tf: TensorFlow): [Tensor2D, Tensor1D] => [tf.tensor2d([[0.1, 0.2, 0.8, 0.9], [0.9, 0, -0.2, 1.3], [0, 0, 1, 1]]), tf.tensor1d([1, 0, 1], "int32")];
const transforms = (tf: TensorFlow): Tensor2D => tf.tensor2d([[0.9, 0.2, -1, 0.1, 1.1, 0.5, 0.01, -0.02], [1.5, -0.3, 2, 0.4, 0.7, -2, 0, 0.03]]);
const resized = (halfPixel: boolean, corners: boolean, nearest: boolean) => (tf: TensorFlow): Tensor[] => sizes.flatMap(([height, width]) => {
  const resize = (x: Tensor): Tensor => (nearest ? tf.image.resizeNearestNeighbor : tf.image.resizeBilinear)(x as Tensor4D, [height, width], corners, halfPixel);
  const value = resize(image(tf));
  return [value, tf.grad((x) => tf.sum(tf.mul(resize(x), filled(tf, value.shape, 7))))(image(tf))];
});

/** Vectors of what TensorFlow.js's JavaScript computes otherwise: other roundings, or its faults. */
const movedOtherwise: readonly Vector[] = [
  {title: "ResizeBilinear and its gradient", make: resized(false, false, false)},
  {title: "ResizeBilinear and its gradient, corners aligned", make: resized(false, true, false)},
  {title: "ResizeBilinear and its gradient, by centres", make: resized(true, false, false)},
  {title: "ResizeNearestNeighbor and its gradient", make: resized(false, false, true)},
  {title: "ResizeNearestNeighbor and its gradient, corners aligned", make: resized(false, true, true)},
  {title: "ResizeNearestNeighbor and its gradient, by centres", make: resized(true, false, true)},
  {title: "CropAndResize, linear and nearest", make: (tf) => (["bilinear", "nearest"] as const).map((method) => tf.image.cropAndResize(image(tf), ...crops(tf), [4, 5], method, -3))},
  {title: "CropAndResize to single pixels of a box with NaN", make: (tf) => tf.image.cropAndResize(image(tf), tf.tensor2d([[0.5, NaN, 0.7, 0.9]]), tf.tensor1d([0], "int32"), [1, 1])},
  {title: "RotateWithOffset", make: (tf) => [tf.image.rotateWithOffset(image(tf), 0.7, 0.25), tf.image.rotateWithOffset(image(tf, [1, 6, 4, 4]), -2, [1, 2, 3], [0.3, 0.8])]},
  ...(["constant", "reflect", "wrap", "nearest"] as const).map((mode): Vector => ({
    title: `Transform, ${mode}`, make: (tf) => (["nearest", "bilinear"] as const).map((method) => tf.image.transform(image(tf), transforms(tf), method, mode, 0.5, [7, 4])),
  })),
  {title: "NonMaxSuppressionV5, soft", make: (tf) => Object.values(tf.image.nonMaxSuppressionWithScore(boxes(tf), scores(tf), 30, 0.6, 0.1, 0.4))},
  {title: "LinSpace", make: (tf) => [tf.linspace(0, 1, 11), tf.linspace(-3, 7, 4), tf.linspace(2, 9, 1), tf.linspace(1, -1, 1000)]},
  {title: "Range of steps that no float holds", make: (tf) => [tf.range(0, 3, 0.1), tf.range(1, -1, -0.3), tf.range(0, 5, 0.5, "int32")]},
  {title: "SparseSegmentMean", make: (tf) => tf.sparse.sparseSegmentMean(filled(tf, [5, 7], 1) as Tensor2D, tf.tensor1d([0, 4, 4, 1, 2], "int32"), tf.tensor1d([0, 0, 0, 3, 3], "int32"))},
  {title: "UnsortedSegmentSum", make: (tf) => [tf.unsortedSegmentSum(filled(tf, [6, 5], 1), tf.tensor1d([2, 0, -1, 2, 1, 9], "int32"), 4), tf.unsortedSegmentSum(whole(tf, [2, 3, 2]), tf.tensor2d([[1, 0, 1], [0, 0, 2]], [2, 3], "int32") as Tensor as Tensor1D, 3)]},
  {title: "UnsortedSegmentSum as the gradient of a gather", make: (tf) => tf.grad((x) => tf.sum(tf.mul(tf.gather(x, tf.tensor1d([1, 1, 3], "int32"), 1), filled(tf, [3, 3, 2], 8))))(filled(tf, [3, 4, 2], 9))},
  {title: "DenseBincount of a list, truth alone", make: (tf) => tf.denseBincount(tf.tensor1d([1, 1, 3], "int32"), tf.tensor1d([]), 4, true)},
  {title: "TopK of infinities, zeros, denormals and NaN", make: (tf) => [...Object.values(tf.topk(awkward(tf), 11)), ...Object.values(tf.topk(awkward(tf), 3))]},
  {title: "Unique of infinities, zeros, denormals and NaN", make: (tf) => [...Object.values(tf.unique(tf.reshape(awkward(tf), [-1]))), ...Object.values(tf.unique(awkward(tf), 1))]},
  {title: "Transpose of infinities, zeros, denormals and NaN", make: (tf) => tf.transpose(awkward(tf))},
  {title: "PadV2 of infinities, zeros, denormals and NaN", make: (tf) => [tf.pad(awkward(tf), [[1, 0], [0, 2]], NaN), tf.pad(awkward(tf), [[1, 0], [0, 2]], -0)]},
  {title: "ScatterNd of infinities, zeros, denormals and NaN", make: (tf) => tf.scatterND(tf.tensor2d([[3], [0], [3], [1], [0], [2]], [6, 1], "int32"), awkward(tf), [5, 11])},
  {title: "ResizeBilinear of infinities, zeros, denormals and NaN", make: (tf) => tf.image.resizeBilinear(tf.reshape(awkward(tf), [1, 6, 11, 1]) as Tensor4D, [4, 16])},
  {title: "ExpandDims at both ends", make: (tf) => [tf.expandDims(awkward(tf), 0), tf.expandDims(awkward(tf), -1)]},
  {title: "ZerosLike of floats, whole numbers and truth", make: (tf) => (["float32", "int32", "bool"] as const).map((dtype) => tf.zerosLike(tf.ones([2, 3], dtype)))},
  {title: "Identity, ZerosLike and ExpandDims of nothing", make: (tf) => [tf.clone(tf.zeros([0, 3])), tf.zerosLike(tf.zeros([2, 0])), tf.expandDims(tf.zeros([0]), 0)]},
];

/** Every kernel that moves, picks, scatters, pads, resizes or makes elements. */
export const moverVectors: readonly Vector[] = [...movedAlike, ...movedOtherwise];
