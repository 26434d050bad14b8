const f = Math.fround;

/** The order in which the wasm engine joins a row: eight partial results, then pairs of them. */
export function joinRow(row: readonly number[], join: (a: number, b: number) => number, neutral: number): number {
  const partial = Array<number>(8).fill(neutral);
  row.forEach((value, i) => { partial[i % 8] = join(partial[i % 8]!, value); });
  const [a, b, c, d] = [0, 1, 2, 3].map((i) => join(partial[i]!, partial[i + 4]!)) as [number, number, number, number];
  return join(join(a, c), join(b, d));
}

export const addFloats = (a: number, b: number): number => f(a + b);

/** A row's sum in 32-bit floats; 0 for none. */
export const rowSum = (row: readonly number[]): number => (row.length === 0 ? 0 : joinRow(row, addFloats, -0));

/** A sum in ascending order. */
export const columnSum = (column: readonly number[]): number => (column.length === 0 ? 0 : column.reduce(addFloats, -0));

/** [outer, length, inner] as the `outer · inner` lists of `length` numbers along the middle axis. */
export function lists(values: ArrayLike<number>, outer: number, length: number, inner: number): readonly (readonly number[])[] {
  return Array.from({length: outer * inner}, (_, at) => Array.from({length}, (_, k) => values[(Math.floor(at / inner) * length + k) * inner + (at % inner)]!));
}
