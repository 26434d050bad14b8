import {expect, test} from "vitest";
import {comparison, confusion, learningCurves} from "../../src/report/index.ts";
import {resultsOf} from "../../src/report/results.ts";
import {grokking, penguins, results} from "./fixture.ts";

const own = (id: string) => results.filter((result) => result.experiment === id);
const birds = resultsOf(penguins, own("penguins"));
const curves = resultsOf(grokking, own("grokking"));

/** The rows of a specification's data, or of one of its layers. */
const rowsOf = (spec: Readonly<Record<string, unknown>>): readonly Readonly<Record<string, unknown>>[] => (spec["data"] as {values: Record<string, unknown>[]}).values;
const layersOf = (spec: Readonly<Record<string, unknown>>) => spec["layer"] as Record<string, unknown>[];

test("a learning curve is the mean at each step with its t interval", () => {
  const {spec, alt, runs} = learningCurves(curves.where({weightDecay: 1}), {series: "training", columns: ["testAccuracy"]});
  // python -c "import numpy; from scipy import stats; x = [.21, .22, .23]; print(stats.t.interval(.95, 2, numpy.mean(x), stats.sem(x)))"
  const row = rowsOf(spec).find(({x}) => x === 100);
  expect(row?.["y"]).toBeCloseTo(0.22, 14);
  expect(row?.["low"]).toBeCloseTo(0.1951586228824967, 12);
  expect(row?.["high"]).toBeCloseTo(0.2448413771175033, 12);
  expect(alt).toBe("Line chart over step, mean and 95 % interval over 3 seeds: test accuracy ends at 1.00.");
  expect(runs).toHaveLength(3);
});

test("a step of zero is left out of a logarithmic axis", () => {
  const {spec} = learningCurves(curves, {series: "training", columns: ["testAccuracy"], by: "variant", log: true});
  expect(rowsOf(spec).map(({x}) => x)).toEqual([10, 100, 1000, 10, 100, 1000]);
});

test("on a logarithmic axis means and bands are those of the logarithms, and positive", () => {
  const {spec} = learningCurves(curves.where({weightDecay: 1}), {series: "training", columns: ["testAccuracy"], logY: true});
  const row = rowsOf(spec).find(({x}) => x === 100);
  // python -c "from scipy import stats; print(stats.gmean([.21, .22, .23]))"
  expect(row?.["y"]).toBeCloseTo(0.2198483803792652, 12);
  expect(rowsOf(spec).every(({low}) => (low as number) > 0)).toBe(true);
  expect(() => learningCurves(birdsWithZero(), {series: "training", columns: ["zero"], logY: true})).toThrow("expected positive values, got 0");
});

test("replicates that share no step cannot be averaged", () => {
  const apart = resultsOf(grokking, own("grokking").map((result) => ({...result, series: {training: {step: [result.factors["seed"] as number], loss: [1]}}})));
  expect(() => learningCurves(apart, {series: "training", columns: ["loss"], by: "variant"})).toThrow("the replicates share no step that could be drawn");
});

test("a comparison draws every replicate, its mean and its interval", () => {
  const {spec, runs} = comparison(birds, {metric: "macroF1", by: "model"});
  const [dots, , means] = layersOf(spec);
  expect(rowsOf(dots ?? {})).toHaveLength(18);
  expect(rowsOf(means ?? {}).map(({row, mean}) => [row, mean])).toEqual([["Majority", 20], ["Logistic regression", 95], ["MLP", 97.5]]);
  expect(runs).toHaveLength(18);
});

test("a confusion matrix adds the replicates up and shares each true class out", () => {
  const {spec, alt} = confusion(birds.where({model: "mlp"}).matrix("confusion"));
  expect(rowsOf(spec).map(({text}) => text)).toEqual(["90.0", "10.0", "8.3", "91.7"]);
  expect(alt).toContain("Adelie predicted as Adelie 90.0, Gentoo 10.0");
  expect(rowsOf(confusion(birds.where({model: "mlp"}).matrix("confusion"), {normalise: "none"}).spec).map(({text}) => text)).toEqual(["54", "6", "3", "33"]);
});

test("a large confusion matrix is told by its range and its worst confusion", () => {
  const names = ["a", "b", "c", "d"];
  const values = names.map((_, row) => names.map((__, column) => (row === column ? 10 - row : column === 0 ? row : 0)));
  const large = resultsOf(penguins, own("penguins").map((result) => ({...result, matrices: {confusion: {rows: names, columns: names, values}}})));
  expect(confusion(large.where({model: "mlp"}).matrix("confusion")).alt)
    .toBe("Confusion matrix, percent of each true class: from 70.0 (d) to 100.0 (a) on the diagonal; the largest other cell is d predicted as a, 30.0.");
});

test("specifications leave colours, fonts and widths to the theme", () => {
  const pictures = [learningCurves(curves, {series: "training", columns: ["testAccuracy"], by: "variant"}), comparison(birds, {metric: "macroF1", by: "model"}), confusion(birds.where({model: "mlp"}).matrix("confusion"))];
  for (const {spec} of pictures) expect(JSON.stringify(spec)).not.toMatch(/"(?:width|font|fill|stroke|scheme|range|config)":|#[0-9a-f]{3,6}/);
});

/** Curves with a zero in them. */
function birdsWithZero() {
  return resultsOf(grokking, own("grokking").map((result) => ({...result, series: {training: {step: [1, 2], zero: [1, 0]}}}))).where({weightDecay: 1});
}
