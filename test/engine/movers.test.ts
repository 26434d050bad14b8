import type {Tensor, Tensor1D, Tensor2D, Tensor4D} from "@tensorflow/tfjs-core";
import {expect, test} from "vitest";
import type {TensorFlow} from "../../src/engine/engine.ts";
import {difference, madeOn, numbers} from "./both-engines.ts";
import {expectDerivative, expectNear, sumOf, type Reference} from "./reference.ts";
import {movedAlike} from "./vectors/movers.ts";
import {filled} from "./vectors/numbers.ts";

const on = async (make: (tf: TensorFlow) => Tensor | Tensor[]) => madeOn("wasm", make);
const ints = (tf: TensorFlow, values: number[]): Tensor1D => tf.tensor1d(values, "int32");
const sizeOf = (shape: readonly number[]): number => shape.reduce((product, extent) => product * extent, 1);

test.each(movedAlike)("$title: the same as in TensorFlow.js's JavaScript, bit for bit, shapes and types included", async ({make}) => {
  const made = async (engine: "wasm" | "cpu") => {
    const types: string[] = [];
    const read = await madeOn(engine, (tf) => [make(tf)].flat().map((tensor) => (types.push(tensor.dtype), tensor)));
    return read.map(({shape, values}, i) => ({type: types[i], shape, values: Array.from(values)}));
  };
  expect(await made("wasm")).toEqual(await made("cpu"));
});

test("transposed matrices of every size around a block and a tile are exact", async () => {
  for (const [rows, columns] of [[1, 4], [3, 5], [4, 4], [5, 4], [15, 63], [16, 64], [17, 65], [33, 130]] as const) {
    const x = numbers(rows * columns, 1);
    const [made] = await on((tf) => tf.transpose(tf.tensor(x, [rows, columns])));
    expect(Array.from(made!.values)).toEqual(Array.from({length: rows * columns}, (_, at) => x[(at % rows) * columns + Math.floor(at / rows)]!));
  }
});

test("a copy of more axes than the kernel walks at once is exact", async () => {
  const shape = [2, 3, 2, 3, 2, 3, 2, 3], perm = [7, 0, 6, 1, 5, 2, 4, 3];
  const [there, back] = await on((tf) => {
    const x = tf.reshape(tf.range(0, sizeOf(shape)), shape);
    const moved = tf.transpose(x, perm);
    return [moved, tf.transpose(moved, perm.map((_, i) => perm.indexOf(i)))];
  });
  expect(there!.values).not.toEqual(back!.values);
  expect(Array.from(back!.values)).toEqual(Array.from({length: sizeOf(shape)}, (_, i) => i));
});

type Sampling = "plain" | "corners" | "centres";
const samplings: readonly Sampling[] = ["plain", "corners", "centres"];
const flags = (sampling: Sampling): [boolean, boolean] => [sampling === "corners", sampling === "centres"];

/** Where output position i of `wanted` samples an axis of `old`, by the documentation of tf.image. */
function sampleOf(i: number, old: number, wanted: number, sampling: Sampling): number {
  const ends = sampling === "corners" && wanted > 1 ? 1 : 0;
  const ratio = (old - ends) / (wanted - ends);
  return sampling === "centres" ? ratio * (i + 0.5) - 0.5 : ratio * i;
}

/** The sources of an output position with their weights. */
function linear(i: number, old: number, wanted: number, sampling: Sampling): [number, number][] {
  const at = Math.min(Math.max(sampleOf(i, old, wanted, sampling), 0), old - 1);
  const low = Math.floor(at);
  return at === low ? [[low, 1]] : [[low, 1 - (at - low)], [low + 1, at - low]];
}

function nearest(i: number, old: number, wanted: number, sampling: Sampling): [number, number][] {
  const at = sampleOf(i, old, wanted, sampling) + (sampling === "centres" ? 0.5 : 0);
  return [[Math.min(old - 1, Math.floor(sampling === "corners" ? at + 0.5 : at)), 1]];
}

/** Every output number as the sum of weighted input numbers, and the transposed sums for the derivative: plain loops in 64 bits. */
function resizedInDoubles(pick: typeof linear, x: Float32Array, dy: Float32Array, [batch, height, width, channels]: number[], [newHeight, newWidth]: number[], sampling: Sampling) {
  const forward: number[][] = [], backward: number[][] = Array.from({length: x.length}, () => []);
  for (let b = 0; b < batch!; b++) for (let r = 0; r < newHeight!; r++) for (let q = 0; q < newWidth!; q++) for (let c = 0; c < channels!; c++) {
    const to = forward.length;
    forward.push(pick(r, height!, newHeight!, sampling).flatMap(([y, wy]) => pick(q, width!, newWidth!, sampling).map(([at, wx]) => {
      const from = ((b * height! + y) * width! + at) * channels! + c;
      backward[from]!.push(wy * wx * dy[to]!);
      return wy * wx * x[from]!;
    })));
  }
  return [forward.map(sumOf), backward.map(sumOf)] as const;
}

const resizeCases = (["resizeBilinear", "resizeNearestNeighbor"] as const).flatMap((name) => samplings.flatMap((sampling) => ([[9, 11], [3, 2], [1, 1], [5, 14]] as const).map((size) => [name, sampling, ...size] as const)));

test.each(resizeCases)("%s, %s, of two images to %i × %i and its gradient are those of plain loops in 64 bits", async (name, sampling, newHeight, newWidth) => {
  const shape = [2, 5, 7, 3], size: [number, number] = [newHeight, newWidth];
  const x = numbers(sizeOf(shape), 1), dy = numbers(2 * newHeight * newWidth * 3, 2);
  const [value, gradient] = await on((tf) => {
    const resize = (given: Tensor): Tensor => tf.image[name](given as Tensor4D, size, ...flags(sampling));
    return [resize(tf.tensor(x, shape)), tf.grad(resize)(tf.tensor(x, shape), tf.tensor(dy, [2, ...size, 3]))];
  });
  const [forward, backward] = resizedInDoubles(name === "resizeBilinear" ? linear : nearest, x, dy, shape, size, sampling);
  expectNear(value!.values, forward);
  expectNear(gradient!.values, backward);
});

type Compute = (tf: TensorFlow, ...operands: Tensor[]) => Tensor;
const derivatives: readonly (readonly [title: string, shapes: number[][], compute: Compute])[] = [
  ["slice", [[4, 5]], (tf, x) => tf.slice(x, [1, 2], [2, 3])],
  ["stack and unstack", [[3, 4]], (tf, x) => tf.stack(tf.unstack(x, 1).slice(1), 1)],
  ["split and concat", [[4, 6]], (tf, x) => tf.concat(tf.split(x, [1, 3, 2], 1).toReversed(), 1)],
  ["concat of two", [[3, 2], [3, 4]], (tf, x, y) => tf.concat([x, y], 1)],
  ["pad", [[3, 4]], (tf, x) => tf.pad(x, [[1, 2], [0, 3]], 5)],
  ["mirrorPad, reflected", [[4, 5]], (tf, x) => tf.mirrorPad(x, [[2, 3], [0, 4]], "reflect")],
  ["mirrorPad, symmetric", [[4, 3]], (tf, x) => tf.mirrorPad(x, [[4, 1], [2, 3]], "symmetric")],
  ["transpose", [[2, 3, 4]], (tf, x) => tf.transpose(x, [2, 0, 1])],
  ["tile", [[2, 3]], (tf, x) => tf.tile(x, [3, 2])],
  ["broadcastTo", [[3, 1]], (tf, x) => tf.broadcastTo(x, [2, 3, 4])],
  ["reverse", [[3, 4]], (tf, x) => tf.reverse(x, [1])],
  ["gather of rows", [[5, 3]], (tf, x) => tf.gather(x, ints(tf, [4, 0, 0, 2]))],
  ["gather of columns", [[3, 5, 2]], (tf, x) => tf.gather(x, ints(tf, [4, 0, 0, 2]), 1)],
  ["gather batch by batch", [[2, 5, 3]], (tf, x) => tf.gather(x, tf.tensor2d([[4, 1, 0], [2, 2, 3]], [2, 3], "int32"), 1, 1)],
  ["unsortedSegmentSum", [[5, 3]], (tf, x) => tf.unsortedSegmentSum(x, ints(tf, [2, 0, -1, 2, 1]), 4)],
  ["spaceToBatchND", [[1, 4, 4, 2]], (tf, x) => tf.spaceToBatchND(x, [2, 2], [[1, 1], [0, 2]])],
  ["batchToSpaceND", [[4, 2, 3, 2]], (tf, x) => tf.batchToSpaceND(x, [2, 2], [[1, 0], [0, 1]])],
  ["reshape, expandDims and clone", [[2, 6]], (tf, x) => tf.clone(tf.expandDims(tf.reshape(x, [3, 4]), 1))],
];

test.each(derivatives)("the gradient of %s is its derivative", async (_, shapes, compute) => {
  await expectDerivative(compute, shapes.map((shape, i) => ({shape, values: numbers(sizeOf(shape), 40 + i)})));
});

const image = (tf: TensorFlow): Tensor4D => filled(tf, [3, 5, 6, 2], 6) as Tensor4D;

test.each(["bilinear", "nearest"] as const)("crops, %s, agree with TensorFlow.js's", async (method) => {
  expect(await difference((tf) => [
    tf.image.cropAndResize(image(tf), tf.tensor2d([[0.1, 0.2, 0.8, 0.9], [0.9, 0, -0.2, 1.3]]), ints(tf, [2, 0]), [4, 5], method, -3),
    tf.image.cropAndResize(image(tf), tf.tensor2d([[0.1, 0.2, 0.8, 0.9]]), ints(tf, [1]), [1, 1], method),
  ])).toBeLessThan(2e-7);
});

test("a rotation agrees with TensorFlow.js's", async () => {
  expect(await difference((tf) => [0, 0.7, -2, 9].map((angle) => tf.image.rotateWithOffset(image(tf), angle, [0.5, -1, 0], [0.3, 0.8])))).toBe(0);
});

const transforms = [0.9, 0.2, -1, 0.1, 1.1, 0.5, 0.01, -0.02];

// TensorFlow.js's own leaves all images but the first untouched, so that each is asked for alone.
test.each(["constant", "reflect", "wrap", "nearest"] as const)("projections, %s, agree with TensorFlow.js's image by image", async (mode) => {
  for (const method of ["nearest", "bilinear"] as const) {
    const alone = (tf: TensorFlow): Tensor => tf.concat(tf.split(image(tf), 3).map((one) => tf.image.transform(one as Tensor4D, tf.tensor2d([transforms]), method, mode, 0.5, [7, 8])));
    expect(await difference(alone)).toBeLessThan(2e-7);
    const [together, one] = await on((tf) => [tf.image.transform(image(tf), tf.tensor2d([transforms]), method, mode, 0.5, [7, 8]), alone(tf)]);
    expect(together).toEqual(one);
  }
});

test("soft suppression agrees with TensorFlow.js's", async () => {
  const boxes = (tf: TensorFlow): Tensor2D => filled(tf, [60, 4], 11) as Tensor2D, scores = (tf: TensorFlow): Tensor1D => tf.abs(filled(tf, [60], 12)) as Tensor1D;
  for (const sigma of [0.1, 0.5, 1]) expect(await difference((tf) => Object.values(tf.image.nonMaxSuppressionWithScore(boxes(tf), scores(tf), 40, 0.7, 0.05, sigma)))).toBeLessThan(2e-7);
});

test("equally spaced numbers are rounded once, and the last of them is where they stop", async () => {
  const f = Math.fround;
  const [unit, backwards, one, tenths] = await on((tf) => [tf.linspace(0, 1, 11), tf.linspace(1, -1, 777), tf.linspace(2, 9, 1), tf.range(0, 100, 0.1)]);
  expect(Array.from(unit!.values)).toEqual(Array.from({length: 11}, (_, i) => f(i * 0.1)));
  expect([backwards!.values[0], backwards!.values[388], backwards!.values[776]]).toEqual([1, 0, -1]);
  expect([...one!.values]).toEqual([2]);
  expect(Array.from(tenths!.values)).toEqual(Array.from({length: 1000}, (_, i) => f(i * 0.1)));
});

test("segments are summed and averaged within the bound of a sum in 64 bits", async () => {
  const x = numbers(50 * 6, 3), ids = Array.from({length: 50}, (_, i) => Math.floor(i / 12)), indices = ids.map((_, i) => (i * 7) % 50);
  const [sum, mean, unsorted] = await on((tf) => {
    const data = tf.tensor2d(x, [50, 6]);
    return [tf.sparse.sparseSegmentSum(data, ints(tf, indices), ints(tf, ids)), tf.sparse.sparseSegmentMean(data, ints(tf, indices), ints(tf, ids)), tf.unsortedSegmentSum(data, ints(tf, ids), 5)];
  });
  const terms = (row: (i: number) => number): number[][] => Array.from({length: 30}, (_, at) => ids.flatMap((id, i) => (id === Math.floor(at / 6) ? [x[row(i) * 6 + (at % 6)]!] : [])));
  const picked = terms((i) => indices[i]!);
  expectNear(sum!.values, picked.map(sumOf));
  expectNear(mean!.values, picked.map((list): Reference => sumOf(list.map((value) => value / list.length))));
  expectNear(unsorted!.values, terms((i) => i).map(sumOf));
});

test("means of whole numbers go towards 0, segment by segment", async () => {
  const [mean] = await on((tf) => tf.sparse.sparseSegmentMean(tf.tensor2d([[7, -7], [2, 4], [1, -9], [5, 5]], [4, 2], "int32"), ints(tf, [0, 1, 2, 3, 3]), ints(tf, [0, 0, 1, 1, 3])));
  expect([...mean!.values]).toEqual([4, -1, 3, -2, 0, 0, 5, 5]);
});

test("slices that share an index are added up within the bound of a sum in 64 bits", async () => {
  const x = numbers(40 * 5, 4), rows = Array.from({length: 40}, (_, i) => (i * i) % 7);
  const [made] = await on((tf) => tf.scatterND(tf.tensor2d(rows, [40, 1], "int32"), tf.tensor2d(x, [40, 5]), [7, 5]));
  expectNear(made!.values, Array.from({length: 35}, (_, at) => sumOf(rows.flatMap((row, i) => (row === Math.floor(at / 5) ? [x[i * 5 + (at % 5)]!] : [])))));
});

test("of equal numbers the first is the largest, and NaN is larger than all", async () => {
  const [values, indices] = await on((tf) => Object.values(tf.topk(tf.tensor1d([1, NaN, -0, Infinity, 0, 1, NaN, -Infinity]), 8)));
  expect(Array.from(indices!.values)).toEqual([1, 6, 3, 0, 5, 2, 4, 7]);
  expect(Array.from(values!.values)).toEqual([NaN, NaN, Infinity, 1, 1, -0, 0, -Infinity]);
});

test("all NaN are one distinct number, and 0 equals -0", async () => {
  const [values, inverse] = await on((tf) => Object.values(tf.unique(tf.tensor1d([-0, NaN, 0, 3, NaN, 3]))));
  expect(Array.from(values!.values)).toEqual([-0, NaN, 3]);
  expect(Array.from(inverse!.values)).toEqual([0, 1, 0, 2, 1, 2]);
});

test("a box whose corner is NaN gives NaN, not what is beyond the image", async () => {
  const [made] = await on((tf) => tf.image.cropAndResize(image(tf), tf.tensor2d([[0.1, NaN, 0.5, 0.6]]), ints(tf, [0]), [2, 2]));
  expect(made!.values.every(Number.isNaN)).toBe(true);
});

const refusals: readonly (readonly [title: string, make: (tf: TensorFlow) => Tensor | Tensor[], message: RegExp])[] = [
  ["gather", (tf) => tf.gather(tf.ones([3, 2]), ints(tf, [0, 2]), 1), /gather: index number 1 is 2, outside the 2 entries of axis 1/],
  ["gatherND", (tf) => tf.gatherND(tf.ones([3, 2]), tf.tensor2d([[2, 1], [0, -1]], [2, 2], "int32")), /gatherND: index number 1 is -1 on axis 1, outside its 2 entries/],
  ["gatherND whose row-major number is within", (tf) => tf.gatherND(tf.ones([3, 4]), tf.tensor2d([[1, 5]], [1, 2], "int32")), /index number 0 is 5 on axis 1/],
  ["scatterND", (tf) => tf.scatterND(tf.tensor2d([[0], [3]], [2, 1], "int32"), tf.ones([2, 2]), [3, 2]), /scatterND: index number 1 is 3 on axis 0, outside its 3 entries/],
  ["tensorScatterUpdate", (tf) => tf.tensorScatterUpdate(tf.ones([3]), tf.tensor2d([[-1]], [1, 1], "int32"), tf.ones([1])), /tensorScatterUpdate: index number 0 is -1/],
  ["sparseToDense", (tf) => tf.sparseToDense(ints(tf, [7]), tf.ones([1]), [5], 0), /sparseToDense: index number 0 is 7/],
  ["sparseSegmentSum", (tf) => tf.sparse.sparseSegmentSum(tf.ones([3, 2]), ints(tf, [3]), ints(tf, [0])), /sparseSegmentSum: index number 0 is 3, outside the 3 entries/],
  ["segments that descend", (tf) => tf.sparse.sparseSegmentMean(tf.ones([3, 2]), ints(tf, [0, 1]), ints(tf, [1, 0])), /segment ids that ascend from 0, but number 1 is 0/],
  ["sparseFillEmptyRows", (tf) => Object.values(tf.sparse.sparseFillEmptyRows(tf.tensor2d([[4, 0]], [1, 2], "int32"), tf.ones([1]), ints(tf, [3, 3]), tf.scalar(0))) as Tensor[], /entry number 0 is in row 4, outside the 3 rows/],
  ["sparseReshape", (tf) => Object.values(tf.sparse.sparseReshape(tf.tensor2d([[0, 9]], [1, 2], "int32"), ints(tf, [2, 3]), ints(tf, [6]))) as Tensor[], /index number 0 is 9 on axis 1, outside its 3 entries/],
  ["cropAndResize", (tf) => tf.image.cropAndResize(tf.ones([2, 3, 3, 1]), tf.ones([1, 4]), ints(tf, [2]), [2, 2]), /cropAndResize: index number 0 is 2, outside the 2 entries/],
  ["bincount", (tf) => tf.bincount(ints(tf, [1, -4]), tf.tensor1d([]), 3), /bincount: expected numbers from 0 on, but number 1 is -4/],
  ["slice", (tf) => tf.slice(tf.ones([4]), [-2], [3]), /slice: 3 from -2 on lie outside the 4 entries of axis 0/],
];

test.each(refusals)("%s: what lies outside is told with its index and extent, never read", async (_, make, message) => {
  await expect(on(make)).rejects.toMatchObject({name: "UserError", message: expect.stringMatching(message), mend: expect.stringMatching(/./)});
});

test("tensors of unequal types are not joined", async () => {
  await expect(on((tf) => tf.concat([tf.ones([2]), tf.ones([2], "int32")]))).rejects.toThrow(/concat: expected tensor 1 of float32, got int32; tf.cast/);
});

test("text is refused by name", async () => {
  await expect(on((tf) => tf.tile(tf.tensor1d(["a", "b"]), [2]))).rejects.toThrow(/tile: expected x of float32 or int32 or bool, got string/);
});
