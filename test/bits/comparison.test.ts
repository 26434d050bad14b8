import {expect, test} from "vitest";
import {differencesOf, disagreements, isAbout, suspectsOf, type Run} from "./comparison.ts";
import type {Computed} from "./computation.ts";
import type {Golden} from "./golden.ts";
import {caught, parsePlant} from "./planted.ts";
import {report} from "./report.ts";

const vector = (title: string, kernels: readonly string[], digest = "same", moved = false): Computed => ({kind: "vectors", title, digest, kernels, moved});
const training = (title: string, kernels: readonly string[], digest = "same", moved = false): Computed => ({kind: "trainings", title, digest, kernels, moved});
const runOf = (computed: readonly Computed[], platform = "there"): Run => ({platform, version: "1", seconds: 1, computed});
const golden: Golden = {vectors: {"MaxPool of ones": "same", "MaxPool of NaN": "same", "MaxPoolGrad": "same", "Add of two": "same"}, trainings: {cnn: "same", mlp: "same"}, functions: {}, runs: {}};

const equal = [
  vector("MaxPool of ones", ["MaxPool", "Fill"]), vector("MaxPool of NaN", ["MaxPool"]), vector("MaxPoolGrad", ["MaxPool", "MaxPoolGrad"]), vector("Add of two", ["Add"]),
  training("cnn", ["MaxPool", "MaxPoolGrad", "Add"]), training("mlp", ["Add"]),
];
/** The same with some titles' digests changed. */
const changed = (...titles: readonly string[]): readonly Computed[] => equal.map((one) => (titles.includes(one.title) ? {...one, digest: "other", moved: true} : one));

test("a run that comes to what is stored has no differences", () => {
  expect(differencesOf(runOf(equal), golden)).toEqual([]);
});

test("a changed, a missing and an unknown title are differences", () => {
  const run = runOf([...changed("cnn").filter(({title}) => title !== "mlp"), vector("Sub", ["Sub"])]);
  expect(differencesOf(run, golden).map(({title, expected, got}) => [title, expected, got]))
    .toEqual([["cnn", "same", "other"], ["Sub", "not stored", "same"], ["mlp", "same", "not computed"]]);
});

test("platforms disagree where one of them comes to something else", () => {
  expect(disagreements([runOf(equal), runOf(changed("cnn"), "elsewhere")])).toEqual(["trainings cnn"]);
  expect(disagreements([runOf(changed("cnn")), runOf(changed("cnn"), "elsewhere")])).toEqual([]);
});

test("the kernel is suspected that ran where something differs and hardly elsewhere", () => {
  const run = runOf(changed("MaxPool of ones", "MaxPoolGrad", "cnn"));
  expect(suspectsOf(run, differencesOf(run, golden))).toMatchObject([{kernel: "MaxPool", own: {differing: 1, of: 2}, trainings: {differing: 1, of: 1}}]);
});

test("two kernels at fault are both suspected", () => {
  const run = runOf(changed("MaxPoolGrad", "Add of two", "cnn", "mlp"));
  expect(suspectsOf(run, differencesOf(run, golden)).map(({kernel}) => kernel)).toEqual(["Add", "MaxPoolGrad"]);
});

test("a vector is about the kernel that its title begins with, and not about one of a longer name", () => {
  expect([isAbout("MaxPool of ones", "MaxPool"), isAbout("MaxPool", "MaxPool"), isAbout("MaxPoolGrad of ones", "MaxPool"), isAbout("MaxPool, same", "MaxPool")]).toEqual([true, true, false, true]);
});

const plant = parsePlant("MaxPool@there")!;

test("a planted defect is caught where all that it moved differs, and nothing else", () => {
  expect(caught(plant, runOf(changed("MaxPool of ones", "MaxPoolGrad", "cnn")), golden)).toEqual({
    exactly: true, message: "The defect planted in MaxPool on there was caught and named: 3 of the 3 titles that it reached differ, and nothing else.",
  });
});

test("a planted defect that is overlooked, beside others, or nowhere is told", () => {
  const overlooked = equal.map((one) => (one.title === "MaxPool of ones" ? {...one, moved: true} : one));
  const beside = changed("MaxPool of ones").map((one) => (one.title === "mlp" ? {...one, digest: "other"} : one));
  expect(caught(plant, runOf(overlooked), golden)).toMatchObject({exactly: false, message: expect.stringContaining("overlooked in MaxPool of ones")});
  expect(caught(plant, runOf(beside), golden)).toMatchObject({exactly: false, message: expect.stringContaining("no cause of what differs in trainings mlp")});
  expect(caught(plant, runOf(equal), golden)).toMatchObject({exactly: false, message: expect.stringContaining("nothing runs that kernel")});
  expect([parsePlant("MaxPool"), parsePlant("a@b@c"), parsePlant("@b")]).toEqual([undefined, undefined, undefined]);
});

test("the report has a row for each platform and names every title that differs under its kernel", () => {
  const text = report([runOf(equal, "here"), runOf(changed("MaxPool of ones", "MaxPoolGrad", "cnn"))], [{platform: "nowhere", status: "not run", because: "it is not here"}], golden);
  expect(text).toMatchInlineSnapshot(`
    "platform  version  trainings  vectors   functions  runs     time
    here      1        2 equal    4 equal   0 equal    0 equal  1 s
    there     1        1 differ   2 differ  0 equal    0 equal  1 s
    nowhere   not run: it is not here

    The platforms disagree on 3 of 6 digests.

    there: not what is stored under 3 titles
      kernel MaxPool: 1 of its 2 vectors differ, 1 of the 1 trainings that it runs in
        vectors: MaxPool of ones: same → other
        vectors: MaxPoolGrad: same → other
        trainings: cnn: same → other"
  `);
});
