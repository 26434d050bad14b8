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

const shapes = [[1, 1, 1], [1, 9, 5], [4, 8, 256], [5, 7, 3], [3, 17, 259], [97, 13, 31], [100, 70, 300], [2, 515, 6], [13, 1, 513]] as const;

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

test("a product of unequal inner extents or of whole numbers is refused by name", async () => {
  await expect(madeOn("wasm", (tf) => tf.matMul(tf.ones([2, 2], "int32"), tf.ones([2, 2], "int32")))).rejects.toThrow("expected a of float32, got int32");
  await expect(madeOn("wasm", (tf) => tf.matMul(tf.ones([2, 3]), tf.ones([2, 3])))).rejects.toThrow(/inner/i);
});
