import {UserError} from "../errors.ts";
import {columnAt, columnOf} from "./column.ts";
import type {Cell, Column} from "./column.ts";
import type {Table} from "./table.ts";

type Cells = readonly Cell[] | Float64Array;

/** Columns of equal length as a table: {species: ["Adelie"], mass: [3750]}. `where` names the table in messages. */
export const tableOf = (columns: Readonly<Record<string, Cells>>, where = "table"): Table => tableOfEntries(Object.entries(columns), where);

/** The same from names and cells in order: a record would move names such as "2" to its front. */
export function tableOfEntries(entries: readonly (readonly [name: string, cells: Cells])[], where: string): Table {
  const named = entries.map(([name, cells]): [string, Column] => [name, typed(cells, where, name)]);
  const lengths = new Set(named.map(([, column]) => column.values.length));
  if (lengths.size > 1) throw new UserError(`${where}: expected columns of equal length, got ${[...lengths].join(" and ")}`);
  const [rows = 0] = lengths;
  return table(new Map(named), Int32Array.from({length: rows}, (_, row) => row), where);
}

function typed(cells: Cells, where: string, name: string): Column {
  if (cells instanceof Float64Array) return {kind: "numbers", values: cells};
  return columnOf(cells, (row, expected, got) => new UserError(
    `${where}, row ${row + 1}, column "${name}": expected ${expected}, got ${got}`,
    "a column holds numbers or texts, not both; name what stands for a missing value in the format's `missing`",
  ));
}

function table(columns: ReadonlyMap<string, Column>, positions: Int32Array, where: string): Table {
  const column = (name: string): Column => columns.get(name) ?? unknownColumn(name, [...columns.keys()], where);
  return {
    rows: positions.length,
    columns: [...columns.keys()],
    positions,
    numbers: (name) => numbersOf(column(name), name, positions, where),
    texts: (name) => textsOf(column(name)),
    at: (rows) => {
      outside(rows, positions.length, where);
      const chosen = [...columns].map(([name, whole]): [string, Column] => [name, columnAt(whole, rows)]);
      return table(new Map(chosen), Int32Array.from(rows, (row) => positions[row] as number), where);
    },
  };
}

function unknownColumn(name: string, known: readonly string[], where: string): never {
  throw new UserError(`${where}: there is no column "${name}"`, `its columns are ${known.map((column) => `"${column}"`).join(", ")}`);
}

function numbersOf(column: Column, name: string, positions: Int32Array, where: string): Float64Array {
  if (column.kind === "numbers") return column.values.slice();
  const row = column.values.findIndex((value) => value !== null);
  throw new UserError(
    `${where}, row ${(positions[row] ?? row) + 1}, column "${name}": expected a number, got ${JSON.stringify(column.values[row])}`,
    "name what stands for a missing value in the format's `missing`, or read the column with texts()",
  );
}

function textsOf(column: Column): readonly (string | null)[] {
  return column.kind === "texts" ? column.values : Array.from(column.values, (value) => (Number.isNaN(value) ? null : String(value)));
}

function outside(rows: ArrayLike<number>, count: number, where: string): void {
  const wrong = Array.from(rows).find((row) => !Number.isInteger(row) || row < 0 || row >= count);
  if (wrong !== undefined) throw new RangeError(`${where}: expected rows from 0 to ${count - 1}, got ${wrong}`);
}
