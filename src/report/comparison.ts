import type {Metric} from "../results/metric.ts";
import {interval, mean} from "./aggregate.ts";
import {axisText} from "./axis.ts";
import type {Picture} from "./figure.ts";
import {formatAggregate, type Style} from "./format.ts";
import type {Dependence} from "./inference.ts";
import {scaled} from "./number-text.ts";
import type {Group, Results} from "./results.ts";
import {runsOf, type Sample} from "./sample.ts";
import type {Allowance} from "./selection.ts";
import {asTitle, inWords} from "./words.ts";

export interface ComparisonPicture extends Allowance, Dependence {
  /** A metric's name, or what is computed from the runs of a row. */
  readonly metric: string | ((row: Results) => Sample);
  /** What a row is: "variant" or a parameter. */
  readonly by: string;
  readonly as?: Style;
  readonly title?: string;
  /** Labels of rows: {mlp: "MLP"}. */
  readonly labels?: Readonly<Record<string, string>>;
  readonly domain?: readonly [low: number, high: number];
  readonly log?: boolean;
  /** Height of the plot in points; default 22 per row. */
  readonly height?: number;
}

/** A row per variant: a dot per replicate, the mean and its interval. */
export function comparison(results: Results, options: ComparisonPicture): Picture {
  const groups = results.by(options.by);
  const rows = groups.map((group) => ({label: labelOf(group, options), sample: sampleOf(group.results, options)}));
  const metric = rows[0]?.sample.metric as Metric;
  const axis = axisText(options.title ?? metric.label, metric, options.as);
  const summaries = rows.map(({label, sample}) => summary(label, sample, axis.scale, options));
  const dots = rows.flatMap(({label, sample}) => sample.points.map((point) => ({row: label, x: scaled(point.value, axis.scale), replicate: point.replicate})));
  const sort = rows.map((row) => row.label);
  const x = (field: string) => ({field, type: "quantitative", title: axis.title, scale: scaleOf(axis.scale, options)});
  return {
    spec: {
      height: options.height ?? 22 * rows.length,
      encoding: {y: {field: "row", type: "nominal", title: headOf(results, rows.every(({label}, at) => label === groups[at]?.name) ? options.by : "variant"), sort}},
      layer: [
        {data: {values: dots}, mark: {type: "circle", yOffset: -apart}, encoding: {x: x("x")}},
        {data: {values: summaries}, mark: {type: "rule", yOffset: apart}, encoding: {x: x("low"), x2: {field: "high"}}},
        {data: {values: summaries}, mark: {type: "point", yOffset: apart}, encoding: {x: x("mean")}},
      ],
    },
    alt: `Dot plot of ${metric.label}, a dot per replicate with mean and 95 % interval: ${summaries.map(({row, text}) => `${row} ${text}`).join("; ")}.`,
    runs: runsOf(rows.map((row) => row.sample)),
  };
}

/** Points that the dots stand above and the mean below the middle of their row, so that neither hides the other. */
const apart = 4;

function summary(row: string, sample: Sample, scale: number, options: ComparisonPicture) {
  const found = sample.count > 1 ? interval(sample, options) : mean(sample);
  const [low, high] = found.interval ?? [found.number, found.number];
  const text = formatAggregate(found, options.as === undefined ? {} : {as: options.as}).plain;
  return {row, mean: scaled(found.number, scale), low: scaled(low, scale), high: scaled(high, scale), text};
}

const scaleOf = (scale: number, options: ComparisonPicture) => ({
  ...(options.log === true ? {type: "log"} : {zero: false}),
  ...(options.domain === undefined ? {} : {domain: options.domain.map((bound) => scaled(bound, scale)), nice: false}),
});

const sampleOf = (row: Results, options: ComparisonPicture): Sample =>
  (typeof options.metric === "string" ? row.metric(options.metric, options) : options.metric(row));

const labelOf = (group: Group, {labels = {}}: ComparisonPicture): string =>
  (Object.hasOwn(labels, group.name) ? labels[group.name] as string : group.label);

/** Rows that are called by their bare values need a title; labels speak for themselves. */
const headOf = (results: Results, by: string): string | null =>
  by === "variant" ? null : results.experiment.parameters.find((parameter) => parameter.name === by)?.label ?? asTitle(inWords(by));
