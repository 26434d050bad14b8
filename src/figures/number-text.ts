/**
 * A coordinate as SVG and PDF write it: at most three decimals (1/1000 pt, far below what a printer sees), without
 * exponent and negative zero, so that a last bit that differs never shows.
 */
export function numberText(value: number): string {
  if (!Number.isFinite(value)) throw new RangeError(`a figure's coordinate: expected a finite number, got ${value}`);
  return String(rounded(value));
}

/** `value` to three decimals. */
export const rounded = (value: number): number => Math.round(value * 1000) / 1000 + 0;
