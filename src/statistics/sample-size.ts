/** Too little data throws; so does what is no number: neither becomes a silent NaN. */
export function atLeast(count: number, values: readonly number[], purpose: string): void {
  if (values.length < count) throw new RangeError(`${purpose}: expected at least ${count} ${count === 1 ? "value" : "values"}, got ${values.length}`);
  const stray = values.find((value) => !Number.isFinite(value));
  if (stray !== undefined) throw new RangeError(`${purpose}: expected finite values, got ${stray}`);
}
