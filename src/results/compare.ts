import {canonicalJson} from "./canonical-json.ts";
import type {Metric} from "./metric.ts";
import type {Result} from "./result.ts";

/** One difference: where, what the baseline has, what came. */
export interface ResultDifference {
  readonly where: string;
  readonly baseline: string;
  readonly fresh: string;
  readonly tolerance?: number;
}

export type Comparison =
  | {readonly status: "identical"}
  | {readonly status: "within-tolerance"; readonly differences: ResultDifference[]}
  | {readonly status: "differs"; readonly differences: ResultDifference[]};

/**
 * Compares a fresh result with the baseline's. Of a bitwise engine every byte must agree;
 * of a statistical one the status must agree and each metric lie within its declared tolerance.
 */
export function compareResults(baseline: Result, fresh: Result, promise: "bitwise" | "statistical", metrics: Readonly<Record<string, Metric>>): Comparison {
  if (canonicalJson(baseline) === canonicalJson(fresh)) return {status: "identical"};
  if (promise === "bitwise") return {status: "differs", differences: differences(baseline, fresh)};
  const parts = [...plainDifferences("status", baseline.status, fresh.status), ...differences(baseline.metrics, fresh.metrics, "metrics").map((each) => withTolerance(each, metrics))];
  if (parts.length === 0) return {status: "identical"};
  return {status: parts.every(isWithin) ? "within-tolerance" : "differs", differences: parts};
}

function withTolerance(difference: ResultDifference, metrics: Readonly<Record<string, Metric>>): ResultDifference {
  const tolerance = metrics[difference.where.slice("metrics.".length)]?.tolerance;
  return tolerance === undefined ? difference : {...difference, tolerance};
}

const isWithin = ({baseline, fresh, tolerance}: ResultDifference): boolean =>
  tolerance !== undefined && Math.abs(Number(baseline) - Number(fresh)) <= tolerance;

/** Every leaf in which two JSON values differ; metrics first, since they are what people look for. */
function differences(baseline: unknown, fresh: unknown, path = ""): ResultDifference[] {
  if (!isObject(baseline) || !isObject(fresh)) return plainDifferences(path, baseline, fresh);
  const keys = [...new Set([...Object.keys(baseline), ...Object.keys(fresh)])].sort((a, b) => rank(a) - rank(b));
  return keys.flatMap((key) => differences(baseline[key], fresh[key], path === "" ? key : `${path}.${key}`));
}

const rank = (key: string): number => (key === "metrics" ? 0 : key === "status" ? 1 : 2);

function plainDifferences(where: string, baseline: unknown, fresh: unknown): ResultDifference[] {
  const [a, b] = [print(baseline), print(fresh)];
  return a === b ? [] : [{where, baseline: a, fresh: b}];
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === "object" && value !== null;

const print = (value: unknown): string => (value === undefined ? "absent" : typeof value === "string" ? value : canonicalJson(value));
