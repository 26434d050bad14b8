import {UserError} from "../errors.ts";
import type {NumericArray} from "./numeric-array.ts";
import type {Table} from "./table.ts";

/** Inputs of a model, a row per example, with the name of each column. */
export interface Features extends NumericArray {
  readonly columns: readonly string[];
}

/** What a step learnt, as plain data: medians, means, categories. */
export type Learnt = Readonly<Record<string, unknown>>;

/** Rows on their way to features: columns as the steps so far have left them, and those that are features already. */
export interface Rows {
  readonly table: Table;
  readonly numbers: (column: string) => Float64Array;
  readonly changed: ReadonlyMap<string, Float64Array>;
  readonly features: ReadonlyMap<string, Float64Array>;
}

/** One step: `learn` sees training rows alone, `apply` changes any rows by what was learnt. */
export interface Step {
  readonly name: string;
  readonly learn: (training: Rows) => Learnt;
  readonly apply: (rows: Rows, learnt: Learnt) => Rows;
}

/** Turns rows into features. All that it knows of data is `learnt`. */
export interface Preparation {
  (table: Table): Features;
  readonly learnt: readonly {readonly step: string; readonly values: Learnt}[];
}

/** Learns step after step on training rows, each on what the steps before made of them. */
export function learnPreparation(training: Table, steps: readonly Step[]): Preparation {
  let rows = rowsOf(training);
  const learnt = steps.map((step) => {
    const values = step.learn(rows);
    rows = step.apply(rows, values);
    return {step: step.name, values};
  });
  const prepare = (table: Table): Features => features(steps.reduce((sofar, step, index) => step.apply(sofar, learnt[index]?.values ?? {}), rowsOf(table)));
  return Object.assign(prepare, {learnt});
}

const rowsOf = (table: Table): Rows => rowsWith(table, new Map(), new Map());

function rowsWith(table: Table, changed: ReadonlyMap<string, Float64Array>, made: ReadonlyMap<string, Float64Array>): Rows {
  return {table, changed, features: made, numbers: (column) => changed.get(column) ?? table.numbers(column)};
}

/** The rows with a column changed; it is no feature yet. */
export const withColumn = (rows: Rows, column: string, values: Float64Array): Rows =>
  rowsWith(rows.table, new Map([...rows.changed, [column, values]]), rows.features);

/** The rows with one feature more. */
export const withFeature = (rows: Rows, name: string, values: Float64Array): Rows =>
  rowsWith(rows.table, rows.changed, new Map([...rows.features, [name, values]]));

/** A column without missing values. @throws UserError naming the first. */
export function completeNumbers({table, numbers}: Rows, column: string): Float64Array {
  return complete(numbers(column), column, table);
}

function complete(values: Float64Array, column: string, table: Table): Float64Array {
  const row = values.findIndex(Number.isNaN);
  if (row < 0) return values;
  throw new UserError(
    `column "${column}", row ${(table.positions[row] as number) + 1}: expected a number, got a missing value`,
    `fill it first: impute("median", ["${column}"])`,
  );
}

function features({table, features: made}: Rows): Features {
  const columns = [...made];
  if (columns.length === 0) throw new UserError("a preparation without features", "name the columns that the model may see in standardise(…), scale(…) or oneHot(…)");
  const values = new Float32Array(table.rows * columns.length);
  columns.forEach(([name, column], index) => complete(column, name, table).forEach((value, row) => { values[row * columns.length + index] = value; }));
  return {shape: [table.rows, columns.length], values, columns: columns.map(([name]) => name)};
}
