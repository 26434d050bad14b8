import {expect, test} from "vitest";
import {compareResults, type Comparison} from "../../src/results/compare.ts";
import type {Result} from "../../src/results/result.ts";

const result = (accuracy: number, extra: Partial<Result> = {}): Result => ({
  format: "reprise.result/1", experiment: "digits", variant: "cnn", replicate: "seed-1", status: "completed", origin: "computed", engine: "wasm",
  parameters: {}, factors: {seed: 1}, metrics: {accuracy}, series: {}, matrices: {}, digests: {data: {}, inputs: {}}, ...extra,
});
const metrics = {accuracy: {label: "accuracy", better: "higher", split: "test", tolerance: 0.01}} as const;

test("equal results are identical", () => {
  expect(compareResults(result(0.97), result(0.97), {promise: "bitwise", metrics, spread: {}})).toEqual({status: "identical"});
});

test("on a bitwise engine one digit makes a result differ, and the metric and both values are named", () => {
  expect(compareResults(result(0.97), result(0.9701), {promise: "bitwise", metrics, spread: {}})).toEqual({status: "differs", differences: [{where: "metrics.accuracy", baseline: "0.97", fresh: "0.9701", tolerance: 0.01, tolerances: expect.closeTo(0.01, 9) as number}]});
});

test("a difference outside the metrics is found too", () => {
  const series = {training: {step: [1, 2], loss: [0.5, 0.4]}};
  const fresh = {training: {step: [1, 2], loss: [0.5, 0.41]}};
  expect(compareResults(result(0.97, {series}), result(0.97, {series: fresh}), {promise: "bitwise", metrics, spread: {}})).toMatchObject({differences: [{where: "series.training.loss[1]"}]});
});

test("on a statistical engine a metric within its tolerance is within tolerance, one outside differs, and one without tolerance must agree", () => {
  expect(compareResults(result(0.97), result(0.975), {promise: "statistical", metrics, spread: {}})).toMatchObject({status: "within-tolerance", differences: [{tolerance: 0.01}]});
  expect(compareResults(result(0.97), result(0.99), {promise: "statistical", metrics, spread: {}})).toMatchObject({status: "differs"});
  expect(compareResults(result(0.97), result(0.975), {promise: "statistical", metrics: {}, spread: {}})).toMatchObject({status: "differs"});
  expect(compareResults(result(0.97), result(0.97, {engine: "cpu"}), {promise: "statistical", metrics: {}, spread: {}})).toEqual({status: "within-tolerance", differences: [{where: "engine", baseline: "wasm", fresh: "cpu"}]});
});

test("how far metrics lie apart is told in units of the tolerance and of the spread over replicates", () => {
  const {differences: [difference]} = compareResults(result(0.97), result(0.99), {promise: "bitwise", metrics, spread: {accuracy: 0.1}}) as Extract<Comparison, {readonly status: "differs"}>;
  expect(difference?.tolerances).toBeCloseTo(2, 9);
  expect(difference?.deviations).toBeCloseTo(0.2, 9);
});

test("of a list the first difference is told, with a count of the others, and a list of another length says so", () => {
  const of = (loss: number[]) => result(0.97, {series: {training: {loss}}});
  expect(compareResults(of([1, 2, 3]), of([1, 5, 6]), {promise: "bitwise", metrics, spread: {}})).toMatchObject({differences: [{where: "series.training.loss[1]", baseline: "2", fresh: "5", more: 1}]});
  expect(compareResults(of([1, 2]), of([1, 2, 3]), {promise: "bitwise", metrics, spread: {}})).toMatchObject({differences: [{where: "series.training.loss.length", baseline: "2", fresh: "3"}]});
});

test("a metric that is not finite is compared as such", () => {
  expect(compareResults(result(Number.NaN), result(Number.NaN), {promise: "bitwise", metrics, spread: {}})).toEqual({status: "identical"});
  expect(compareResults(result(Number.NaN), result(0.5), {promise: "statistical", metrics, spread: {}})).toMatchObject({status: "differs"});
});
