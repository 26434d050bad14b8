import {mean} from "../statistics/mean.ts";
import type {Matrix} from "../results/result.ts";

/** Class numbers, one per example. */
export type Labels = ArrayLike<number>;

/** Scores of one class against all others. */
export interface ClassScores {
  /** Of the examples predicted as the class, the share that is; 0 where none is predicted. */
  readonly precision: number;
  /** Of the class's examples, the share predicted so; 0 where there is none. */
  readonly recall: number;
  /** Harmonic mean of precision and recall; 0 where both are. */
  readonly f1: number;
  /** How many examples are of the class. */
  readonly support: number;
}

/** The share of examples whose class was predicted. */
export function accuracy(truth: Labels, predicted: Labels): number {
  checkPairs("accuracy", truth, predicted);
  return Array.from(truth).filter((label, example) => label === predicted[example]).length / truth.length;
}

/** Counts of examples: a row per true class, a column per predicted one. */
export function confusionMatrix(truth: Labels, predicted: Labels, names: readonly string[]): Matrix {
  checkPairs("confusionMatrix", truth, predicted);
  const values = names.map(() => names.map(() => 0));
  Array.from(truth).forEach((label, example) => {
    const row = values[known("confusionMatrix", label, names.length)] as number[];
    const column = known("confusionMatrix", predicted[example] as number, names.length);
    row[column] = (row[column] as number) + 1;
  });
  return {rows: [...names], columns: [...names], values};
}

/** Precision, recall and F1 of classes 0 … count - 1. What would divide by zero is 0, as scikit-learn's `zero_division=0`. */
export function perClassScores(truth: Labels, predicted: Labels, count: number): readonly ClassScores[] {
  const {values} = confusionMatrix(truth, predicted, Array.from({length: count}, (_, label) => String(label)));
  return values.map((row, label) => {
    const right = row[label] as number;
    const support = row.reduce((sum, n) => sum + n, 0);
    const chosen = values.reduce((sum, other) => sum + (other[label] as number), 0);
    return {precision: ratio(right, chosen), recall: ratio(right, support), f1: ratio(2 * right, support + chosen), support};
  });
}

/** The unweighted mean of F1 over classes 0 … count - 1, whether or not they occur. */
export const macroF1 = (truth: Labels, predicted: Labels, count: number): number =>
  mean(perClassScores(truth, predicted, count).map((scores) => scores.f1));

const ratio = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);

function checkPairs(where: string, truth: Labels, predicted: Labels): void {
  if (truth.length !== predicted.length) throw new RangeError(`${where}: expected as many predictions as examples, got ${predicted.length} for ${truth.length}`);
  if (truth.length === 0) throw new RangeError(`${where}: expected at least 1 example, got 0`);
}

function known(where: string, label: number, count: number): number {
  if (!Number.isInteger(label) || label < 0 || label >= count) throw new RangeError(`${where}: expected classes from 0 to ${count - 1}, got ${label}`);
  return label;
}
