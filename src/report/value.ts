import type {ValueRecord} from "../records/report.ts";
import type {Aggregate} from "./aggregate.ts";
import {formatAggregate, type Format, type Layout} from "./format.ts";

export interface ValueOptions extends Format {
  /** What it is, where the aggregate's own words do not say it well: "macro F1 of the MLP". */
  readonly label?: string;
  /** A sentence shows the interval in brackets; "bare" leaves it to the page behind the value. */
  readonly layout?: Layout;
}

/** A number as paper and site show it. */
export interface ValueItem {
  readonly kind: "value";
  readonly name: string;
  readonly aggregate: Aggregate;
  readonly options: ValueOptions;
}

/** value("mlp-f1", interval(mlp), {as: "percent"}): in the paper `\result{penguins/mlp-f1}`. */
export const value = (name: string, aggregate: Aggregate, options: ValueOptions = {}): ValueItem => ({kind: "value", name, aggregate, options});

/** The record of a value under its full id. */
export function valueRecordOf(item: ValueItem, experiment: string): ValueRecord {
  const {aggregate, options} = item;
  return {
    id: `${experiment}/${item.name}`,
    experiment,
    label: options.label ?? aggregate.label,
    text: formatAggregate(aggregate, options, options.layout),
    number: aggregate.number,
    ...(aggregate.interval === undefined ? {} : {interval: [aggregate.interval[0], aggregate.interval[1]]}),
    ...(aggregate.confidence === undefined ? {} : {confidence: aggregate.confidence}),
    ...(aggregate.metric.unit === undefined ? {} : {unit: aggregate.metric.unit}),
    derivation: {method: aggregate.method, n: aggregate.n, points: aggregate.points.map(({run, value}) => ({run, value})), ...(aggregate.sample === undefined ? {} : {sample: [...aggregate.sample]})},
  };
}
