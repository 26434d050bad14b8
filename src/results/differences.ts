import {canonicalJson} from "./canonical-json.ts";

/** One place in which two JSON values differ: a path, and both as text. `more`: later items of the same list that differ, too. */
export interface JsonDifference {
  readonly where: string;
  readonly baseline: string;
  readonly fresh: string;
  readonly more?: number;
}

/** Every place in which two JSON values differ, members in their order; of a list only the first, with a count of the others. */
export function jsonDifferences(baseline: unknown, fresh: unknown, path = ""): readonly JsonDifference[] {
  if (Array.isArray(baseline) && Array.isArray(fresh)) return listDifference(baseline, fresh, path);
  if (!isRecord(baseline) || !isRecord(fresh)) return plainDifference(path, baseline, fresh);
  const names = [...new Set([...Object.keys(baseline), ...Object.keys(fresh)])];
  return names.flatMap((name) => jsonDifferences(baseline[name], fresh[name], path === "" ? name : `${path}.${name}`));
}

function listDifference(baseline: readonly unknown[], fresh: readonly unknown[], path: string): readonly JsonDifference[] {
  const shared = Math.min(baseline.length, fresh.length);
  const leaves = baseline.slice(0, shared).flatMap((item, index) => jsonDifferences(item, fresh[index], `${path}[${index}]`));
  const [first, ...others] = [...leaves, ...plainDifference(`${path}.length`, baseline.length, fresh.length)];
  if (first === undefined) return [];
  const more = others.reduce((sum, other) => sum + 1 + (other.more ?? 0), first.more ?? 0);
  return [more === 0 ? first : {...first, more}];
}

function plainDifference(where: string, baseline: unknown, fresh: unknown): readonly JsonDifference[] {
  const [a, b] = [printed(baseline), printed(fresh)];
  return a === b ? [] : [{where, baseline: a, fresh: b}];
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === "object" && value !== null && !Array.isArray(value);

const printed = (value: unknown): string => {
  if (value === undefined) return "absent";
  return typeof value === "string" || typeof value === "number" && !Number.isFinite(value) ? String(value) : canonicalJson(value);
};
