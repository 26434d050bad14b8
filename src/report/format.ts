import {UserError} from "../errors.ts";
import type {Rendered} from "../records/report.ts";
import type {Metric} from "../results/metric.ts";
import type {Aggregate} from "./aggregate.ts";
import {noBreakSpace, render, thinSpace} from "./escape.ts";
import {decimalsFor, exact, fixed, scaled, significant} from "./number-text.ts";

/** How a number is written: a fraction as percent, a difference of fractions as (percentage) points, or as it is. */
export type Style = "percent" | "points" | "number" | "integer" | "seconds";

export interface Format {
  readonly as?: Style;
  /** Decimals; without it the interval decides. */
  readonly digits?: number;
}

/** Where a number stands: a sentence shows its interval in brackets, a table its half-width after ±. */
export type Layout = "brackets" | "plus-minus" | "bare";

/** "97.3 % [96.9, 97.7]"; in a table, where the column heads name the unit, "97.3 ± 0.4". */
export function formatAggregate(aggregate: Aggregate, format: Format, layout: Layout = "brackets"): Rendered {
  const style = format.as ?? naturalStyle(aggregate);
  const write = writer(aggregate, style, format.digits);
  const number = write(aggregate.number);
  if (layout === "plus-minus") return render(aggregate.interval === undefined ? number : `${number}${thinSpace}±${thinSpace}${write(halfWidth(aggregate))}`);
  const withUnit = number + unitAfter(style);
  if (aggregate.interval === undefined || layout === "bare") return render(withUnit);
  return render(`${withUnit} [${aggregate.interval.map(write).join(`,${noBreakSpace}`)}]`);
}

/** Decimals for a column of numbers: the fewest that any of them deserves, as long as every half-width still shows; else each has its own. */
export function commonDigits(aggregates: readonly Aggregate[], format: Format): number | undefined {
  const widths = aggregates.flatMap((each) => (each.interval === undefined ? [] : [scaled(halfWidth(each), scaleOf(format.as ?? naturalStyle(each)))]));
  if (widths.length === 0) return undefined;
  const fewest = widths.map(decimalsFor).reduce((a, b) => Math.min(a, b));
  return widths.every((width) => Number(width.toFixed(fewest)) > 0) ? fewest : undefined;
}

/** A single number of a metric, in its natural style: 97.3 %. */
export const formatNumber = (number: number, metric: Metric, difference: boolean, format: Format = {}): string =>
  formatAggregate({kind: "aggregate", label: "", number, metric, difference, exact: false, method: "", n: 1, points: []}, format, "bare").plain;

/** A fraction between 0 and 1 reads as percent, a difference of two as points, a count whole, all else as a number. */
export function naturalStyle(of: Pick<Aggregate, "metric" | "difference" | "exact">): Style {
  if (of.metric.bounds?.[0] === 0 && of.metric.bounds[1] === 1) return of.difference ? "points" : "percent";
  return of.metric.unit === "s" ? "seconds" : "number";
}

/** What a column head says of the unit: "%". */
export function unitOf(style: Style, metric: Metric): string {
  return {percent: "%", points: "points", seconds: "s", number: metric.unit ?? "", integer: metric.unit ?? ""}[style];
}

const unitAfter = (style: Style): string =>
  ({percent: `${thinSpace}%`, points: `${noBreakSpace}points`, seconds: `${thinSpace}s`, number: "", integer: ""})[style];

const scaleOf = (style: Style): number => (style === "percent" || style === "points" ? 100 : 1);

const halfWidth = (aggregate: Aggregate): number => (aggregate.interval === undefined ? 0 : (aggregate.interval[1] - aggregate.interval[0]) / 2);

function writer(aggregate: Aggregate, style: Style, stated: number | undefined): (x: number) => string {
  const scale = scaleOf(style);
  const digits = stated ?? (style === "integer" ? 0 : deservedDigits(aggregate, scale));
  if (!(digits === undefined || (Number.isInteger(digits) && digits >= 0 && digits <= 12))) throw new UserError(`${aggregate.label}: digits is ${digits}`, "give a whole number from 0 to 12");
  if (digits !== undefined) return (x) => fixed(scaled(x, scale), digits);
  return aggregate.exact || Number.isInteger(aggregate.number) ? (x) => exact(scaled(x, scale)) : (x) => significant(x);
}

/** The half-width decides; without one, percent have a decimal, or as many as keep 99.97 % from reading 100 %. */
function deservedDigits(aggregate: Aggregate, scale: number): number | undefined {
  const width = scale * halfWidth(aggregate);
  if (width > 0) return decimalsFor(width);
  if (scale === 1 || aggregate.exact) return undefined;
  const bounds = aggregate.metric.bounds ?? [null, null];
  const hides = (digits: number): boolean => bounds.some((bound) => bound !== null && bound !== aggregate.number && fixed(scaled(bound, scale), digits) === fixed(scaled(aggregate.number, scale), digits));
  return [1, 2, 3, 4].find((digits) => aggregate.difference || !hides(digits)) ?? 5;
}
