import type {Tensor} from "@tensorflow/tfjs-core";
import {expect, test} from "vitest";
import type {TensorFlow} from "../../src/engine/engine.ts";
import {openEngine} from "../../src/engine/node.ts";
import {madeOn, numbers} from "./both-engines.ts";
import {expectDerivative, expectNear, sumOf} from "./reference.ts";
import {addFloats, columnSum, joinRow, lists, rowSum} from "./stated-order.ts";

const f = Math.fround;
const sizeOf = (shape: readonly number[]): number => shape.reduce((product, extent) => product * extent, 1);
const on = async (make: (tf: TensorFlow) => Tensor | Tensor[]) => madeOn("wasm", make);
const values = async (make: (tf: TensorFlow) => Tensor): Promise<number[]> => [...(await on(make))[0]!.values];
const shapes = [[1, 1, 1], [3, 1, 4], [2, 3, 17], [5, 9, 16], [2, 37, 3], [1, 200, 70], [4, 7, 1], [3, 64, 33]] as const;

test.each(shapes)("sums of [%i, %i, %i] have the stated order, bit for bit", async (a, b, c) => {
  const x = numbers(a * b * c, 5), shape = [a, b, c];
  const made = await on((tf) => [[0], [1], [2], [0, 1], [1, 2], [0, 1, 2]].map((axes) => tf.sum(tf.tensor(x, shape), axes)));
  const over = (outer: number, length: number, inner: number): Float32Array => Float32Array.from(lists(x, outer, length, inner).map((list) => (inner === 1 ? rowSum : columnSum)(list)));
  const expected = [over(1, a, b * c), over(a, b, c), over(a * b, c, 1), over(1, a * b, c), over(a, b * c, 1), over(1, a * b * c, 1)];
  expect(made.map((sum) => sum.values)).toEqual(expected);
});

test("groups of axes that do not touch are summed one after the other, the last first", async () => {
  const x = numbers(3 * 5 * 2 * 11 * 4, 6), shape = [3, 5, 2, 11, 4];
  const [both, kept] = await on((tf) => [tf.sum(tf.tensor(x, shape), [0, 3, 4]), tf.sum(tf.tensor(x, shape), [0, 3], true)]);
  const rows = lists(x, 30, 44, 1).map(rowSum);
  expect([...both!.values]).toEqual(lists(rows, 1, 3, 10).map(columnSum));
  const columns = lists(x, 30, 11, 4).map(columnSum);
  expect([...kept!.values]).toEqual(lists(columns, 1, 3, 40).map(columnSum));
  expect(kept!.shape).toEqual([1, 5, 2, 1, 4]);
});

test("a mean is the sum divided by the count", async () => {
  const x = numbers(7 * 13, 7);
  const [rows, columns, all] = await on((tf) => [tf.mean(tf.tensor(x, [7, 13]), 1), tf.mean(tf.tensor(x, [7, 13]), 0), tf.mean(tf.tensor(x, [7, 13]))]);
  expect([...rows!.values]).toEqual(lists(x, 7, 13, 1).map((row) => f(rowSum(row) / 13)));
  expect([...columns!.values]).toEqual(lists(x, 1, 7, 13).map((column) => f(columnSum(column) / 7)));
  expect([...all!.values]).toEqual([f(rowSum([...x]) / 91)]);
});

test.each(shapes)("sums, means and products of [%i, %i, %i] lie within the bound of a sum in 64 bits", async (a, b, c) => {
  const x = numbers(a * b * c, 8);
  for (const [axis, outer, length, inner] of [[0, 1, a, b * c], [1, a, b, c], [2, a * b, c, 1]] as const) {
    const [sum, mean, product] = await on((tf) => [tf.sum(tf.tensor(x, [a, b, c]), axis), tf.mean(tf.tensor(x, [a, b, c]), axis), tf.prod(tf.tensor(x, [a, b, c]), axis)]);
    const columns = lists(x, outer, length, inner);
    expectNear(sum!.values, columns.map(sumOf));
    expectNear(mean!.values, columns.map((list) => sumOf(list.map((value) => value / length))));
    expectNear(product!.values, columns.map((list) => {
      const value = list.reduce((all, factor) => all * factor, 1);
      return {value, terms: length, magnitude: Math.max(Math.abs(value), 2 ** -126)};
    }));
  }
});

test("products have the order of sums", async () => {
  const x = numbers(3 * 21, 9).map((value) => f(value + 1.5));
  const [rows, columns] = await on((tf) => [tf.prod(tf.tensor(x, [3, 21]), 1), tf.prod(tf.tensor(x, [3, 21]), 0)]);
  const multiply = (p: number, q: number): number => f(p * q);
  expect([...rows!.values]).toEqual(lists(x, 3, 21, 1).map((row) => joinRow(row, multiply, 1)));
  expect([...columns!.values]).toEqual(lists(x, 1, 3, 21).map((column) => column.reduce(multiply, 1)));
});

test.each([[[0]], [[1]], [[2]], [[0, 1]], [[0, 2]], [[1, 2]], [[0, 1, 2]]])("extremes, any and all over %j agree with plain loops", async (axes) => {
  const shape = [3, 19, 5];
  const x = numbers(sizeOf(shape), 10), mask = x.map((value) => (value > 0.8 ? 1 : 0));
  const made = await on((tf) => [tf.max(tf.tensor(x, shape), axes), tf.min(tf.tensor(x, shape), axes), tf.any(tf.tensor(mask, shape, "bool"), axes), tf.all(tf.tensor(mask.map((m) => 1 - m), shape, "bool"), axes)]);
  const groups = Map.groupBy(x.keys(), (i) => [Math.floor(i / 95), Math.floor(i / 5) % 19, i % 5].filter((_, axis) => !axes.includes(axis)).join());
  const expected = [...groups.values()].map((indices) => indices.map((i) => x[i]!));
  expect(made.map(({values}) => [...values])).toEqual([
    expected.map((list) => Math.max(...list)), expected.map((list) => Math.min(...list)),
    expected.map((list) => Number(list.some((value) => value > f(0.8)))), expected.map((list) => Number(list.every((value) => value <= f(0.8)))),
  ]);
});

test("whole numbers are summed and multiplied modulo 2^32, and their mean is a float", async () => {
  const made = await on((tf) => {
    const x = tf.tensor2d([[2147483647, 1, 5], [-7, 3, 2], [65536, 65536, 3]], [3, 3], "int32");
    return [tf.sum(x, 1), tf.sum(x, 0), tf.prod(x, 1), tf.max(x, 0), tf.min(x, 1), tf.mean(tf.slice(x, [1, 0], [1, 3]), 1)];
  });
  expect(made.map(({values}) => values)).toEqual([Int32Array.of(-2147483643, -2, 131075), Int32Array.of(-2147418120, 65540, 10), Int32Array.of(2147483643, -42, 0), Int32Array.of(2147483647, 65536, 5), Int32Array.of(1, -7, 3), Float32Array.of(f(-2 / 3))]);
});

test("truth values are counted: their sum and product are whole numbers", async () => {
  const made = await on((tf) => {
    const x = tf.tensor2d([[1, 0, 1], [1, 1, 1]], [2, 3], "bool");
    return [tf.sum(x, 1), tf.prod(x, 1), tf.mean(x, 0), tf.cumsum(x, 1), tf.argMax(x, 1), tf.argMin(x, 1)];
  });
  expect(made.map(({values}) => values)).toEqual([Int32Array.of(2, 3), Int32Array.of(0, 1), Float32Array.of(1, 0.5, 1), Int32Array.of(1, 1, 2, 1, 2, 3), Int32Array.of(0, 0), Int32Array.of(1, 0)]);
});

test("NaN is never hidden, wherever it stands", async () => {
  for (const at of [0, 1, 7, 8, 12, 30, 35, 36]) {
    const x = numbers(37, 11);
    x[at] = NaN;
    const made = await on((tf) => [[1, 37], [37, 1], [37]].flatMap((shape) => [tf.max, tf.min, tf.sum, tf.mean, tf.prod].map((reduce) => reduce(tf.tensor(x, shape)))));
    expect(made.map(({values}) => values[0])).toEqual(made.map(() => NaN));
    const columns = Float32Array.from({length: 37 * 6}, (_, i) => (i % 6 === 4 && Math.floor(i / 6) === at ? NaN : 1));
    expect(await values((tf) => tf.max(tf.tensor(columns, [37, 6]), 0))).toEqual([1, 1, 1, 1, NaN, 1]);
    expect(await values((tf) => tf.argMax(tf.tensor(x), 0))).toEqual([at]);
  }
});

test("the index of an extreme is the first; of a NaN, if there is one, as NumPy has it", async () => {
  // python -c "import numpy as n; x = n.array([[1, 5, 5, -2], [2, n.nan, 9, n.nan], [-0., 0, 0, -0.]]); print(x.argmax(1), x.argmin(1), x.argmax(0), x.argmin(0))"
  const made = await on((tf) => {
    const x = tf.tensor2d([[1, 5, 5, -2], [2, NaN, 9, NaN], [-0, 0, 0, -0]]);
    return [tf.argMax(x, 1), tf.argMin(x, 1), tf.argMax(x, 0), tf.argMin(x, 0)];
  });
  expect(made.map(({values}) => [...values])).toEqual([[1, 1, 0], [3, 1, 0], [1, 1, 1, 1], [2, 1, 2, 1]]);
});

test.each([[0], [1], [2]])("indices of extremes along axis %i agree with plain loops", async (axis) => {
  const shape = [6, 7, 9];
  const x = numbers(sizeOf(shape), 12).map((value) => Math.round(value * 4));
  const [outer, inner] = [sizeOf(shape.slice(0, axis)), sizeOf(shape.slice(axis + 1))];
  const expected = lists(x, outer, shape[axis]!, inner);
  const made = await on((tf) => (["float32", "int32"] as const).flatMap((dtype) => [tf.argMax(tf.tensor(x, shape, dtype), axis), tf.argMin(tf.tensor(x, shape, dtype), axis)]));
  const first = [expected.map((list) => list.indexOf(Math.max(...list))), expected.map((list) => list.indexOf(Math.min(...list)))];
  expect(made.map(({values}) => [...values])).toEqual([...first, ...first]);
});

test("running sums and products go one after the other, forwards or backwards, with or without their own number", async () => {
  const shape = [3, 5, 6], x = numbers(90, 13);
  const run = (list: readonly number[], join: (a: number, b: number) => number, start: number, exclusive: boolean, reverse: boolean): number[] => {
    const ordered = reverse ? list.toReversed() : list;
    const out: number[] = [];
    ordered.forEach((value, k) => out.push(k === 0 ? (exclusive ? start : value) : join(out[k - 1]!, exclusive ? ordered[k - 1]! : value)));
    return reverse ? out.toReversed() : out;
  };
  for (const axis of [0, 1, 2]) for (const exclusive of [false, true]) for (const reverse of [false, true]) {
    const [outer, inner] = [sizeOf(shape.slice(0, axis)), sizeOf(shape.slice(axis + 1))];
    const [sums, products] = await on((tf) => [tf.cumsum(tf.tensor(x, shape), axis, exclusive, reverse), tf.cumprod(tf.tensor(x, shape), axis, exclusive, reverse)]);
    const expectedSums = lists(x, outer, shape[axis]!, inner).map((list) => run(list, addFloats, 0, exclusive, reverse));
    expect(lists(sums!.values, outer, shape[axis]!, inner)).toEqual(expectedSums);
    expect(lists(products!.values, outer, shape[axis]!, inner)).toEqual(lists(x, outer, shape[axis]!, inner).map((list) => run(list, (a, b) => f(a * b), 1, exclusive, reverse)));
  }
});

test("nothing sums to 0, multiplies to 1, has infinite extremes and no mean; an empty output stays empty", async () => {
  const made = await on((tf) => {
    const x = tf.zeros([2, 0, 3]);
    return [tf.sum(x, 1), tf.prod(x, 1), tf.max(x, 1), tf.min(x, 1), tf.mean(x, 1), tf.sum(x, 0), tf.max(x, [0, 2]), tf.sum(x, [0, 1]), tf.cumsum(x, 1), tf.any(tf.cast(x, "bool"), 1), tf.all(tf.cast(x, "bool"), 1), tf.argMax(x, 0)];
  });
  const all = (value: number): number[] => Array<number>(6).fill(value);
  expect(made.map(({values}) => [...values])).toEqual([all(0), all(1), all(-Infinity), all(Infinity), all(NaN), [], [], [0, 0, 0], [], all(0), all(1), []]);
  await expect(on((tf) => tf.argMax(tf.zeros([2, 0, 3]), 1))).rejects.toThrow("argMax: axis 1 of [2,0,3] holds no number");
});

test("-0 stays -0 where nothing else is joined with it", async () => {
  const made = await on((tf) => [tf.sum(tf.tensor1d([-0, -0])), tf.sum(tf.tensor2d([[-0], [-0]]), 0), tf.sum(tf.tensor2d([[-0, 0]]), 0), tf.max(tf.tensor1d([-0, -0])), tf.max(tf.tensor1d([-0, 0])), tf.min(tf.tensor1d([0, -0])), tf.sum(tf.scalar(-0)), tf.cumsum(tf.tensor1d([-0]))]);
  expect(made.map(({values}) => [...values])).toEqual([[-0], [-0], [-0, 0], [-0], [0], [-0], [-0], [-0]]);
});

test("a type that a reduction cannot take is refused with kernel, input, both types and the mend", async () => {
  const {tf} = await openEngine("wasm");
  expect(() => tf.engine().runKernel("All", {x: tf.ones([2])})).toThrow('all: expected x of bool, got float32; tf.cast(x, "bool") makes it one');
});

test.each([[undefined], [0], [1], [[0, 2]]])("the derivatives of sum, mean, max, prod and cumsum over %j agree with finite differences", async (axis) => {
  const operand = {shape: [3, 4, 5], values: numbers(60, 14).map((value) => value + 1.5)};
  await expectDerivative((tf, x) => tf.sum(x, axis), [operand]);
  await expectDerivative((tf, x) => tf.mean(x, axis), [operand]);
  await expectDerivative((tf, x) => tf.max(x, axis), [operand], 1e-4 * 8);
  await expectDerivative((tf, x) => tf.cumsum(x, Array.isArray(axis) ? 2 : axis), [operand]);
  await expectDerivative((tf, x) => tf.prod(tf.slice(x, [0, 0, 0], [2, 2, 2]), axis), [operand], 2e-3);
});

test.each([[undefined], [0], [1], [2], [[0, 2]], [[1, 3]], [[0, 1, 2, 3]], [[]]])("the gradient of a sum over %j gives dy to all that were added, that of a mean its share", async (axis) => {
  const shape = [2, 3, 4, 5];
  const [sum, mean, expectedSum, expectedMean] = await on((tf) => {
    const x = tf.zeros(shape), axes = tf.util.parseAxisParam(axis ?? (null as never), shape), dy = tf.tensor(numbers(120 / axes.reduce((size, at) => size * shape[at]!, 1), 15));
    const expanded = tf.mul(tf.reshape(dy, shape.map((extent, at) => (axes.includes(at) ? 1 : extent))), tf.ones(shape));
    const by = (reduce: (given: Tensor) => Tensor): Tensor => tf.grad((given: Tensor) => tf.sum(tf.mul(reduce(given), tf.reshape(dy, reduce(given).shape))))(x);
    return [by((given) => tf.sum(given, axis)), by((given) => tf.mean(given, axis, true)), expanded, tf.div(expanded, 120 / dy.size)];
  });
  expect(sum).toEqual(expectedSum);
  expect(mean).toEqual(expectedMean);
});

test("a sum's gradient can be differentiated again", async () => {
  const [made] = await on((tf) => tf.grad((x: Tensor) => tf.sum(tf.mul(tf.grad((y: Tensor) => tf.mul(tf.sum(y), tf.mean(y)) as Tensor)(x), x)))(tf.tensor1d([1, 2, 3])));
  // f = (Σy)² / 3 has gradient 2 Σy / 3 in each, so that Σ of gradient · x is 2 (Σx)² / 3, whose gradient is 4 Σx / 3 = 8
  expect([...made!.values].map((value) => Math.round(value * 1e5) / 1e5)).toEqual([8, 8, 8]);
});
