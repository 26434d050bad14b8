import {expect, test} from "vitest";
import {claim, claimRecordsOf} from "../../src/report/claim.ts";
import {crossing} from "../../src/report/curves.ts";
import {interval, mean, only} from "../../src/report/aggregate.ts";
import {all, atLeast, atMost, before, equals, equivalent, greater, less, type Predicate} from "../../src/report/predicate.ts";
import {resultsOf} from "../../src/report/results.ts";
import {sampleOf, type Sample} from "../../src/report/sample.ts";
import {grokking, penguins, results} from "./fixture.ts";

const own = (id: string) => results.filter((result) => result.experiment === id);
const birds = resultsOf(penguins, own("penguins"));
const curves = resultsOf(grokking, own("grokking"));
const macroF1 = (model: string) => birds.where({model}).metric("macroF1");
const decided = (predicate: Predicate) => claimRecordsOf([claim("c", "It does.", predicate)], "x")[0];

/** Values of independent seeds, for cases where the numbers matter. */
function seeds(values: readonly number[], experiment = "x", variant = "v"): Sample {
  const points = values.map((value, at) => ({variant, replicate: `seed-${at + 1}`, factors: {seed: at + 1}, value, sources: [{run: `${experiment}/${variant}/seed-${at + 1}`, value}]}));
  return sampleOf({experiment, quantity: "score", subject: variant, design: {seed: values.length}, metric: {label: "score", better: "higher", split: "test"}, points, leftOut: [], difference: false});
}

const sleep = [[0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0], [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]] as const;

test("samples that share their replicates are tested in pairs, as R does", () => {
  // Rscript -e 'with(sleep, t.test(extra[group == 1], extra[group == 2], paired = TRUE))': two-sided p = 0.00283289019738427
  const {test: name, p, holds} = decided(less(seeds(sleep[0], "x", "a"), seeds(sleep[1], "x", "b"))) ?? {};
  expect(name).toBe("paired t test over 10 seeds, one-sided, alpha 0.05");
  expect(p).toBeCloseTo(0.00283289019738427 / 2, 14);
  expect(holds).toBe(true);
});

test("samples of different experiments are tested after Welch, as R does", () => {
  // Rscript -e 't.test(extra ~ group, data = sleep)': two-sided p = 0.07939414018735817
  const {test: name, p, holds} = decided(less(seeds(sleep[0], "x"), seeds(sleep[1], "y"))) ?? {};
  expect(name).toBe("Welch t test over 10 seeds and 10 seeds, one-sided, alpha 0.05");
  expect(p).toBeCloseTo(0.07939414018735817 / 2, 14);
  expect(holds).toBe(true);
});

test("folds are tested with the corrected variance", () => {
  // python -c "import numpy as np; from scipy import stats; d = np.array([.97, .99, .96, .98, .98, .97]) - [.95, .96, .94, .95, .97, .93]; print(stats.t.sf(d.mean() / np.sqrt(d.var(ddof=1) * (1/6 + 1/2)), 5))"
  const {test: name, p} = decided(greater(macroF1("mlp"), macroF1("logistic"))) ?? {};
  expect(name).toBe("paired corrected resampled t test over 6 test folds, one-sided, alpha 0.05");
  expect(p).toBeCloseTo(0.01651893700087738, 13);
});

test("a claim that does not hold says so", () => {
  expect(decided(greater(macroF1("logistic"), macroF1("mlp")))).toMatchObject({holds: false});
  expect(decided(atLeast(macroF1("mlp"), 0.975))).toMatchObject({holds: false, p: 0.5});
  expect(decided(atLeast(macroF1("mlp"), 0.97, {each: true}))).toMatchObject({holds: false, p: null, outcome: "macro F1, MLP: 96.0\u202f% to 99.0\u202f%, at least 97.0\u202f% in 5 of 6 folds"});
  expect(decided(before(seeds([1, 5]), seeds([2, 4])))).toMatchObject({holds: false});
});

test("claims of one report are adjusted together", () => {
  const claims = [claim("a", "A.", greater(macroF1("mlp"), macroF1("logistic"))), claim("b", "B.", less(macroF1("majority"), macroF1("mlp"))), claim("c", "C.", atLeast(macroF1("mlp"), 0.9, {each: true}))];
  const records = claimRecordsOf(claims, "penguins");
  expect(records[0]?.p).toBeCloseTo(0.01651893700087738, 13);
  expect(records[0]?.test).toContain("Holm-adjusted over 2 claims");
  expect(records[2]).toMatchObject({p: null, holds: true});
  const three = claimRecordsOf([...claims, claim("d", "D.", greater(macroF1("logistic"), macroF1("mlp"))), claim("e", "E.", greater(macroF1("mlp"), 0.95))], "penguins");
  expect(three[0]?.p).toBeCloseTo(3 * 0.01651893700087738, 12);
  expect(three[0]?.holds).toBe(true);
  expect(three[0]?.outcome).toMatch(/p = 0\.017; adjusted p = 0\.050$/);
});

test("values that do not vary are tested by their signs, which needs five replicates for 0.05", () => {
  expect(decided(greater(seeds([1, 1, 1, 1, 1]), 0.5))).toMatchObject({holds: true, p: 0.03125, test: "sign test over 5 seeds, one-sided (the values do not vary), alpha 0.05"});
  expect(decided(greater(seeds([1, 1, 1, 1]), 0.5))).toMatchObject({holds: false, p: 0.0625});
  expect(decided(greater(seeds([1, 1, 1, 1, 1]), 1))).toMatchObject({holds: false, p: 1});
});

test("equal differences that rounding sets apart do not vary", () => {
  expect(decided(greater(seeds([0.61, 0.66, 0.71], "x", "a"), seeds([0.6, 0.65, 0.7], "x", "b")))?.test).toContain("sign test");
});

test("constant differences over folds are worth fewer signs than there are folds", () => {
  const constant = macroF1("mlp").map(() => 1, "constant");
  expect(decided(greater(constant, 0.5))).toMatchObject({holds: false, p: 0.5});
});

test("published numbers are compared as they are written", () => {
  const sample = macroF1("mlp");
  expect(decided(equals(sample, [0.97, 0.99, 0.96, 0.98, 0.98, 0.97], {as: "percent", digits: 2}))).toMatchObject({holds: true, p: null});
  expect(decided(equals(sample, [0.97, 0.99, 0.96, 0.98, 0.9801, 0.97], {as: "percent", digits: 2}))).toMatchObject({holds: false, outcome: "mlp/repeat-2.fold-2 is 98.00\u202f%, expected 98.01\u202f%"});
  expect(decided(equals(sample, [0.97, 0.99, 0.96, 0.98, 0.9801, 0.97], {as: "percent", digits: 1}))).toMatchObject({holds: true});
  expect(() => equals(sample, [0.97])).toThrow("has 6 values, 1 are expected");
});

test("crossings come in order, and what never gets there comes last", () => {
  const decayed = curves.where({weightDecay: 1});
  const plain = curves.where({weightDecay: 0});
  const memorised = crossing(decayed.series("training", "trainAccuracy"), 0.99);
  const generalised = crossing(decayed.series("training", "testAccuracy"), 0.99);
  expect([memorised.values, generalised.values]).toEqual([[100, 100, 100], [1000, 1000, 1000]]);
  expect(decided(before(memorised, generalised))).toMatchObject({holds: true, p: null});
  expect(decided(before(generalised, memorised))).toMatchObject({holds: false});
  const never = crossing(plain.series("training", "testAccuracy"), 0.99);
  expect(never.values).toEqual([Infinity, Infinity, Infinity]);
  expect(decided(before(generalised, never))?.holds).toBe(true);
  expect(decided(before(never, never))?.holds).toBe(false);
  expect(() => interval(never)).toThrow("an interval is not possible, for weight-decay-0/seed-1 is Infinity");
});

test("a conjunction needs all its parts", () => {
  const holding = atLeast(macroF1("mlp"), 0.9, {each: true});
  expect(decided(all(holding, greater(macroF1("mlp"), 0.5)))?.holds).toBe(true);
  expect(decided(all(holding, greater(macroF1("mlp"), 0.99)))?.holds).toBe(false);
  expect(decided(all(atMost(macroF1("mlp"), 0.9, {each: true}), greater(macroF1("mlp"), 0.5)))?.holds).toBe(false);
  expect(decided(all(greater(macroF1("mlp"), 0.5), greater(macroF1("mlp"), macroF1("logistic"))))?.p).toBeCloseTo(0.01651893700087738, 13);
  expect(() => claim("c", "It does.", all())).toThrow("claim c rests on nothing");
});

test("equivalence is shown by two tests, never by a large p value", () => {
  // python -c "from scipy import stats; a, b = [1.00, 1.02, .99, 1.01, 1.00], [1.01, 1.00, 1.00, 1.02, .99]; d = [x - y for x, y in zip(a, b)]; print(stats.ttest_1samp(d, -.05, alternative='greater').pvalue, stats.ttest_1samp(d, .05, alternative='less').pvalue)"
  const [a, b] = [seeds([1, 1.02, 0.99, 1.01, 1], "x", "a"), seeds([1.01, 1, 1, 1.02, 0.99], "x", "b")];
  expect(decided(equivalent(a, b, 0.05))?.p).toBeCloseTo(0.0006924689702117536, 13);
  expect(decided(equivalent(a, b, 0.005))?.holds).toBe(false);
});

test("one run's number may be compared with, another mean may not", () => {
  expect(decided(greater(macroF1("mlp"), only(seeds([0.5]))))?.holds).toBe(true);
  expect(() => greater(macroF1("mlp"), mean(macroF1("logistic")))).toThrow("is itself uncertain");
});

test("folds of different experiments cannot be tested as if they were independent", () => {
  const elsewhere = sampleOf({...macroF1("logistic"), experiment: "elsewhere"});
  expect(() => greater(macroF1("mlp"), elsewhere)).toThrow("an unpaired test takes its replicates for independent");
  expect(() => macroF1("mlp").minus(elsewhere)).toThrow("share no random streams and cannot be paired");
});

test("splits of the same data have to say how much they overlap", () => {
  const splits = sampleOf({...seeds([1, 2, 3]), design: {split: 3}});
  expect(() => interval(splits)).toThrow("runs on several splits of the same data are not independent");
  expect(interval(splits, {testToTrain: 0.25}).method).toBe("mean of 3 splits, 95 % corrected resampled t interval");
});
