import type {Stream} from "../random/randomness.ts";
import {strata} from "./strata.ts";
import type {Table} from "./table.ts";
import {trainingTable} from "./training-table.ts";
import type {TrainingTable} from "./training-table.ts";

type Parts<Names extends string> = {readonly [Name in Names | "training"]: Name extends "training" ? TrainingTable : Table};

/**
 * Divides the rows at random into parts, such as {training: 0.8, validation: 0.2}; `by` keeps the classes' shares alike in all parts.
 * Cumulative shares are rounded, so every row lands in exactly one part. Rows keep the table's order inside a part.
 */
export function split<const Names extends string>(
  table: Table,
  options: {readonly fractions: Readonly<Record<Names | "training", number>>; readonly by?: string; readonly random: Stream},
): Parts<Names> {
  const {fractions, by, random} = options;
  const names = Object.keys(fractions) as (Names | "training")[];
  const edges = cumulative(names.map((name) => fractions[name]));
  const groups = by === undefined ? [[...random.permutation(table.rows)]] : strata(table, by, random).map(([, rows]) => rows);
  const part = (index: number): Table => table.at(groups.flatMap((rows) => between(rows, edges[index - 1] ?? 0, edges[index] as number)).toSorted((a, b) => a - b));
  const parts = names.map((name, index) => [name, name === "training" ? trainingTable(part(index)) : part(index)]);
  return Object.fromEntries(parts) as Parts<Names>;
}

function cumulative(fractions: readonly number[]): readonly number[] {
  const edges = fractions.reduce<readonly number[]>((sofar, fraction) => [...sofar, (sofar.at(-1) ?? 0) + fraction], []);
  const total = edges.at(-1) ?? 0;
  if (fractions.some((fraction) => !(fraction > 0)) || Math.abs(total - 1) > 1e-9) {
    throw new RangeError(`split: expected positive fractions that add up to 1, got ${fractions.join(" + ")}`);
  }
  return [...edges.slice(0, -1), 1];
}

const between = (rows: readonly number[], low: number, high: number): readonly number[] =>
  rows.slice(Math.round(low * rows.length), Math.round(high * rows.length));
