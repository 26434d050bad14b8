import {expect, test} from "vitest";
import {argmax} from "../../src/data/argmax.ts";
import {logLoss} from "../../src/data/log-loss.ts";
import {numericArray} from "../../src/data/numeric-array.ts";
import {accuracy, confusionMatrix, macroF1, perClassScores} from "../../src/data/scores.ts";

// Expected numbers: scikit-learn 1.9.1, from sklearn.metrics import *; t = truth; p = predicted
const truth = [0, 0, 1, 1, 2, 2, 2, 3];
const predicted = [0, 1, 1, 1, 2, 0, 2, 2];

test("accuracy is that of scikit-learn", () => {
  // accuracy_score(t, p)
  expect(accuracy(truth, predicted)).toBe(0.625);
});

test("the confusion matrix has a row per true class, as scikit-learn's", () => {
  // confusion_matrix(t, p)
  const matrix = confusionMatrix(truth, predicted, ["a", "b", "c", "d"]);
  expect(matrix).toEqual({rows: ["a", "b", "c", "d"], columns: ["a", "b", "c", "d"], values: [[1, 1, 0, 0], [0, 2, 0, 0], [1, 0, 2, 0], [0, 0, 1, 0]]});
});

test("precision, recall and F1 are 0 where they would divide by zero, as with scikit-learn's zero_division=0", () => {
  // precision_recall_fscore_support(t, p, labels=range(5), zero_division=0)
  const scores = perClassScores(truth, predicted, 5);
  const expected = {
    precision: [0.5, 0.6666666666666666, 0.6666666666666666, 0, 0],
    recall: [0.5, 1, 0.6666666666666666, 0, 0],
    f1: [0.5, 0.8, 0.6666666666666666, 0, 0],
    support: [2, 2, 3, 1, 0],
  };
  for (const name of ["precision", "recall", "f1", "support"] as const) {
    scores.forEach((score, label) => expect(score[name]).toBeCloseTo(expected[name][label] as number, 15));
  }
});

test("macro F1 is the mean over all classes, those that never occur included", () => {
  // f1_score(t, p, labels=range(4), average="macro", zero_division=0), and with range(5)
  expect(macroF1(truth, predicted, 4)).toBeCloseTo(0.4916666666666667, 15);
  expect(macroF1(truth, predicted, 5)).toBeCloseTo(0.39333333333333337, 15);
});

test("scores of nothing, of unequal lengths or of unknown classes throw", () => {
  expect(() => accuracy([], [])).toThrow("at least 1 example");
  expect(() => accuracy([1], [1, 2])).toThrow("as many predictions as examples, got 2 for 1");
  expect(() => macroF1([0, 3], [0, 1], 3)).toThrow("classes from 0 to 2, got 3");
  expect(() => macroF1([0, 1], [0, 0.5], 3)).toThrow("got 0.5");
});

test("argmax takes the first of equal values, as NumPy does, and refuses NaN", () => {
  // numpy.argmax([[0, 2, 2], [-1, -3, -2]], axis=1)
  expect([...argmax(numericArray([2, 3], Float32Array.of(0, 2, 2, -1, -3, -2)))]).toEqual([1, 0]);
  expect(() => argmax(numericArray([1, 2], Float32Array.of(0, NaN)))).toThrow("NaN in row 1");
  expect(() => argmax(numericArray([2], Float32Array.of(0, 1)))).toThrow("[2]");
});

test("the log loss of logits is scikit-learn's of their softmax", () => {
  // z = [[2, 1, 0], [0, 0.5, -3], [-1, 4, 4.25]]; log_loss([0, 1, 2], exp(z) / exp(z).sum(1)); log_loss([2, 0, 1], …)
  const logits = numericArray([3, 3], Float32Array.of(2, 1, 0, 0, 0.5, -3, -1, 4, 4.25));
  expect(logLoss([0, 1, 2], logits)).toBeCloseTo(0.4930634087944436, 14);
  expect(logLoss([2, 0, 1], logits)).toBeCloseTo(1.4097300754611102, 14);
});

test("the log loss of huge logits does not overflow, and unknown classes are refused", () => {
  expect(logLoss([1], numericArray([1, 2], Float32Array.of(0, 1e30)))).toBe(0);
  expect(() => logLoss([2], numericArray([1, 2], Float32Array.of(0, 1)))).toThrow("classes from 0 to 1, got 2");
  expect(() => logLoss([0], numericArray([2, 2], new Float32Array(4)))).toThrow("[1, classes], got [2, 2]");
});
