/** One column: numbers where every value that is not missing is one, else texts. */
export type Column =
  | {readonly kind: "numbers"; readonly values: Float64Array}
  | {readonly kind: "texts"; readonly values: readonly (string | null)[]};

/** A single value of a table. */
export type Cell = number | string | null;

/** A column of the cells' own kind; throws where numbers and texts are mixed, with `at` naming the row. */
export function columnOf(cells: readonly Cell[], mixed: (row: number, expected: string, got: string) => Error): Column {
  const first = cells.find((cell) => cell !== null);
  const kind = typeof first === "string" ? "string" : "number";
  const stray = cells.findIndex((cell) => cell !== null && typeof cell !== kind);
  if (stray >= 0) throw mixed(stray, kind === "string" ? "text, as in the rows before" : "a number, as in the rows before", JSON.stringify(cells[stray]));
  if (kind === "string") return {kind: "texts", values: cells as readonly (string | null)[]};
  return {kind: "numbers", values: Float64Array.from(cells as readonly (number | null)[], (cell) => cell ?? NaN)};
}

/** The cells at the given rows, in that order. */
export function columnAt(column: Column, rows: ArrayLike<number>): Column {
  const {kind, values} = column;
  if (kind === "numbers") return {kind, values: Float64Array.from(rows, (row) => values[row] as number)};
  return {kind, values: Array.from(rows, (row) => values[row] as string | null)};
}
