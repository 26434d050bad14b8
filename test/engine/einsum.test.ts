import type {Tensor} from "@tensorflow/tfjs-core";
import * as core from "@tensorflow/tfjs-core";
import {expect, test} from "vitest";
import {einsum} from "../../src/engine/einsum.ts";
import {madeOn, numbers} from "./both-engines.ts";

const sizeOf = (shape: readonly number[]): number => shape.reduce((product, extent) => product * extent, 1);
const filled = (shape: number[], seed: number): Tensor => core.tensor(numbers(sizeOf(shape), seed), shape);

test.each([
  ["ij,jk->ik", [3, 4], [4, 5]], ["bij,bjk->bik", [2, 3, 4], [2, 4, 5]], ["bthd,bshd->bhts", [2, 3, 4, 5], [2, 6, 4, 5]], ["bhts,bshd->bthd", [2, 4, 3, 6], [2, 6, 4, 5]],
  ["bti,ij->btj", [2, 3, 4], [4, 5]], ["i,j->ij", [3], [4]], ["i,i->", [5], [5]], ["ij,ij->ji", [2, 3], [2, 3]],
] as const)("%s is what TensorFlow.js's own einsum gives on the cpu backend", async (equation, shapeA, shapeB) => {
  const [ours] = await madeOn("wasm", ({tidy}) => tidy(() => einsum(equation, filled([...shapeA], 1), filled([...shapeB], 2))));
  const [theirs] = await madeOn("cpu", () => core.einsum(equation, filled([...shapeA], 1), filled([...shapeB], 2)));
  expect(ours!.shape).toEqual(theirs!.shape);
  ours!.values.forEach((value, i) => expect(Math.abs(value - theirs!.values[i]!)).toBeLessThan(2e-6));
});

test("axes that the output lacks are summed, also those of one term alone", async () => {
  // numpy.einsum("ij,k->k", a, b) is a.sum() * b; TensorFlow.js's own gives one number
  const [made] = await madeOn("wasm", () => [einsum("ij,k->k", core.tensor2d([[1, 2], [3, 4]]), core.tensor1d([1, 10, 100]))]);
  expect(made).toEqual({shape: [3], values: Float32Array.of(10, 100, 1000)});
});

test("one term is summed and transposed", async () => {
  const [transposed, summed, trace] = await madeOn("wasm", () => [einsum("ij->ji", filled([2, 3], 1)), einsum("ijk -> ki", filled([2, 3, 4], 1)), einsum("ij->", filled([2, 3], 1))]);
  expect(transposed!.shape).toEqual([3, 2]);
  expect(summed!.shape).toEqual([4, 2]);
  expect(trace!.values[0]).toBeCloseTo(numbers(6, 1).reduce((sum, value) => sum + value, 0), 5);
});

test("einsum has a gradient: that of the product it stands for", async () => {
  const gradients = (multiply: (a: Tensor, b: Tensor) => Tensor) => () =>
    core.grads((a: Tensor, b: Tensor) => core.sum(core.square(multiply(a, b))))([filled([2, 3, 4], 1), filled([2, 4, 5], 2)]);
  expect(await madeOn("wasm", gradients((a, b) => einsum("bij,bjk->bik", a, b)))).toEqual(await madeOn("wasm", gradients((a, b) => core.matMul(a, b))));
});

test.each([
  ["ij,jk", 'such as "ij,jk->ik"'], ["...i,ij->...j", "such as"], ["ii,ij->j", 'stands twice in the term "ii"'], ["ijk,jk->i", "names 3 axes, its tensor has 2"],
  ["ij,jk->il", "axis l"], ["ij,kj->ik", "the axis j"], ["ij->ji", "1 terms, got 2 tensors"],
])("%s is refused with what is wrong", async (equation, because) => {
  await expect(madeOn("wasm", () => einsum(equation, filled([3, 4], 1), filled([4, 5], 2)))).rejects.toThrow(because);
});
