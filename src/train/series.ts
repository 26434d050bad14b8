import {UserError} from "../errors.ts";
import type {Columns} from "../results/result.ts";

/** Collects rows of numbers into named series of columns. */
export interface SeriesLog {
  log(series: string, row: Readonly<Record<string, number>>): void;
  columns(): Readonly<Record<string, Columns>>;
  /** Forgets what was logged and goes on behind these. */
  restore(series: Readonly<Record<string, Columns>>): void;
}

/** A log whose series each keep the columns of their first row. */
export function seriesLog(): SeriesLog {
  const all = new Map<string, Map<string, number[]>>();
  return {
    log(series, row) {
      const columns = all.get(series) ?? new Map(Object.keys(row).map((name) => [name, []]));
      all.set(series, columns);
      checkColumns(series, [...columns.keys()], Object.keys(row));
      for (const [name, column] of columns) column.push(checkNumber(series, name, row[name]));
    },
    columns: () => Object.fromEntries([...all].map(([series, columns]) => [series, Object.fromEntries(columns)])),
    restore(series) {
      all.clear();
      for (const [name, columns] of Object.entries(series)) all.set(name, new Map(Object.entries(columns).map(([column, values]) => [column, [...values]])));
    },
  };
}

function checkColumns(series: string, expected: readonly string[], got: readonly string[]): void {
  if (expected.length === got.length && expected.every((name) => got.includes(name))) return;
  throw new UserError(`log("${series}", …): expected the columns ${expected.join(", ")} of its first row, got ${got.join(", ")}`, "log the same columns every time, or use a second series");
}

function checkNumber(series: string, name: string, value: unknown): number {
  if (typeof value === "number") return value;
  throw new UserError(`log("${series}", …): ${name} is ${typeof value}, expected a number`, "await a tensor's .data() and log its number");
}
