/** Rows of named columns, in memory. Missing values are NaN among numbers and null among texts. */
export interface Table {
  /** How many rows. */
  readonly rows: number;
  readonly columns: readonly string[];
  /** Where each row stands in the file that it came from, from 0. */
  readonly positions: Int32Array;
  /** A column of numbers; throws where it holds text. */
  numbers(column: string): Float64Array;
  /** A column of texts; numbers are printed as ECMAScript prints them. */
  texts(column: string): readonly (string | null)[];
  /** Some rows, in the given order. */
  at(rows: ArrayLike<number>): Table;
}
