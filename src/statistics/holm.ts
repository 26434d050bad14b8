/**
 * Holm's step-down adjustment of a family of p values (Scandinavian Journal of Statistics 6, 1979):
 * the i-th smallest of m is multiplied by m − i + 1, and none may fall below a smaller one's.
 */
export function holm(p: readonly number[]): readonly number[] {
  const stray = p.find((value) => !(value >= 0 && value <= 1));
  if (stray !== undefined) throw new RangeError(`holm: expected p values from 0 to 1, got ${stray}`);
  const order = p.map((_, at) => at).toSorted((a, b) => (p[a] as number) - (p[b] as number) || a - b);
  const adjusted = new Array<number>(p.length);
  let least = 0;
  for (const [rank, at] of order.entries()) {
    least = Math.max(least, Math.min(1, (p.length - rank) * (p[at] as number)));
    adjusted[at] = least;
  }
  return adjusted;
}
