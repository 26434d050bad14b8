import {expect, test} from "vitest";
import {learningRateOf, type LearningRate} from "../../src/engine/optimizers/learning-rate.ts";

const rates = (choice: LearningRate, steps: readonly number[]): number[] => steps.map(learningRateOf(choice));

test("a number and a function are learning rates", () => {
  expect(rates(0.1, [1, 500])).toEqual([0.1, 0.1]);
  expect(rates((step) => 1 / step, [1, 4])).toEqual([1, 0.25]);
});

test("a cosine falls from its peak over half its way to the end, after a linear warm-up", () => {
  const choice = {cosine: {peak: 2, steps: 110, warmup: 10, end: 1}};
  const [begin, half, top, quarter, middle, last, after] = rates(choice, [1, 5, 10, 35, 60, 110, 400]) as [number, number, number, number, number, number, number];
  expect([begin, half, top, last, after]).toEqual([0.2, 1, 2, 1, 1]);
  expect(quarter).toBeCloseTo(1 + (1 + Math.SQRT1_2) / 2, 14);
  expect(middle).toBeCloseTo(1.5, 15);
});

test("linear, exponential, stepwise and inverse square root rates follow their formulas", () => {
  expect(rates({linear: {peak: 1, steps: 100}}, [25, 50, 100, 101])).toEqual([0.75, 0.5, 0, 0]);
  expect(rates({exponential: {initial: 8, factor: 0.5, every: 10}}, [10, 20])).toEqual([4, 2]);
  expect(rates({exponential: {initial: 8, factor: 0.5, every: 10, staircase: true}}, [9, 10, 19, 20])).toEqual([8, 4, 4, 2]);
  expect(rates({steps: {initial: 1, at: [10, 20], factor: 0.5}}, [10, 11, 20, 21])).toEqual([1, 0.5, 0.5, 0.25]);
  expect(rates({inverseSquareRoot: {peak: 1, warmup: 100}}, [50, 100, 400, 10_000])).toEqual([0.5, 1, 0.5, 0.1]);
});

test("a learning rate that is none is refused in words", () => {
  expect(() => rates(-1, [1])).toThrow("expected a learning rate of at least 0, got -1 at step 1");
  expect(() => rates((step) => 1 / (step - 3), [3])).toThrow("got Infinity at step 3");
  expect(() => rates({cosine: {peak: 1, steps: 5, warmup: 5}}, [1])).toThrow("longer than its warm-up of 5 steps, got 5");
  expect(() => rates({cosin: {}} as never, [1])).toThrow("got cosin");
});
