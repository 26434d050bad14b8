import {expect, test} from "vitest";
import {compareResults} from "../../src/results/compare.ts";
import type {Result} from "../../src/results/result.ts";

const result = (accuracy: number, extra: Partial<Result> = {}): Result => ({
  format: "reprise.result/1", experiment: "digits", variant: "cnn", replicate: "seed-1", status: "completed", origin: "computed", engine: "wasm",
  parameters: {}, factors: {seed: 1}, metrics: {accuracy}, series: {}, matrices: {}, digests: {data: {}, inputs: {}}, ...extra,
});
const metrics = {accuracy: {label: "accuracy", better: "higher", split: "test", tolerance: 0.01}} as const;

test("equal results are identical", () => {
  expect(compareResults(result(0.97), result(0.97), "bitwise", metrics)).toEqual({status: "identical"});
});

test("on a bitwise engine one digit makes a result differ, and the metric and both values are named", () => {
  expect(compareResults(result(0.97), result(0.9701), "bitwise", metrics)).toEqual({status: "differs", differences: [{where: "metrics.accuracy", baseline: "0.97", fresh: "0.9701"}]});
});

test("a difference outside the metrics is found too", () => {
  const series = {training: {step: [1, 2], loss: [0.5, 0.4]}};
  const fresh = {training: {step: [1, 2], loss: [0.5, 0.41]}};
  expect(compareResults(result(0.97, {series}), result(0.97, {series: fresh}), "bitwise", metrics)).toMatchObject({differences: [{where: "series.training.loss.1"}]});
});

test("on a statistical engine a metric within its tolerance is within tolerance, one outside differs, and one without tolerance must agree", () => {
  expect(compareResults(result(0.97), result(0.975), "statistical", metrics)).toMatchObject({status: "within-tolerance", differences: [{tolerance: 0.01}]});
  expect(compareResults(result(0.97), result(0.99), "statistical", metrics)).toMatchObject({status: "differs"});
  expect(compareResults(result(0.97), result(0.975), "statistical", {})).toMatchObject({status: "differs"});
});

test("a metric that is not finite is compared as such", () => {
  expect(compareResults(result(Number.NaN), result(Number.NaN), "bitwise", metrics)).toEqual({status: "identical"});
  expect(compareResults(result(Number.NaN), result(0.5), "statistical", metrics)).toMatchObject({status: "differs"});
});
