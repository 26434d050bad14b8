import type {Difference} from "../records/verdicts.ts";
import {canonicalJson} from "./canonical-json.ts";
import {jsonDifferences} from "./differences.ts";
import type {Metric} from "./metric.ts";
import type {Result} from "./result.ts";

export type Comparison =
  | {readonly status: "identical"}
  | {readonly status: "within-tolerance"; readonly differences: Difference[]}
  | {readonly status: "differs"; readonly differences: Difference[]};

/** What a comparison is held to. */
export interface Standard {
  /** Every byte on a bitwise engine; elsewhere each metric within its tolerance. */
  readonly promise: "bitwise" | "statistical";
  readonly metrics: Readonly<Record<string, Metric>>;
  /** Standard deviation of each metric over the baseline's replicates, where there are at least two. */
  readonly spread: Readonly<Record<string, number>>;
}

/**
 * Compares a fresh result with the baseline's; identical means every byte. Of a bitwise engine every byte must agree;
 * of a statistical one the status must agree and each metric be equal or lie within its declared tolerance: then whatever else differs is tolerated.
 */
export function compareResults(baseline: Result, fresh: Result, standard: Standard): Comparison {
  if (canonicalJson(baseline) === canonicalJson(fresh)) return {status: "identical"};
  const metrics = Object.values(compareMetrics(baseline, fresh, standard)).flatMap(differencesOf);
  const status = jsonDifferences({status: baseline.status}, {status: fresh.status});
  if (standard.promise === "bitwise") return {status: "differs", differences: [...metrics, ...status, ...others(baseline, fresh)]};
  const held = [...status, ...metrics];
  return held.every(isWithin) ? {status: "within-tolerance", differences: [...held, ...others(baseline, fresh)]} : {status: "differs", differences: held};
}

/** The same of each metric by itself; one that only one of the two has differs. */
export function compareMetrics(baseline: Result, fresh: Result, standard: Standard): Readonly<Record<string, Comparison>> {
  const names = [...new Set([...Object.keys(baseline.metrics), ...Object.keys(fresh.metrics)])];
  return Object.fromEntries(names.map((name) => [name, compareMetric(name, baseline.metrics[name], fresh.metrics[name], standard)]));
}

function compareMetric(name: string, baseline: number | undefined, fresh: number | undefined, {promise, metrics, spread}: Standard): Comparison {
  const [plain] = jsonDifferences({[name]: baseline}, {[name]: fresh}, "metrics");
  if (plain === undefined) return {status: "identical"};
  const difference = {...plain, ...distances(baseline, fresh, metrics[name]?.tolerance, spread[name])};
  return {status: promise === "statistical" && isWithin(difference) ? "within-tolerance" : "differs", differences: [difference]};
}

/** How far two numbers lie apart, in units of the tolerance and of the spread. */
export function distances(baseline: number | undefined, fresh: number | undefined, tolerance: number | undefined, spread: number | undefined): Pick<Difference, "tolerance" | "tolerances" | "deviations"> {
  if (baseline === undefined || fresh === undefined) return {};
  const apart = Math.abs(fresh - baseline);
  return {
    ...(tolerance === undefined ? {} : {tolerance}),
    ...(tolerance === undefined || tolerance === 0 || !Number.isFinite(apart) ? {} : {tolerances: apart / tolerance}),
    ...(spread === undefined || spread === 0 || !Number.isFinite(apart) ? {} : {deviations: apart / spread}),
  };
}

const isWithin = ({baseline, fresh, tolerance}: Difference): boolean =>
  tolerance !== undefined && Math.abs(Number(baseline) - Number(fresh)) <= tolerance;

const differencesOf = (comparison: Comparison): readonly Difference[] => ("differences" in comparison ? comparison.differences : []);

/** What differs besides metrics and status; a trace is told in words of its own. */
function others(baseline: Result, fresh: Result): readonly Difference[] {
  const without = ({metrics: _, status: _status, trace: _trace, ...rest}: Result) => rest;
  const traced = ({trace}: Result) => ({trace: trace === undefined ? undefined : "recorded"});
  return [...jsonDifferences(without(baseline), without(fresh)), ...jsonDifferences(traced(baseline), traced(fresh))];
}
