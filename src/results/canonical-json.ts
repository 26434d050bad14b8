import canonicalize from "canonicalize";

/**
 * Canonical JSON (RFC 8785): members sorted by code unit, numbers as ECMAScript prints them.
 * Non-finite numbers become the strings "NaN", "Infinity" and "-Infinity"; -0 becomes "-0" nowhere: RFC 8785 prints it as 0.
 */
export function canonicalJson(value: unknown): string {
  const text = canonicalize(finite(value));
  if (text === undefined) throw new TypeError("canonicalJson: expected a JSON value, got undefined");
  return text;
}

/** Canonical JSON, laid out for people and for `git diff`: two spaces, a line per member, arrays of plain values on one line. */
export function prettyCanonicalJson(value: unknown): string {
  return `${layOut(JSON.parse(canonicalJson(value)), "")}\n`;
}

function finite(value: unknown): unknown {
  if (typeof value === "number") return Number.isFinite(value) ? value : String(value);
  if (Array.isArray(value)) return value.map(finite);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined).map(([key, member]) => [key, finite(member)]));
}

function layOut(value: unknown, indent: string): string {
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    if (value.every((item) => item === null || typeof item !== "object")) return JSON.stringify(value);
    return `[\n${value.map((item) => inner + layOut(item, inner)).join(",\n")}\n${indent}]`;
  }
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const members = Object.entries(value);
  if (members.length === 0) return "{}";
  return `{\n${members.map(([key, member]) => `${inner}${JSON.stringify(key)}: ${layOut(member, inner)}`).join(",\n")}\n${indent}}`;
}
