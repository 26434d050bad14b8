import {expect, test} from "vitest";
import {UserError} from "../../src/errors.ts";
import {parseResult} from "../../src/results/result.ts";

const valid = {
  format: "reprise.result/1", experiment: "digits", variant: "cnn", replicate: "seed-1", status: "completed", origin: "computed", engine: "wasm",
  parameters: {width: 16}, factors: {seed: 1}, metrics: {accuracy: 0.97, loss: "NaN"}, series: {}, matrices: {}, digests: {data: {}, inputs: {}},
};

test("a result is read with its non-finite numbers", () => {
  expect(parseResult(valid, "a.json").metrics["loss"]).toBeNaN();
});

test.each([
  ["an unknown member", {...valid, note: "x"}],
  ["a name that is a path", {...valid, variant: "../x"}],
  ["a metric that is text", {...valid, metrics: {accuracy: "high"}}],
  ["columns of unequal length", {...valid, series: {a: {x: [1], y: [1, 2]}}}],
  ["a matrix with a missing row", {...valid, matrices: {m: {rows: ["a", "b"], columns: ["a"], values: [[1]]}}}],
  ["seeds that count from 0", {...valid, factors: {seed: 0}}],
])("%s is refused with the file's name", (_, value) => {
  expect(() => parseResult(value, "results/a.json")).toThrow(UserError);
  expect(() => parseResult(value, "results/a.json")).toThrow(/^results\/a\.json(, at |: Unrecognized key: "note")/);
});
