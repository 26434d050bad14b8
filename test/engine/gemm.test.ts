import {expect, test} from "vitest";
import {madeOn, numbers} from "./both-engines.ts";

const f = Math.fround;

/** The naive product, each sum in the order of k and rounded after every step. */
function naive(a: Float32Array, b: Float32Array, m: number, n: number, k: number, transposeA: boolean, transposeB: boolean): Float32Array {
  const c = new Float32Array(m * n);
  for (let i = 0; i < m; i++) for (let j = 0; j < n; j++) {
    let sum = 0;
    for (let p = 0; p < k; p++) sum = f(sum + f(a[transposeA ? p * m + i : i * k + p]! * b[transposeB ? j * k + p : p * n + j]!));
    c[i * n + j] = sum;
  }
  return c;
}

const shapes = [[1, 1, 1], [1, 9, 5], [4, 8, 256], [5, 7, 3], [3, 17, 259], [97, 13, 31], [100, 70, 300], [2, 515, 6], [13, 1, 513], [1, 70, 800], [67, 1, 5], [6, 2, 11], [131, 523, 20], [65, 25, 390]] as const;

test.each(shapes)("a product of %i × %i over %i equals the naive loop bit for bit in all transpositions", async (m, n, k) => {
  const a = numbers(m * k, 1), b = numbers(k * n, 2);
  for (const transposeA of [false, true]) for (const transposeB of [false, true]) {
    const [made] = await madeOn("wasm", (tf) =>
      tf.matMul(tf.tensor(a, transposeA ? [k, m] : [m, k]), tf.tensor(b, transposeB ? [n, k] : [k, n]), transposeA, transposeB));
    expect(made!.values).toEqual(naive(a, b, m, n, k, transposeA, transposeB));
  }
});

test("a sum over nothing is zero", async () => {
  const [made] = await madeOn("wasm", (tf) => tf.matMul(tf.zeros([3, 0]), tf.zeros([0, 2])));
  expect(made).toEqual({shape: [3, 2], values: new Float32Array(6)});
});

test("infinite and NaN factors come through where they meet", async () => {
  const [made] = await madeOn("wasm", (tf) => tf.matMul(tf.tensor2d([[NaN, 1], [Infinity, 0], [1, 2]]), tf.tensor2d([[1, 0], [0, 1]])));
  expect(made!.values).toEqual(Float32Array.of(NaN, NaN, Infinity, NaN, 1, 2));
});

test.each([
  [[2, 3, 4, 5], [2, 3, 5, 6]], [[2, 1, 4, 5], [1, 3, 5, 6]], [[4, 5], [3, 5, 6]], [[3, 4, 5], [5, 6]], [[3, 1, 4, 5], [2, 5, 6]],
])("batches %j and %j are broadcast as NumPy does", async (shapeA, shapeB) => {
  const sizeOf = (shape: readonly number[]): number => shape.reduce((product, extent) => product * extent, 1);
  const a = numbers(sizeOf(shapeA), 3), b = numbers(sizeOf(shapeB), 4);
  const ours = await madeOn("wasm", (tf) => tf.matMul(tf.tensor(a, shapeA), tf.tensor(b, shapeB)));
  const oneByOne = await madeOn("wasm", (tf) => {
    const batches = tf.broadcast_util.assertAndGetBroadcastShape(shapeA.slice(0, -2), shapeB.slice(0, -2));
    const wholeA = tf.broadcastTo(tf.tensor(a, shapeA), [...batches, 4, 5]), wholeB = tf.broadcastTo(tf.tensor(b, shapeB), [...batches, 5, 6]);
    const pairs = tf.unstack(tf.reshape(wholeA, [-1, 4, 5])).map((matrix, i) => tf.matMul(matrix, tf.unstack(tf.reshape(wholeB, [-1, 5, 6]))[i]!));
    return tf.reshape(tf.stack(pairs), [...batches, 4, 6]);
  });
  expect(ours).toEqual(oneByOne);
});

test("the shapes above have more than 10⁵ elements in all", () => {
  expect(4 * shapes.reduce((sum, [m, n]) => sum + m * n, 0)).toBeGreaterThan(1e5);
});

test.each([[1, 1, 1], [3, 5, 7], [4, 9, 2], [2, 7, 3], [3, 3, 5], [17, 6, 33]] as const)("a product of whole numbers, %i × %i over %i, wraps around in all transpositions", async (m, n, k) => {
  const whole = (count: number, seed: number): Int32Array => Int32Array.from(numbers(count, seed), (value) => value * 0x7fffffff);
  const a = whole(2 * m * k, 5), b = whole(k * n, 6);
  for (const transposeA of [false, true]) for (const transposeB of [false, true]) {
    const [made] = await madeOn("wasm", (tf) =>
      tf.matMul(tf.tensor(a, transposeA ? [2, k, m] : [2, m, k], "int32"), tf.tensor(b, transposeB ? [1, n, k] : [1, k, n], "int32"), transposeA, transposeB));
    const expected = Int32Array.from({length: 2 * m * n}, (_, at) => {
      const i = Math.floor(at / n) % m, j = at % n, first = at < m * n ? 0 : m * k;
      let sum = 0;
      for (let p = 0; p < k; p++) sum = (sum + Math.imul(a[first + (transposeA ? p * m + i : i * k + p)]!, b[transposeB ? j * k + p : p * n + j]!)) | 0;
      return sum;
    });
    expect(made!.values).toEqual(expected);
  }
});

test("the same matrix for each of a batch, or a batch for each, is multiplied like one by one", async () => {
  const a = numbers(7 * 3 * 5, 8), b = numbers(5 * 10, 9);
  const [ours, one] = await madeOn("wasm", (tf) => [tf.matMul(tf.tensor(a, [7, 3, 5]), tf.tensor(b, [1, 5, 10])), tf.matMul(tf.tensor(a, [21, 5]), tf.tensor(b, [5, 10]))]);
  expect(ours!.values).toEqual(one!.values);
});

test("a product of unequal inner extents or of truth values is refused by name", async () => {
  await expect(madeOn("wasm", (tf) => tf.matMul(tf.ones([2, 2], "bool"), tf.ones([2, 2], "bool")))).rejects.toThrow("matMul: expected a and b both of float32 or both of int32, got a of bool");
  await expect(madeOn("wasm", (tf) => tf.matMul(tf.ones([2, 3]), tf.ones([2, 3])))).rejects.toThrow(/inner/i);
});
