import {UserError} from "../errors.ts";
import {byCodeUnit} from "../results/names.ts";
import type {NumericArray} from "./numeric-array.ts";
import type {Table} from "./table.ts";

/** The classes of a column, sorted by name: their numbers are what models predict. */
export interface Classes {
  readonly names: readonly string[];
  readonly count: number;
  /** The class numbers of a table's rows, from 0; throws at a missing or unknown class. */
  labels(table: Table): NumericArray & {readonly values: Int32Array};
}

/** The classes that occur in a column. Numbers are classes too, sorted as texts: "0" … "9". */
export function classes(table: Table, column: string): Classes {
  const names = [...new Set(table.texts(column).filter((name) => name !== null))].toSorted(byCodeUnit);
  const numbers = new Map(names.map((name, number) => [name, number]));
  const labels = (rows: Table): NumericArray & {readonly values: Int32Array} => {
    const values = Int32Array.from(rows.texts(column), (name, row) => numbers.get(name ?? "") ?? unknownClass(name, column, rows, row, names));
    return {shape: [rows.rows], values};
  };
  return {names, count: names.length, labels};
}

function unknownClass(name: string | null, column: string, table: Table, row: number, names: readonly string[]): never {
  throw new UserError(`column "${column}", row ${(table.positions[row] as number) + 1}: expected one of ${names.join(", ")}, got ${name === null ? "a missing value" : `"${name}"`}`);
}

/** Targets of 0 and 1 for class numbers, shape [examples, count]: 1 where the column is the example's class. */
export function oneHotTargets(labels: NumericArray, count: number): NumericArray & {readonly values: Float32Array} {
  const values = new Float32Array(labels.values.length * count);
  labels.values.forEach((label, row) => {
    if (!Number.isInteger(label) || label < 0 || label >= count) throw new RangeError(`oneHotTargets: expected classes from 0 to ${count - 1}, got ${label} in row ${row + 1}`);
    values[row * count + label] = 1;
  });
  return {shape: [labels.values.length, count], values};
}
