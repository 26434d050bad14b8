import type {Tensor} from "@tensorflow/tfjs-core";
import {afterEach, expect, test} from "vitest";
import type {TensorFlow} from "../../src/engine/engine.ts";
import {openEngine} from "../../src/engine/node.ts";
import {numbers} from "./both-engines.ts";

const {tf} = await openEngine("wasm");
afterEach(async () => void await openEngine("wasm"));

/** Tensors, their data and how far the memory has ever been used. */
interface Held {
  readonly numTensors: number;
  readonly numDataBuffers: number;
  readonly places: number;
  readonly numBytesReached: number;
}

function held(): Held {
  const {numTensors, numDataBuffers, numBytesReached} = tf.memory() as ReturnType<typeof tf.memory> & {readonly numBytesReached: number};
  return {numTensors, numDataBuffers, places: tf.backend().numDataIds(), numBytesReached};
}

const bytes = (count: number): Float32Array => numbers(count, count);

test("two thousand steps on batches of changing size hold no more memory than the first three hundred", () => {
  const model = tf.sequential({layers: [
    tf.layers.conv2d({inputShape: [6, 6, 1], filters: 3, kernelSize: 3, activation: "relu", kernelInitializer: "ones"}), tf.layers.flatten(),
    tf.layers.batchNormalization(), tf.layers.dense({units: 4, activation: "softmax", kernelInitializer: "ones"}),
  ]});
  const optimizer = tf.train.adam(0.01);
  const step = (i: number): void => tf.tidy(() => {
    const batch = 1 + ((i * 7) % 13), x = tf.tensor(bytes(batch * 36), [batch, 6, 6, 1]), y = tf.oneHot(tf.range(0, batch, 1, "int32").mod(tf.scalar(4, "int32")), 4);
    optimizer.minimize(() => tf.losses.softmaxCrossEntropy(y, model.apply(x, {training: true}) as Tensor));
  });
  for (let i = 0; i < 300; i++) step(i);
  const before = held();
  for (let i = 300; i < 2000; i++) step(i);
  expect(held()).toEqual(before);
  model.dispose();
  optimizer.dispose();
});

const failing: readonly (readonly [title: string, fail: (on: TensorFlow) => unknown])[] = [
  ["a choice whose condition fits neither operand", (on) => on.engine().runKernel("Select", {condition: on.tensor1d([1, 0, 1], "bool"), t: on.ones([2, 2]), e: on.ones([2, 2])})],
  ["an update outside its tensor", (on) => on.tensorScatterUpdate(on.ones([3]), on.tensor2d([[5]], [1, 1], "int32"), on.ones([1]))],
  ["a sparse value outside its tensor", (on) => on.sparseToDense(on.tensor1d([7], "int32"), on.ones([1]), [5], 0)],
  ["a sparse index outside its shape", (on) => on.sparse.sparseReshape(on.tensor2d([[0, 9]], [1, 2], "int32"), on.tensor1d([2, 3], "int32"), on.tensor1d([6], "int32"))],
  ["a fused product with slopes that do not fit", (on) => on.fused.matMul({a: on.ones([2, 3]), b: on.ones([3, 4]), activation: "prelu", preluActivationWeights: on.ones([3])})],
  ["an index of truth values along an empty axis", (on) => on.argMax(on.zeros([2, 0], "bool"), 1)],
  ["a label that is no class", (on) => on.engine().runKernel("SparseSoftmaxCrossEntropy", {logits: on.ones([1, 2]), labels: on.tensor1d([2], "int32")})],
  ["a gradient that does not fit", (on) => on.engine().runKernel("MaxPoolGrad", {dy: on.ones([1, 4, 4, 1]), input: on.ones([1, 4, 4, 1]), output: on.ones([1, 2, 2, 1])}, {filterSize: [2, 2], strides: [2, 2], pad: "valid"})],
  ["a function that throws within a derivative", (on) => on.grad(((x: Tensor): Tensor => on.matMul(on.square(x), on.ones([3, 3]))) as (x: Tensor) => Tensor)(on.ones([2, 2]))],
];

test.each(failing)("%s leaves neither tensors nor memory behind", (_, fail) => {
  const attempt = (): void => expect(() => tf.tidy(() => void fail(tf))).toThrow();
  attempt();
  const before = held();
  for (let i = 0; i < 20; i++) attempt();
  expect(held()).toEqual(before);
});

test("more memory than there can be is refused in words, and nothing is lost by it", () => {
  const before = held();
  expect(() => tf.fill([2 ** 15, 2 ** 15], 1)).toThrow(expect.objectContaining({name: "UserError", message: expect.stringContaining("4294967296 bytes more"), mend: expect.stringContaining("batch")}));
  expect(held()).toEqual(before);
  expect([...tf.tidy(() => tf.fill([2], 3)).dataSync()]).toEqual([3, 3]);
});

test("an engine that is opened twice is one: its tensors stay, its kernels are the same", async () => {
  const x = tf.tensor1d([1, 2]), kernels = tf.getKernelsForBackend(tf.getBackend()).length;
  const again = await openEngine("wasm");
  expect([...again.tf.add(x, 1).dataSync()]).toEqual([2, 3]);
  expect(again.tf.getKernelsForBackend(again.tf.getBackend())).toHaveLength(kernels);
  x.dispose();
});

test("a tensor of one engine moves to the other that needs it, shared or not, and is disposed of there", async () => {
  const read = (make: () => Tensor): number[] => [...tf.tidy(() => make().dataSync() as unknown as Tensor) as unknown as Float32Array];
  const {numTensors, places} = held();
  await openEngine("cpu");
  const made = tf.tensor2d([[1, 2], [3, 4]]), view = tf.reshape(made, [4]), truths = tf.tensor1d([1, 0, 1, 1], "bool");
  await openEngine("wasm");
  const shared = tf.reshape(made, [1, 4]), turned = tf.transpose(made);
  expect([...shared.dataSync(), ...turned.dataSync(), ...read(() => tf.where(truths, view, tf.zerosLike(view)))]).toEqual([1, 2, 3, 4, 1, 3, 2, 4, 1, 0, 3, 4]);
  made.dispose();
  expect(read(() => tf.add(view, shared.flatten()))).toEqual([2, 4, 6, 8]);
  await openEngine("cpu");
  expect([...read(() => tf.mul(turned, 2)), ...read(() => tf.neg(view))]).toEqual([2, 6, 4, 8, -1, -2, -3, -4]);
  await openEngine("wasm");
  expect(read(() => tf.sub(view, turned.flatten()))).toEqual([0, -1, 1, 0]);
  tf.dispose([view, truths, shared, turned]);
  expect(held()).toMatchObject({numTensors, places});
});
