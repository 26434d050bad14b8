import {at, cells, flat, floats, given, made, sums, type Check, type Checks, type Data} from "./check.ts";

const x = floats([3, 4, 5], 51), image = floats([2, 3, 4, 8], 52);
const moved = (inputs: Readonly<Record<string, Data>>, attributes: Readonly<Record<string, unknown>>, shape: readonly number[], from: (index: readonly number[]) => number): Check => ({inputs, attributes, outputs: [made(shape, from)]});
const within = (index: readonly number[], shape: readonly number[]): boolean => index.every((i, axis) => i >= 0 && i < shape[axis]!);
const parts = [floats([3, 2, 5], 53), floats([3, 1, 5], 54), floats([3, 3, 5], 55)] as const;
/** Where position i of a mirrored axis of 4 with 3 before lies. */
const mirror = (i: number): number => [3, 2, 1, 0, 1, 2, 3, 2, 1][i]!;
const half = (index: readonly number[]): readonly number[] => [Math.floor(index[1]! / 2), index[1]! % 2];

const parted: Checks = {
  Slice: moved({x}, {begin: [1, 0, 2], size: [2, -1, 3]}, [2, 4, 3], ([i, j, k]) => at(x, i! + 1, j!, k! + 2)),
  StridedSlice: moved({x}, {begin: [2, 1, 4], end: [3, 4, 0], strides: [1, 2, -3], beginMask: 0, endMask: 0, ellipsisMask: 0, newAxisMask: 0, shrinkAxisMask: 1}, [2, 2], ([j, k]) => at(x, 2, 1 + 2 * j!, 4 - 3 * k!)),
  SplitV: {inputs: {x}, attributes: {numOrSizeSplits: [1, 3], axis: 1}, outputs: [made([3, 1, 5], ([i, , k]) => at(x, i!, 0, k!)), made([3, 3, 5], ([i, j, k]) => at(x, i!, 1 + j!, k!))]},
  Unpack: {inputs: {value: x}, attributes: {axis: 1}, outputs: Array.from({length: 4}, (_, j) => made([3, 5], ([i, k]) => at(x, i!, j, k!)))},
  Concat: moved(Object.fromEntries(parts.entries()), {axis: 1}, [3, 6, 5], ([i, j, k]) => (j! < 2 ? at(parts[0], i!, j!, k!) : j! < 3 ? at(parts[1], i!, j! - 2, k!) : at(parts[2], i!, j! - 3, k!))),
  Pack: moved({0: x, 1: floats([3, 4, 5], 56)}, {axis: 2}, [3, 4, 2, 5], ([i, j, n, k]) => at([x, floats([3, 4, 5], 56)][n!]!, i!, j!, k!)),
  Transpose: moved({x}, {perm: [2, 0, 1]}, [5, 3, 4], ([k, i, j]) => at(x, i!, j!, k!)),
  Reverse: moved({x}, {dims: [0, 2]}, [3, 4, 5], ([i, j, k]) => at(x, 2 - i!, j!, 4 - k!)),
  FlipLeftRight: moved({image}, {}, [2, 3, 4, 8], ([b, r, c, k]) => at(image, b!, r!, 3 - c!, k!)),
  Tile: moved({x}, {reps: [2, 1, 3]}, [6, 4, 15], ([i, j, k]) => at(x, i! % 3, j!, k! % 5)),
  PadV2: moved({x}, {paddings: [[1, 0], [0, 2], [2, 1]], constantValue: 0.5}, [4, 6, 8], ([i, j, k]) => (within([i! - 1, j!, k! - 2], x.shape) ? at(x, i! - 1, j!, k! - 2) : 0.5)),
  MirrorPad: moved({x}, {paddings: [[0, 0], [3, 2], [0, 0]], mode: "reflect"}, [3, 9, 5], ([i, j, k]) => at(x, i!, mirror(j!), k!)),
  DepthToSpace: moved({x: image}, {blockSize: 2, dataFormat: "NHWC"}, [2, 6, 8, 2], ([b, r, c, k]) => at(image, b!, Math.floor(r! / 2), Math.floor(c! / 2), ((r! % 2) * 2 + (c! % 2)) * 2 + k!)),
  SpaceToBatchND: moved({x}, {blockShape: [2], paddings: [[1, 1]]}, [6, 3, 5], ([n, j, k]) => {
    const row = 2 * j! + Math.floor(n! / 3) - 1;
    return within([n! % 3, row, k!], x.shape) ? at(x, n! % 3, row, k!) : 0;
  }),
  BatchToSpaceND: moved({x: floats([4, 3, 2], 57)}, {blockShape: [2], crops: [[1, 0]]}, [2, 5, 2], ([b, j, k]) => {
    const [row, block] = half([0, j! + 1]);
    return at(floats([4, 3, 2], 57), block! * 2 + b!, row!, k!);
  }),
};

const whole = given([5], [4, 0, 2, 9, -1], "int32"), few = floats([2, 3], 58);

const fresh: Checks = {
  Fill: moved({}, {shape: [2, 3], value: 7, dtype: "int32"}, [2, 3], () => 7), Range: moved({}, {start: 7, stop: -2, step: -2, dtype: "int32"}, [5], ([i]) => 7 - 2 * i!), LinSpace: moved({}, {start: -1, stop: 2, num: 7}, [7], ([i]) => -1 + i! / 2),
  OneHot: moved({indices: whole}, {depth: 4, onValue: 2, offValue: -1, dtype: "float32"}, [5, 4], ([i, k]) => (whole.values[i!] === k ? 2 : -1)),
  Diag: moved({x: few}, {}, [2, 3, 2, 3], ([i, j, k, l]) => (i === k && j === l ? at(few, i!, j!) : 0)),
  BroadcastArgs: {inputs: {s0: given([3], [2, 1, 5], "int32"), s1: given([2], [4, 1], "int32")}, outputs: [{shape: [3], values: [2, 4, 5]}]},
};

const rows = given([2, 3], [3, 0, 3, 1, 2, 0], "int32"), tuples = given([3, 2], [2, 1, 0, 3, 2, 1], "int32"), updates = floats([3, 5], 59), ids = given([4], [2, 0, 2, -1], "int32"), table = floats([4, 3, 2], 60);
const ascending = given([5], [0, 0, 2, 2, 2], "int32"), picks = given([5], [3, 1, 0, 0, 2], "int32");
const segments = (shareOf: (count: number) => number): Check => ({inputs: {data: table, indices: picks, segmentIds: ascending}, outputs: [sums([3, 3, 2], cells([3, 3, 2]).map(([s, i, j]) => {
  const members = [0, 1, 2, 3, 4].filter((n) => ascending.values[n] === s);
  return members.map((n) => at(table, picks.values[n]!, i!, j!) / shareOf(members.length));
}))]});

const indexed: Checks = {
  GatherV2: moved({x, indices: rows}, {axis: 1, batchDims: 0}, [3, 2, 3, 5], ([i, a, b, k]) => at(x, i!, at(rows, a!, b!), k!)),
  GatherNd: moved({params: x, indices: tuples}, {}, [3, 5], ([n, k]) => at(x, at(tuples, n!, 0), at(tuples, n!, 1), k!)),
  ScatterNd: {inputs: {indices: tuples, updates}, attributes: {shape: [3, 4, 5]}, outputs: [sums([3, 4, 5], cells([3, 4, 5]).map(([i, j, k]) => [0, 1, 2].filter((n) => at(tuples, n, 0) === i && at(tuples, n, 1) === j).map((n) => at(updates, n, k!))))]},
  TensorScatterUpdate: moved({tensor: x, indices: tuples, updates}, {}, [3, 4, 5], ([i, j, k]) => {
    const last = [2, 1, 0].find((n) => at(tuples, n, 0) === i && at(tuples, n, 1) === j);
    return last === undefined ? at(x, i!, j!, k!) : at(updates, last, k!);
  }),
  SparseToDense: moved({sparseIndices: given([3, 2], [0, 1, 2, 0, 1, 3], "int32"), sparseValues: given([3], [5, 6, 7]), defaultValue: given([], [-1])}, {outputShape: [3, 4]}, [3, 4], (index) => ({1: 5, 8: 6, 7: 7} as Record<number, number>)[flat([3, 4], index)] ?? -1),
  UnsortedSegmentSum: {inputs: {x: table, segmentIds: ids}, attributes: {numSegments: 3}, outputs: [sums([3, 3, 2], cells([3, 3, 2]).map(([s, i, j]) => [0, 1, 2, 3].filter((n) => ids.values[n] === s).map((n) => at(table, n, i!, j!))))]},
  SparseSegmentSum: segments(() => 1), SparseSegmentMean: segments((count) => count),
  SparseFillEmptyRows: {
    inputs: {indices: given([3, 2], [3, 1, 0, 2, 3, 0], "int32"), values: given([3], [1, 2, 3]), denseShape: given([2], [5, 3], "int32"), defaultValue: given([], [9])},
    outputs: [{shape: [6, 2], values: [0, 2, 1, 0, 2, 0, 3, 1, 3, 0, 4, 0]}, {shape: [6], values: [2, 9, 9, 1, 3, 9]}, {shape: [5], values: [0, 1, 1, 0, 1]}, {shape: [3], values: [3, 0, 4]}],
  },
  SparseReshape: {inputs: {inputIndices: given([2, 3], [1, 0, 2, 0, 1, 3], "int32"), inputShape: given([3], [2, 3, 4], "int32"), newShape: given([2], [6, -1], "int32")}, outputs: [{shape: [2, 2], values: [3, 2, 1, 3]}, {shape: [2], values: [6, 4]}]},
};

const ranked = floats([3, 8], 61), sorted = given([2, 5], [1, 3, 3, 7, 9, -2, 0, 0, 0, 5]), sought = given([2, 4], [3, 0, 10, 7, 0, -5, 6, 5]);
const order = (row: number): readonly number[] => [...Array(8).keys()].sort((a, b) => at(ranked, row, b) - at(ranked, row, a) || a - b);

const searched: Checks = {
  TopK: {inputs: {x: ranked}, attributes: {k: 5, sorted: true}, outputs: [made([3, 5], ([i, k]) => at(ranked, i!, order(i!)[k!]!)), made([3, 5], ([i, k]) => order(i!)[k!]!)]},
  Unique: {inputs: {x: given([2, 5], [1, 2, 1, 0, 2, 3, 4, 3, 3, 4])}, attributes: {axis: 1}, outputs: [{shape: [2, 3], values: [1, 2, 0, 3, 4, 3]}, {shape: [5], values: [0, 1, 0, 2, 1]}]},
  SearchSorted: moved({sortedSequence: sorted, values: sought}, {side: "right", dtype: "int32"}, [2, 4], ([i, k]) => [0, 1, 2, 3, 4].filter((n) => at(sorted, i!, n) <= at(sought, i!, k!)).length),
};

export const movement: Checks = {...parted, ...fresh, ...indexed, ...searched};
