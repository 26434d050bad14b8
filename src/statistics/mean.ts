import {atLeast} from "./sample-size.ts";

/** Sum in the given order with Neumaier's compensation (ZAMM 54, 1974): the error does not grow with the number of terms. */
export function sum(values: readonly number[]): number {
  let total = 0;
  let lost = 0;
  for (const value of values) {
    const next = total + value;
    lost += Math.abs(total) >= Math.abs(value) ? total - next + value : value - next + total;
    total = next;
  }
  return Number.isFinite(total) ? total + lost : total;
}

/** Arithmetic mean: Σx / n. */
export function mean(values: readonly number[]): number {
  atLeast(1, values, "mean");
  return sum(values) / values.length;
}
