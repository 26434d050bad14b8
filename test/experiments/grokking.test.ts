import {expect, test} from "vitest";
import {allPairs, oneHotPairs, sums} from "../../experiments/grokking/addition.ts";
import {evaluate} from "../../experiments/grokking/evaluate.ts";
import {numericArray} from "../../src/data/index.ts";

type Run = Parameters<typeof evaluate>[2];

test("the table holds every pair once, with its sum modulo p", () => {
  expect([...sums(allPairs(3), 3).values]).toEqual([0, 1, 2, 1, 2, 0, 2, 0, 1]);
});

test("a pair is two one-hot vectors side by side", () => {
  expect([...oneHotPairs(Int32Array.of(5, 0), 3).values]).toEqual([0, 1, 0, 0, 0, 1, 1, 0, 0, 1, 0, 0]);
});

test("pairs that were trained on never count as test pairs", () => {
  const predictions = {
    classes: numericArray([2, 4], Int32Array.of(0, 0, 0, 0, 0, 1, 0, 0)),
    steps: numericArray([2], Int32Array.of(0, 20)),
    training: numericArray([2], Int32Array.of(0, 1)),
  };
  const {metrics, series} = evaluate(predictions, {}, {parameters: {modulus: 2}, replicate: {seed: 1}} as unknown as Run);
  expect(series).toEqual({accuracy: {step: [0, 20], training: [0.5, 1], test: [0.5, 0.5]}});
  expect(metrics).toEqual({trainingAccuracy: 1, testAccuracy: 0.5});
});
