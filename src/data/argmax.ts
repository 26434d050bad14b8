import type {NumericArray} from "./numeric-array.ts";

/** The column of the largest value in each row of a [rows, columns] array; among equals, the first. Throws at NaN. */
export function argmax({shape, values}: NumericArray): Int32Array {
  const [rows, columns] = shape;
  if (shape.length !== 2 || rows === undefined || columns === undefined || columns < 1) throw new RangeError(`argmax: expected shape [rows, columns], got [${shape.join(", ")}]`);
  return Int32Array.from({length: rows}, (_, row) => firstLargest([...values.subarray(row * columns, (row + 1) * columns)], row));
}

function firstLargest(scores: readonly number[], row: number): number {
  if (scores.some(Number.isNaN)) throw new RangeError(`argmax: expected numbers, got NaN in row ${row + 1}`);
  return scores.reduce((best, score, column) => (score > (scores[best] as number) ? column : best), 0);
}
