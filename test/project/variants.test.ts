import {expect, test} from "vitest";
import {UserError} from "../../src/errors.ts";
import {grid, points} from "../../src/project/experiment.ts";
import {replicatesOf, variantsOf} from "../../src/project/variants.ts";

const names = (space: {readonly points: readonly Record<string, string | number | boolean | null>[]}) => variantsOf(space.points, {}, "here").map((variant) => variant.name);

test("a grid is every combination, the first axis changing slowest, and fixed parameters name nothing", () => {
  expect(names(grid({model: ["linear", "mlp"], width: [8, 16], epochs: 60}))).toEqual(["linear.width-8", "linear.width-16", "mlp.width-8", "mlp.width-16"]);
});

test("of points that differ in several parameters the first that tell them apart name them", () => {
  expect(names(points([{model: "softmax", learningRate: 0.1}, {model: "cnn", learningRate: 0.01}]))).toEqual(["softmax", "cnn"]);
  expect(names(points([{model: "cnn", learningRate: 0.1}, {model: "cnn", learningRate: 0.01}, {model: "mlp", learningRate: 0.01}]))).toEqual(["cnn.learning-rate-0.1", "cnn.learning-rate-0.01", "mlp.learning-rate-0.01"]);
});

test("one point is the default", () => {
  expect(names(grid({epochs: 60}))).toEqual(["default"]);
});

test("two variants of one name are refused", () => {
  expect(() => names(points([{model: "A"}, {model: "a"}]))).toThrow(UserError);
});

test("labels of parameters and of values reach people", () => {
  const [first, second] = variantsOf(grid({model: ["mlp"], weightDecay: [0, 1]}).points, {"weightDecay=1": "with decay", weightDecay: "decay"}, "here");
  expect([first?.label, second?.label]).toEqual(["decay 0", "with decay"]);
});

test("replicates are every combination of levels from 1", () => {
  expect(replicatesOf({repeat: 2, fold: 2}).map((replicate) => replicate.name)).toEqual(["repeat-1.fold-1", "repeat-1.fold-2", "repeat-2.fold-1", "repeat-2.fold-2"]);
  expect(replicatesOf({}).map((replicate) => replicate.name)).toEqual(["once"]);
});
