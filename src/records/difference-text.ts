import {oneLine} from "./one-line.ts";
import type {Difference, Verdict} from "./verdicts.ts";

/** A difference for people: `macroF1  0.9731 → 0.9688  (0.3 SD)`. */
export const differenceText = (difference: Difference): string =>
  oneLine([difference.where.replace(/^metrics\./, ""), pairText(difference), unitsText(difference)].filter((text) => text !== "").join("  "));

/** `0.9731 → 0.9688`: numbers with as many digits as it takes to tell them apart, at least four. */
export function pairText({baseline, fresh}: Pick<Difference, "baseline" | "fresh">): string {
  const [a, b] = [Number(baseline), Number(fresh)];
  const numeric = [baseline, fresh].every((text) => text.trim() !== "" && /^[-+\d.e]+$/i.test(text)) && Number.isFinite(a) && Number.isFinite(b);
  return numeric ? apart(a, b) : `${shortened(baseline)} → ${shortened(fresh)}`;
}

function apart(a: number, b: number): string {
  for (let digits = 4; digits < 17; digits += 1) {
    const [one, other] = [rounded(a, digits), rounded(b, digits)];
    if (one !== other) return `${one} → ${other}`;
  }
  return `${a} → ${b}`;
}

const rounded = (value: number, digits: number): string => (Number.isInteger(value) && Math.abs(value) < 1e15 ? String(value) : String(Number(value.toPrecision(digits))));

/** How far apart: `(3.2 of the tolerance 0.001, 0.3 SD, and 12 more)`. */
export function unitsText({tolerance, tolerances, deviations, more}: Difference): string {
  const parts = [
    tolerances === undefined ? "" : `${few(tolerances)} × tolerance ${tolerance}`,
    deviations === undefined ? "" : `${few(deviations)} SD`,
    more === undefined ? "" : `and ${more} more there`,
  ].filter((text) => text !== "");
  return parts.length === 0 ? "" : `(${parts.join(", ")})`;
}

const few = (value: number): string => (value > 0 && value < 0.01 ? "< 0.01" : String(Number(value.toPrecision(2))));

/** Digests as their beginning, long texts cut. */
const shortened = (text: string): string => (/^[0-9a-f]{64}$/.test(text) ? `${text.slice(0, 8)}…` : text.length > 60 ? `${text.slice(0, 59)}…` : text);

/** The differences of a verdict; none where it has none. */
export const differencesOf = (verdict: Verdict): readonly Difference[] => ("differences" in verdict ? verdict.differences : []);
