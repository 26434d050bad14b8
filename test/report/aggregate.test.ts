import {expect, test} from "vitest";
import {count, deviation, interval, levels, maximum, mean, median, minimum, only, parameter, same, share} from "../../src/report/aggregate.ts";
import {crossing} from "../../src/report/curves.ts";
import {resultsOf} from "../../src/report/results.ts";
import {grokking, penguins, results, withResult} from "./fixture.ts";

const own = (id: string, all = results) => all.filter((result) => result.experiment === id);
const birds = resultsOf(penguins, own("penguins"));
const curves = resultsOf(grokking, own("grokking"));
const mlp = birds.where({model: "mlp"}).metric("macroF1");

test("every aggregate says how it was computed and from which runs", () => {
  expect(mean(mlp)).toMatchObject({label: "macro F1, MLP", method: "mean of 6 test folds", n: 6});
  expect(mean(mlp).points[4]).toEqual({run: "penguins/mlp/repeat-2.fold-2", value: 0.98});
  expect(median(mlp)).toMatchObject({number: 0.975, method: "median of 6 test folds"});
  expect([minimum(mlp).number, maximum(mlp).number]).toEqual([0.96, 0.99]);
  expect(count(mlp)).toMatchObject({number: 6, exact: true});
  expect(count(birds).number).toBe(18);
});

test("the interval over folds is the corrected resampled one", () => {
  // python -c "import numpy as np; from scipy import stats; x = np.array([.97, .99, .96, .98, .98, .97]); print(stats.t.interval(.95, 5, x.mean(), np.sqrt(x.var(ddof=1) * (1/6 + 1/2))))"
  const {interval: found, confidence} = interval(mlp);
  expect(found?.[0]).toBeCloseTo(0.9529868523058398, 13);
  expect(found?.[1]).toBeCloseTo(0.9970131476941601, 13);
  expect(confidence).toBe(0.95);
  expect(interval(mlp, {confidence: 0.9}).method).toBe("mean of 6 test folds, 90 % corrected resampled t interval");
});

test("the standard deviation of fractions is in points", () => {
  // python -c "import numpy; print(numpy.std([.97, .99, .96, .98, .98, .97], ddof=1))"
  expect(deviation(mlp).number).toBeCloseTo(0.010488088481701526, 14);
  expect(deviation(mlp).difference).toBe(true);
});

test("a difference keeps the runs of both sides", () => {
  const gain = interval(mlp.minus(birds.where({model: "logistic"}).metric("macroF1")));
  expect(gain).toMatchObject({label: "difference in macro F1, MLP minus Logistic regression", n: 6, method: "mean of 6 test folds' paired differences, 95 % corrected resampled t interval"});
  expect(gain.points).toHaveLength(12);
});

test("values that do not vary have no interval, and the aggregate says so", () => {
  const constant = interval(curves.where({weightDecay: 1}).metric("testAccuracy"));
  expect(constant.interval).toBeUndefined();
  expect(constant.method).toBe("mean of 3 seeds; all are equal, so that there is no interval");
});

test("an interval that passes a bound of its metric is not clipped, and the aggregate says so", () => {
  const near = resultsOf(penguins, own("penguins", withResult("penguins/mlp/repeat-1.fold-1", (result) => ({...result, metrics: {macroF1: 1, loss: 0}}))));
  const found = interval(near.where({model: "mlp"}).metric("macroF1"));
  expect(found.interval?.[1]).toBeGreaterThan(1);
  expect(found.method).toContain("(it reaches above 1, where the metric has no values and a t interval is not to be trusted)");
});

test("one run's value is shown by only, an agreed one by same", () => {
  expect(only(birds.where({model: "mlp"}).at({repeat: 1, fold: 2}).metric("macroF1")).number).toBe(0.99);
  expect(() => only(mlp)).toThrow("only: macro F1, MLP has 6 values");
  expect(same(curves.where({weightDecay: 1}).metric("testAccuracy"))).toMatchObject({number: 1, method: "the same in all of 3 runs"});
  expect(() => same(mlp)).toThrow("same: macro F1, MLP is 0.97 and, in mlp/repeat-1.fold-2, 0.99");
});

test("parameters and levels come from the plan", () => {
  expect(parameter(birds, "learningRate")).toMatchObject({label: "learning rate, Penguins", number: 0.01, exact: true, n: 18});
  expect(levels(birds, "fold").number).toBe(3);
  expect(() => parameter(curves, "weightDecay")).toThrow("parameter weightDecay of grokking varies: 0 and 1");
  expect(() => parameter(birds.where({model: "mlp"}), "model")).toThrow('parameter model of penguins is no number: "mlp"');
});

test("a median bears with replicates that never got there, as long as they are fewer than half", () => {
  const late = resultsOf(grokking, own("grokking", withResult("grokking/weight-decay-1/seed-2", (result) => ({...result, series: {training: {step: [0, 10], trainAccuracy: [0, 0], testAccuracy: [0, 0]}}}))));
  const steps = crossing(late.where({weightDecay: 1}).series("training", "testAccuracy"), 0.99);
  expect(median(steps)).toMatchObject({number: 1000, method: "median of 3 seeds, of which 1 never got there"});
  expect(() => median(crossing(curves.where({weightDecay: 0}).series("training", "testAccuracy"), 0.99))).toThrow("3 of 3 replicates never got there");
  expect(() => mean(steps)).toThrow("weight-decay-1/seed-2 is Infinity");
});

test("a share of independent replicates has its exact interval", () => {
  // python -c "from scipy.stats import binomtest; print(binomtest(3, 3).proportion_ci(method='exact'))"
  const found = share(curves.where({weightDecay: 1}).metric("testAccuracy"), {atLeast: 0.99});
  expect(found).toMatchObject({number: 1, method: "3 of 3 seeds, 95 % exact (Clopper–Pearson) interval"});
  expect(found.interval?.[0]).toBeCloseTo(0.2924017738212866, 12);
  expect(share(mlp, {atLeast: 0.97}).interval).toBeUndefined();
});

test("a number that would mix variants is refused", () => {
  for (const aggregate of [mean, median, deviation, interval]) expect(() => aggregate(birds.metric("macroF1"))).toThrow("the sample mixes 3 variants");
});

test("a threshold is reached where it is met exactly, and from above where that is asked", () => {
  const training = curves.where({weightDecay: 1}).series("training", "trainAccuracy");
  expect(crossing(training, 1).values).toEqual([100, 100, 100]);
  expect(crossing(training, 0.1, {falling: true}).values).toEqual([0, 0, 0]);
});

test("matrices of different labels are not added up", () => {
  const mixed = resultsOf(penguins, own("penguins", withResult("penguins/mlp/repeat-2.fold-3", (result) => ({...result, matrices: {confusion: {rows: ["Gentoo", "Adelie"], columns: ["Adelie", "Gentoo"], values: [[1, 2], [3, 4]]}}}))));
  expect(() => mixed.where({model: "mlp"}).matrix("confusion")).toThrow("penguins/mlp/repeat-2.fold-3: its matrix confusion has other rows or columns than that of penguins/mlp/repeat-1.fold-1");
});

test("curves are read at a step and at their end, matrices by their labels", () => {
  const training = curves.where({weightDecay: 1}).series("training", "testAccuracy");
  expect(training.at(100).values).toEqual([0.21, 0.22, 0.23]);
  expect(training.last().values).toEqual([1, 1, 1]);
  expect(() => training.at(7)).toThrow("grokking/weight-decay-1/seed-1: its series has nothing at step 7");
  const confusion = birds.where({model: "mlp"}).matrix("confusion");
  expect(confusion.sum().values).toEqual([[54, 6], [3, 33]]);
  expect(confusion.mean().values).toEqual([[9, 1], [0.5, 5.5]]);
  expect(confusion.cell("Gentoo", "Adelie").values).toEqual([0, 1, 0, 1, 0, 1]);
  expect(() => confusion.cell("Gento", "Adelie")).toThrow('unknown row "Gento"');
});
