import {thinSpace} from "./escape.ts";

/** `x` with `digits` decimals: −0.30, 12 345. */
export function fixed(x: number, digits: number): string {
  if (!Number.isFinite(x)) return x > 0 ? "∞" : "−∞";
  const text = Math.abs(x).toFixed(digits);
  const [whole = "", fraction] = text.split(".");
  const grouped = whole.length > 4 ? whole.replaceAll(/\B(?=(?:\d{3})+$)/g, thinSpace) : whole;
  const sign = x < 0 && /[1-9]/.test(text) ? "−" : "";
  return `${sign}${grouped}${fraction === undefined ? "" : `.${fraction}`}`;
}

/** All digits that a number has, as a parameter is shown: 0.01, 1 × 10⁻⁷. */
export function exact(x: number): string {
  if (!Number.isFinite(x)) return fixed(x, 0);
  if (isReadable(x)) return fixed(x, decimals(x));
  const [mantissa = "", exponent = ""] = x.toExponential().split("e");
  return power(mantissa, Number(exponent));
}

/** Three significant digits, or as many as the whole part has. */
export function significant(x: number, digits = 3): string {
  if (!Number.isFinite(x) || isReadable(x)) return fixed(x, significantDecimals(x, digits));
  const [mantissa = "", exponent = ""] = x.toExponential(digits - 1).split("e");
  return power(mantissa, Number(exponent));
}

/**
 * Decimals that a number with this half-width deserves: two significant digits of the half-width where they are below 355, else one
 * (Particle Data Group, Review of Particle Physics, introduction, section 5.3).
 */
export function decimalsFor(halfWidth: number): number {
  const [mantissa = "1", exponent = "0"] = halfWidth.toExponential(2).split("e");
  const leading = Number(mantissa);
  const places = leading < 3.55 || leading >= 9.5 ? 1 : 0;
  const carried = leading >= 9.5 ? 1 : 0;
  return Math.min(8, Math.max(0, places - Number(exponent) - carried));
}

/** A value in another unit, without the noise of the last bits: 100 · 0.57 is 57. */
export const scaled = (value: number, scale: number): number => (scale === 1 ? value : Number((scale * value).toPrecision(12)));

/** A confidence in words: "95 %". */
export const percentText = (fraction: number): string => `${exact(scaled(fraction, 100))} %`;

/** "p = 0.012", "p < 0.001": no more digits than a p value has meaning. */
export function formatP(p: number): string {
  if (p < 0.001) return "p < 0.001";
  return p > 0.999 ? "p > 0.999" : `p = ${p.toFixed(3)}`;
}

/** "t(24) = 3.10"; fractional degrees of freedom keep one decimal. */
export const statistic = (name: string, degrees: number, value: number): string =>
  `${name}(${fixed(degrees, Number.isInteger(degrees) ? 0 : 1)}) = ${fixed(value, 2)}`;

const isReadable = (x: number): boolean => x === 0 || (Math.abs(x) >= 1e-4 && Math.abs(x) < 1e9);
const decimals = (x: number): number => String(Math.abs(x)).split(".")[1]?.length ?? 0;
const power = (mantissa: string, exponent: number): string =>
  `${mantissa === "1" ? "" : `${mantissa.replace("-", "−")}${thinSpace}×${thinSpace}`}10${raised(exponent)}`;
const raised = (exponent: number): string => [...String(exponent)].map((character) => (character === "-" ? "⁻" : "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(character)] ?? "")).join("");

function significantDecimals(x: number, digits: number): number {
  const exponent = Number(x.toExponential(digits - 1).split("e")[1] ?? 0);
  return Number.isFinite(x) ? Math.max(0, digits - 1 - exponent) : 0;
}
