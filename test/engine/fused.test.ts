import type {Tensor, Tensor4D} from "@tensorflow/tfjs-core";
import {expect, test} from "vitest";
import type {TensorFlow} from "../../src/engine/engine.ts";
import {softmaxCrossEntropy, sparseSoftmaxCrossEntropy} from "../../src/engine/fused/cross-entropy.ts";
import {gelu} from "../../src/engine/fused/gelu.ts";
import {huberLoss, sigmoidCrossEntropy, squaredError} from "../../src/engine/fused/losses.ts";
import {batchNormalization, layerNormalization} from "../../src/engine/fused/normalization.ts";
import {logSoftmax} from "../../src/engine/fused/softmax.ts";
import {openEngine} from "../../src/engine/node.ts";
import {madeOn, numbers} from "./both-engines.ts";
import {epsilon, expectDerivative} from "./reference.ts";
import {columnSum, lists, rowSum} from "./stated-order.ts";

const sizeOf = (shape: readonly number[]): number => shape.reduce((product, extent) => product * extent, 1);
const filled = (tf: TensorFlow, shape: number[], seed: number): Tensor => tf.tensor(numbers(sizeOf(shape), seed), shape);
const operand = (shape: number[], seed: number, scale = 1) => ({shape, values: numbers(sizeOf(shape), seed).map((value) => value * scale)});
const on = async (make: (tf: TensorFlow) => Tensor | Tensor[]) => madeOn("wasm", make);
const rowsOf = (x: ArrayLike<number>, columns: number): number[][] => Array.from({length: x.length / columns}, (_, r) => Array.from(x).slice(r * columns, (r + 1) * columns));
const sum = (x: readonly number[]): number => x.reduce((total, value) => total + value, 0);

/** Softmax, its logarithm and the logarithm of the sum in 64-bit floats. */
function softmaxOf(row: readonly number[]): {readonly y: number[]; readonly log: number[]} {
  const largest = Math.max(...row), total = sum(row.map((value) => Math.exp(value - largest)));
  return {y: row.map((value) => Math.exp(value - largest) / total), log: row.map((value) => value - largest - Math.log(total))};
}

/** Every number within `ulps` units in the last place of `scale` (by default, of the number expected). */
function expectUlps(actual: ArrayLike<number>, expected: readonly number[], ulps: number, scale = 0): void {
  expect(actual.length).toBe(expected.length);
  expected.forEach((value, i) => expect(Math.abs(actual[i]! - value), `number ${i}: ${actual[i]} for ${value}`).toBeLessThanOrEqual(2 * ulps * epsilon * Math.max(Math.abs(value), scale) + 2 ** -149));
}

const extents = [[1, 1], [3, 2], [5, 10], [4, 17], [2, 64], [1, 1000], [7, 33]] as const;

test.each(extents)("softmax of [%i, %i] is within (10 + columns / 8) ulp of 64 bits, its logarithm within as much of its own size", async (rows, columns) => {
  const x = numbers(rows * columns, 41).map((value) => value * 9);
  const [soft, log] = await on((tf) => [tf.softmax(tf.tensor(x, [rows, columns])), tf.logSoftmax(tf.tensor(x, [rows, columns]))]);
  const expected = rowsOf(x, columns).map(softmaxOf);
  expectUlps(soft!.values, expected.flatMap(({y}) => y), 10 + columns / 8);
  expectUlps(log!.values, expected.flatMap(({log: values}) => values), 10 + columns / 8, 1);
});

test.each(extents)("cross-entropies of [%i, %i] and their gradients are within (20 + columns / 8) ulp of 64 bits", async (rows, columns) => {
  const x = numbers(rows * columns, 42).map((value) => value * 6), labels = numbers(rows * columns, 43).map((value) => Math.fround(Math.abs(value)));
  const classes = Int32Array.from({length: rows}, (_, r) => (r * 7) % columns), dy = numbers(rows, 44);
  const [dense, denseGradient, sparse, sparseGradient] = await on((tf) => {
    const weighted = (loss: (logits: Tensor) => Tensor): Tensor => tf.grad((logits: Tensor) => tf.sum(tf.mul(loss(logits), tf.tensor(dy))))(tf.tensor(x, [rows, columns]));
    const withDense = (logits: Tensor): Tensor => softmaxCrossEntropy(logits, tf.tensor(labels, [rows, columns])), withSparse = (logits: Tensor): Tensor => sparseSoftmaxCrossEntropy(logits, tf.tensor(classes));
    return [withDense(tf.tensor(x, [rows, columns])), weighted(withDense), withSparse(tf.tensor(x, [rows, columns])), weighted(withSparse)];
  });
  const soft = rowsOf(x, columns).map(softmaxOf), targets = rowsOf(labels, columns), ulps = 20 + columns / 8;
  expectUlps(dense!.values, soft.map(({log}, r) => -sum(log.map((value, j) => value * targets[r]![j]!))), ulps, columns);
  expectUlps(denseGradient!.values, soft.flatMap(({y}, r) => y.map((p, j) => dy[r]! * (p * sum(targets[r]!) - targets[r]![j]!))), ulps, 1);
  expectUlps(sparse!.values, soft.map(({log}, r) => -log[classes[r]!]!), ulps, 1);
  expectUlps(sparseGradient!.values, soft.flatMap(({y}, r) => y.map((p, j) => dy[r]! * (p - (j === classes[r] ? 1 : 0)))), ulps, 1);
});

test("a row with NaN or Infinity is NaN throughout, so is one of nothing but -Infinity; other rows stay as they are", async () => {
  const rows = [[0, NaN, 1], [0, Infinity, 1], [-Infinity, -Infinity, -Infinity], [-Infinity, 0, 0], [3e38, -3e38, 0], [-0, 0, -0]];
  const [soft, log, dense, sparse] = await on((tf) => {
    const x = tf.tensor2d(rows);
    return [tf.softmax(x), tf.logSoftmax(x), softmaxCrossEntropy(x, tf.tensor2d(rows.map(() => [0, 0.5, 0.5]))), sparseSoftmaxCrossEntropy(x, tf.tensor1d([0, 0, 0, 0, 0, 0], "int32"))];
  });
  const third = Math.fround(1 / 3), all = [NaN, NaN, NaN];
  expect(rowsOf(soft!.values, 3)).toEqual([all, all, all, [0, 0.5, 0.5], [1, 0, 0], [third, third, third]]);
  expect(rowsOf(log!.values, 3).slice(0, 3)).toEqual([all, all, all]);
  expect(log!.values[9]).toBe(-Infinity);
  expect([...dense!.values].map((value) => Math.fround(value))).toEqual([NaN, NaN, NaN, Math.fround(Math.log(2)), Infinity, Math.fround(Math.log(3))]);
  expect([...sparse!.values].slice(0, 5)).toEqual([NaN, NaN, NaN, Infinity, 0]);
});

test("a class that cannot be, of logit -Infinity and label 0, costs nothing and gets no gradient", async () => {
  const [loss, gradient] = await on((tf) => {
    const lossOf = (x: Tensor): Tensor => softmaxCrossEntropy(x, tf.tensor2d([[0, 1, 0]]));
    return [lossOf(tf.tensor2d([[-Infinity, 0, 0]])), tf.grad((x: Tensor) => tf.sum(lossOf(x)))(tf.tensor2d([[-Infinity, 0, 0]]))];
  });
  expect(loss!.values[0]).toBeCloseTo(Math.LN2, 6);
  expect([...gradient!.values].map(Math.abs)).toEqual([0, 0.5, 0.5]);
});

/** Layer normalisation of a row in 64-bit floats. */
function normalized(row: readonly number[], small: number): {readonly normal: number[]; readonly inverse: number} {
  const mean = sum(row) / row.length, inverse = 1 / Math.sqrt(sum(row.map((value) => (value - mean) ** 2)) / row.length + small);
  return {normal: row.map((value) => (value - mean) * inverse), inverse};
}

const transposed = (rows: readonly (readonly number[])[]): number[][] => (rows[0] ?? []).map((_, j) => rows.map((row) => row[j]!));

test.each(extents)("layer normalisation of [%i, %i] and its gradients are within (30 + columns) ulp of 64 bits", async (rows, columns) => {
  const x = numbers(rows * columns, 45), gamma = numbers(columns, 46), beta = numbers(columns, 47), dy = numbers(rows * columns, 48), small = 0.01;
  const made = await on((tf) => {
    const layer = (a: Tensor, g: Tensor, b: Tensor): Tensor => layerNormalization(a, {gamma: g, beta: b, epsilon: small});
    const given = [tf.tensor(x, [rows, columns]), tf.tensor(gamma), tf.tensor(beta)] as const;
    return [layer(...given), ...tf.grads((...all: Tensor[]) => tf.sum(tf.mul(layer(all[0]!, all[1]!, all[2]!), tf.tensor(dy, [rows, columns]))))([...given])];
  });
  const reference = rowsOf(x, columns).map((row) => normalized(row, small)), slopes = rowsOf(dy, columns);
  const ulps = 30 + columns;
  expectUlps(made[0]!.values, reference.flatMap(({normal}) => normal.map((value, j) => value * gamma[j]! + beta[j]!)), ulps, 1);
  expectUlps(made[1]!.values, reference.flatMap(({normal, inverse}, r) => {
    const scaled = slopes[r]!.map((slope, j) => slope * gamma[j]!), mean = sum(scaled) / columns, along = sum(scaled.map((value, j) => value * normal[j]!)) / columns;
    return scaled.map((value, j) => inverse * (value - mean - normal[j]! * along));
  }), ulps, 10);
  expectUlps(made[2]!.values, transposed(reference.map(({normal}, r) => normal.map((value, j) => value * slopes[r]![j]!))).map(sum), ulps, rows);
  expectUlps(made[3]!.values, transposed(slopes).map(sum), ulps, rows);
});

test.each([[2, 1], [3, 2], [9, 5], [40, 16], [33, 20], [128, 35]] as const)("batch normalisation of [%i, %i] and its gradients are within (30 + rows) ulp of 64 bits", async (rows, channels) => {
  const x = numbers(rows * channels, 49), gamma = numbers(channels, 50), beta = numbers(channels, 51), dy = numbers(rows * channels, 52), small = 0.01;
  const made = await on((tf) => {
    const normal = (a: Tensor, g: Tensor, b: Tensor) => batchNormalization(a, {gamma: g, beta: b, epsilon: small});
    const given = [tf.tensor(x, [rows, channels]), tf.tensor(gamma), tf.tensor(beta)] as const;
    const {y, mean, variance} = normal(...given);
    return [y, mean, variance, ...tf.grads((...all: Tensor[]) => tf.sum(tf.mul(normal(all[0]!, all[1]!, all[2]!).y, tf.tensor(dy, [rows, channels]))))([...given])];
  });
  const columns = transposed(rowsOf(x, channels)), slopes = transposed(rowsOf(dy, channels)), ulps = 30 + rows;
  const reference = columns.map((column) => normalized(column, small));
  expectUlps(made[0]!.values, transposed(reference.map(({normal}, c) => normal.map((value) => value * gamma[c]! + beta[c]!))).flat(), ulps, 1);
  expectUlps(made[1]!.values, columns.map((column) => sum(column) / rows), ulps, 1);
  expectUlps(made[2]!.values, columns.map((column) => sum(column.map((value) => (value - sum(column) / rows) ** 2)) / rows), ulps, 1);
  expectUlps(made[3]!.values, transposed(reference.map(({normal, inverse}, c) => {
    const mean = sum(slopes[c]!) / rows, along = sum(normal.map((value, r) => value * slopes[c]![r]!)) / rows;
    return normal.map((value, r) => gamma[c]! * inverse * (slopes[c]![r]! - mean - value * along));
  })).flat(), ulps, 10);
  expectUlps(made[4]!.values, reference.map(({normal}, c) => sum(normal.map((value, r) => value * slopes[c]![r]!))), ulps, rows);
  expectUlps(made[5]!.values, slopes.map(sum), ulps, rows);
});

test.each([1, 3, 8, 21, 64])("both normalisations of %i numbers have their stated order, bit for bit", async (count) => {
  const f = Math.fround, other = 5, x = numbers(other * count, 72), small = f(0.01);
  const [layer, batch] = await on((tf) => [layerNormalization(tf.tensor(x, [other, count]), {epsilon: small}), batchNormalization(tf.tensor(x, [count, other]), {epsilon: small}).y]);
  const normal = (list: readonly number[], add: (list: readonly number[]) => number): number[] => {
    const mean = f(add(list) / count), away = list.map((value) => f(value - mean));
    const inverse = f(1 / f(Math.sqrt(f(f(add(away.map((value) => f(value * value))) / count) + small))));
    return away.map((value) => f(value * inverse));
  };
  expect([...layer!.values]).toEqual(lists(x, other, count, 1).flatMap((list) => normal(list, rowSum)));
  expect([...batch!.values]).toEqual(transposed(lists(x, 1, count, other).map((list) => normal(list, columnSum))).flat());
});

test("losses of single numbers and their gradients agree with 64 bits, where the error is tiny too", async () => {
  const p = Float32Array.of(...numbers(50, 53).map((value) => value * 8), 20, -20, 60, -60, 0, -0), l = Float32Array.of(...numbers(50, 54).map(Math.abs), 1, 0, 1, 0, 0.5, 0.5);
  const gradient = (tf: TensorFlow, loss: (a: Tensor, b: Tensor) => Tensor): Tensor => tf.grad((a: Tensor) => tf.sum(loss(a, tf.tensor(l))))(tf.tensor(p));
  const made = await on((tf) => [squaredError, sigmoidCrossEntropy, huberLoss].flatMap((loss) => [loss(tf.tensor(p), tf.tensor(l)), gradient(tf, loss)]));
  const each = (of: (x: number, label: number) => number): number[] => [...p].map((x, i) => of(x, l[i]!));
  expectUlps(made[0]!.values, each((x, label) => (x - label) ** 2), 3);
  expectUlps(made[1]!.values, each((x, label) => 2 * (x - label)), 2);
  expectUlps(made[2]!.values, each((x, label) => Math.max(x, 0) - x * label + Math.log1p(Math.exp(-Math.abs(x)))), 4, 1);
  expectUlps(made[2]!.values.slice(50, 54), [2.061153620314381e-9, 2.061153620314381e-9, 8.75651076269652e-27, 8.75651076269652e-27], 4);
  expectUlps(made[3]!.values, each((x, label) => 1 / (1 + Math.exp(-x)) - label), 4, 1);
  expectUlps(made[4]!.values, each((x, label) => (Math.abs(x - label) <= 1 ? (x - label) ** 2 / 2 : Math.abs(x - label) - 0.5)), 4);
  expectUlps(made[5]!.values, each((x, label) => Math.max(-1, Math.min(1, x - label))), 2);
});

test("the layers' gelu and gelu_new are ours, in one kernel each way", async () => {
  const {tf} = await openEngine("wasm");
  const apply = (activation: string) => (x: Tensor): Tensor => tf.layers.activation({activation: activation as "relu"}).apply(x) as Tensor;
  const profile = await tf.profile(() => void tf.tidy(() => ["gelu", "gelu_new"].map((name) => tf.grad((x: Tensor) => tf.sum(apply(name)(x)))(tf.ones([3])))));
  expect(profile.kernelNames).toEqual(expect.arrayContaining(["Gelu", "GeluGradient"]));
  expect(profile.kernelNames).not.toContain("Erf");
  const [exact, approximate] = await on(() => ["gelu", "gelu_new"].map((name) => apply(name)(tf.tensor1d([-1, 0, 2]))));
  // python -c "from math import erf, tanh, sqrt, pi; print([x * (1 + erf(x / sqrt(2))) / 2 for x in (-1, 0, 2)], [x * (1 + tanh(sqrt(2 / pi) * (x + 0.044715 * x ** 3))) / 2 for x in (-1, 0, 2)])"
  expectUlps(exact!.values, [-0.15865525393145707, 0, 1.9544997361036416], 2);
  expectUlps(approximate!.values, [-0.15880800939172324, 0, 1.9545976940877752], 2);
});

test("NaN comes through every loss, its gradient and every normalisation", async () => {
  const made = await on((tf) => {
    const x = tf.tensor2d([[1, NaN, 2], [0, 1, 3]]), one = tf.onesLike(x);
    return [squaredError, sigmoidCrossEntropy, huberLoss].flatMap((loss) => [loss(x, one), loss(one, x), tf.grad((a: Tensor) => tf.sum(loss(a, one)))(x)]).concat([layerNormalization(x), batchNormalization(x).y]);
  });
  expect(made.map(({values}) => Array.from(values, Number.isNaN))).toEqual([
    ...Array.from({length: 9}, () => [false, true, false, false, false, false]), [true, true, true, false, false, false], [false, true, false, false, true, false],
  ]);
});

test.each([1, 4, 9])("derivatives of every fused operation on %i rows agree with finite differences", async (rows) => {
  const x = operand([rows, 6], 55, 2), y = operand([rows, 6], 56), gamma = operand([6], 57), beta = operand([6], 58);
  const classes = Int32Array.from({length: rows}, (_, r) => r % 6);
  await expectDerivative((tf, a) => tf.softmax(a), [x]);
  await expectDerivative((_, a) => logSoftmax(a), [x]);
  await expectDerivative((_, a, b) => softmaxCrossEntropy(a, b), [x, y]);
  await expectDerivative((tf, a) => sparseSoftmaxCrossEntropy(a, tf.tensor(classes)), [x]);
  await expectDerivative((_, a, b) => squaredError(a, b), [x, y]);
  await expectDerivative((_, a, b) => sigmoidCrossEntropy(a, b), [x, y]);
  await expectDerivative((_, a, b) => huberLoss(a, b, 0.7), [x, y], 1e-3 * 4);
  await expectDerivative((_, a, g, b) => layerNormalization(a, {gamma: g, beta: b, epsilon: 0.1}), [x, gamma, beta]);
  await expectDerivative((_, a, g, b) => batchNormalization(a, {gamma: g, beta: b, epsilon: 0.5}).y, [x, gamma, beta]);
  await expectDerivative((_, a) => gelu(a), [x]);
  await expectDerivative((_, a) => gelu(a, true), [x]);
  await expectDerivative((tf, a) => tf.concat([batchNormalization(a).mean, batchNormalization(a).variance]), [x]);
  await expectDerivative((tf, a) => tf.localResponseNormalization(tf.reshape(a, [1, 1, rows, 6]) as Tensor4D, 2, 1, 0.5, 0.75), [x]);
});

test("what takes fused kernels on one engine gives the same numbers, composed, on the other: values, gradients, second derivatives", async () => {
  const values = (tf: TensorFlow): Tensor[] => {
    const x = filled(tf, [5, 7], 60), labels = tf.abs(filled(tf, [5, 7], 61)), weights = tf.abs(filled(tf, [5, 1], 62)), {losses} = tf;
    const dense = (a: Tensor): Tensor => losses.softmaxCrossEntropy(labels, a, undefined, 0.1), each = [losses.sigmoidCrossEntropy, losses.meanSquaredError];
    const functions: ((a: Tensor) => Tensor)[] = [
      dense, (a) => losses.softmaxCrossEntropy(labels, a, tf.squeeze(weights), 0, tf.Reduction.SUM), ...each.flatMap((loss) => [(a: Tensor) => loss(labels, a) as Tensor, (a: Tensor) => loss(labels, a, weights) as Tensor]),
      (a) => losses.sigmoidCrossEntropy(labels, a, undefined, 0.2, tf.Reduction.NONE), (a) => losses.huberLoss(labels, a), (a) => losses.huberLoss(labels, a, weights, 0.3, tf.Reduction.MEAN),
      (a) => sparseSoftmaxCrossEntropy(a, tf.tensor1d([0, 6, 2, 2, 5], "int32")), (a) => tf.logSoftmax(a), (a) => tf.softmax(a), (a) => layerNormalization(a), (a) => batchNormalization(a).y, (a) => gelu(a), (a) => gelu(a, true),
    ];
    const cubed = (f: (a: Tensor) => Tensor) => (a: Tensor): Tensor => tf.sum(tf.mul(tf.square(f(a)), f(a)));
    const firsts = functions.flatMap((f) => [f(x), tf.grad(cubed(f))(x)]);
    return firsts.concat(functions.map((f) => tf.grad((a: Tensor) => tf.sum(tf.square(tf.grad(cubed(f))(a))))(x)));
  };
  const ours = await madeOn("wasm", values), theirs = await madeOn("cpu", values);
  ours.forEach(({values: made}, i) => expectUlps(made, [...theirs[i]!.values], 600, Math.max(1, ...theirs[i]!.values.map(Math.abs))));
});

test("a second derivative that TensorFlow.js cannot take is refused, not guessed", async () => {
  const pooled = (tf: TensorFlow) => (x: Tensor): Tensor => tf.sum(tf.square(tf.maxPool(x as Tensor4D, 2, 1, "valid")));
  await expect(on((tf) => tf.grad((a: Tensor) => tf.sum(tf.grad(pooled(tf))(a)))(tf.ones([1, 3, 3, 1])))).rejects.toThrow(/gradient/i);
});

test("the losses of TensorFlow.js are what TensorFlow.js's own give", async () => {
  const core = await import("@tensorflow/tfjs-core");
  for (const reduction of [undefined, core.Reduction.NONE, core.Reduction.SUM, core.Reduction.MEAN, core.Reduction.SUM_BY_NONZERO_WEIGHTS]) {
    const made = (losses: typeof core.losses) => on((tf) => {
      const x = filled(tf, [5, 4], 63), labels = tf.abs(filled(tf, [5, 4], 64)), weights = tf.tensor2d([[0], [1], [2], [0], [0.5]]);
      return [
        losses.softmaxCrossEntropy(labels, x, undefined, 0, reduction), losses.softmaxCrossEntropy(labels, x, tf.squeeze(weights), 0.1, reduction),
        losses.sigmoidCrossEntropy(labels, x, undefined, 0, reduction), losses.sigmoidCrossEntropy(labels, x, weights, 0.1, reduction),
        losses.meanSquaredError(labels, x, weights, reduction), losses.huberLoss(labels, x, weights, 0.5, reduction),
        losses.meanSquaredError([1, 2], [3, 5], 2, reduction), losses.huberLoss(tf.tensor1d([1, 2], "int32"), tf.tensor1d([3, 2], "int32"), undefined, 1, reduction), losses.softmaxCrossEntropy([[0, 1]], [[1, 2]], [3], 0, reduction),
      ];
    });
    const {tf} = await openEngine("wasm");
    const ours = await made(tf.losses), theirs = await made(core.losses);
    ours.forEach(({shape, values}, i) => {
      expect(shape).toEqual(theirs[i]!.shape);
      expectUlps(values, [...theirs[i]!.values], 20, 1);
    });
  }
});

test("targets that do not fit are refused with the mend", async () => {
  await expect(on((tf) => sparseSoftmaxCrossEntropy(tf.ones([3, 4]), tf.tensor1d([0, 4, 1], "int32")))).rejects.toMatchObject({name: "UserError", message: expect.stringContaining("label number 1"), mend: expect.stringContaining("from 0")});
  await expect(on((tf) => sparseSoftmaxCrossEntropy(tf.ones([3, 4]), tf.tensor1d([0, -1, 1], "int32")))).rejects.toThrow("expected 0 to 3");
  await expect(on((tf) => sparseSoftmaxCrossEntropy(tf.ones([3, 4]), tf.tensor1d([0, 1], "int32")))).rejects.toThrow("expected labels of shape [3] for logits [3,4], got [2]");
  await expect(on((tf) => softmaxCrossEntropy(tf.ones([3, 4]), tf.ones([3])))).rejects.toThrow("[3,4], got [3]");
  await expect(on((tf) => squaredError(tf.ones([3, 1]), tf.ones([3])))).rejects.toThrow("[3,1], got [3]");
  await expect(on((tf) => layerNormalization(tf.ones([3, 4]), {gamma: tf.ones([3])}))).rejects.toThrow("gamma and beta of shape [4], got [3]");
});

test("empty batches and single numbers are nothing special", async () => {
  const made = await on((tf) => [
    tf.softmax(tf.zeros([0, 3])), softmaxCrossEntropy(tf.zeros([0, 3]), tf.zeros([0, 3])), layerNormalization(tf.zeros([0, 3])), batchNormalization(tf.zeros([0, 3])).y, squaredError(tf.zeros([0]), tf.zeros([0])),
    tf.softmax(tf.tensor1d([5])), layerNormalization(tf.tensor1d([5])), squaredError(tf.scalar(2), tf.scalar(-1)), tf.logSoftmax(tf.tensor2d([[1]])), batchNormalization(tf.tensor2d([[7]])).y,
  ]);
  expect(made.map(({shape, values}) => [shape, ...values])).toEqual([[[0, 3]], [[0]], [[0, 3]], [[0, 3]], [[0]], [[1], 1], [[1], 0], [[], 9], [[1, 1], 0], [[1, 1], 0]]);
});

test("batchNorm with given moments takes them per channel, per position and along inner axes", async () => {
  const shape = [2, 3, 2, 5];
  for (const own of [[5], [1, 1, 1, 5], [1, 3, 1, 1], [2, 3, 2, 5], [2, 5]]) {
    const made = await on((tf) => {
      const x = filled(tf, shape, 65), [mean, scale, offset] = [66, 67, 68].map((seed) => filled(tf, own, seed)) as [Tensor, Tensor, Tensor], variance = tf.abs(filled(tf, own, 69));
      const composed = tf.add(tf.mul(tf.mul(tf.sub(x, mean), tf.rsqrt(tf.add(variance, 0.01))), scale), offset);
      return [tf.engine().runKernel("FusedBatchNorm", {x, mean, variance, scale, offset}, {varianceEpsilon: 0.01}) as Tensor, composed];
    });
    expectUlps(made[0]!.values, [...made[1]!.values], 10, 1);
  }
  await expect(on((tf) => tf.engine().runKernel("FusedBatchNorm", {x: tf.ones(shape), mean: tf.ones([5]), variance: tf.ones([5]), scale: tf.ones([1, 5])}, {}) as Tensor)).rejects.toThrow("one shape within [2,3,2,5]");
});

test("local response normalisation and its gradient agree with 64 bits within 10 ulp", async () => {
  const x = numbers(3 * 9, 70).map((value) => value * 4), dy = numbers(27, 71), [radius, bias, alpha, beta] = [2, 1.5, 0.4, 0.75];
  const [y, dx] = await on((tf) => {
    const normal = (a: Tensor): Tensor => tf.localResponseNormalization(a as Tensor4D, radius, bias, alpha, beta);
    return [normal(tf.tensor(x, [1, 1, 3, 9])), tf.grad((a: Tensor) => tf.sum(tf.mul(normal(a), tf.tensor(dy, [1, 1, 3, 9]))))(tf.tensor(x, [1, 1, 3, 9]))];
  });
  const norms = rowsOf(x, 9).map((row) => row.map((_, c) => bias + alpha * sum(row.filter((_, k) => Math.abs(k - c) <= radius).map((value) => value * value))));
  expectUlps(y!.values, rowsOf(x, 9).flatMap((row, r) => row.map((value, c) => value * norms[r]![c]! ** -beta)), 10);
  const slopes = rowsOf(dy, 9);
  expectUlps(dx!.values, rowsOf(x, 9).flatMap((row, r) => row.map((value, k) => sum(row.map((other, c) => (Math.abs(k - c) > radius ? 0
    : slopes[r]![c]! * ((k === c ? norms[r]![c]! ** -beta : 0) - 2 * alpha * beta * value * other * norms[r]![c]! ** (-beta - 1))))))), 10, 1);
});
