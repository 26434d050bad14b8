const superscripts: Readonly<Record<string, string>> = {
  "-": "⁻", "0": "⁰", "1": "¹", "2": "²", "3": "³", "4": "⁴", "5": "⁵", "6": "⁶", "7": "⁷", "8": "⁸", "9": "⁹",
};

/** Six significant digits, a true minus sign, powers of ten beyond a million: the same in every locale. */
export function readableNumber(value: number, digits = 6): string {
  if (Number.isNaN(value)) return "not a number";
  if (!Number.isFinite(value)) return value > 0 ? "∞" : "−∞";
  const [mantissa = "", exponent] = String(Number(value.toPrecision(digits))).split("e");
  const number = mantissa.replace("-", "−");
  return exponent === undefined ? number : `${number} × 10${superscript(exponent)}`;
}

const superscript = (exponent: string): string =>
  [...exponent.replace("+", "")].map((character) => superscripts[character] ?? "").join("");

/** A parameter as people read it. */
export function readableParameter(value: string | number | boolean | null): string {
  if (value === null) return "none";
  if (typeof value === "number") return readableNumber(value, 15);
  return String(value);
}

/** 1234567 → "1.2 MB" (decimal units). */
export function readableBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${(bytes / 1000).toFixed(1)} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** Seconds since 1970 → "2026-11-22", in UTC. */
export const readableDate = (epoch: number): string => new Date(epoch * 1000).toISOString().slice(0, 10);

/** 1, "run" → "1 run"; 3, "run" → "3 runs". */
export const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? "" : "s"}`;
