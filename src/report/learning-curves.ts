import {UserError} from "../errors.ts";
import {axisText} from "./axis.ts";
import type {Curves} from "./curves.ts";
import {meanInterval, type Dependence} from "./inference.ts";
import {fromLogarithm, logarithms} from "../statistics/logarithm-scale.ts";
import {mean} from "../statistics/mean.ts";
import type {Picture} from "./figure.ts";
import type {Style} from "./format.ts";
import type {Results} from "./results.ts";
import {sampleOf} from "./sample.ts";
import {sampleFrame, type Allowance} from "./selection.ts";
import {asTitle, inWords, listed} from "./words.ts";
import {replicateWords} from "./design.ts";
import {percentText, scaled, significant} from "./number-text.ts";

export interface LearningCurves extends Allowance, Dependence {
  readonly series: string;
  /** The columns drawn, or their labels: {testAccuracy: "test"}. */
  readonly columns: readonly string[] | Readonly<Record<string, string>>;
  /** The step column; default `step` or `epoch`, whichever the series has. */
  readonly x?: string;
  readonly xTitle?: string;
  readonly yTitle?: string;
  /** One group of lines per variant or per value of a parameter. */
  readonly by?: string;
  readonly as?: Style;
  /** A logarithmic step axis; steps of zero cannot be drawn on it and are left out. */
  readonly log?: boolean;
  /** A logarithmic y axis: means and intervals are then those of the logarithms, so that no band falls below zero. */
  readonly logY?: boolean;
  /** The range of y, in the units of the results. */
  readonly domain?: readonly [low: number, high: number];
  /** Horizontal lines at thresholds, with a label each. */
  readonly rules?: readonly {readonly y: number; readonly label: string}[];
  /** Height of the plot in points; default 130. */
  readonly height?: number;
  readonly confidence?: number;
}

interface Row {
  readonly x: number;
  readonly y: number;
  readonly low: number;
  readonly high: number;
  readonly group: string;
  readonly column: string;
}

/** Mean curves over the replicates with the band of their pointwise t intervals. */
export function learningCurves(results: Results, options: LearningCurves): Picture {
  const columns = labelled(options.columns);
  const groups = options.by === undefined ? [{name: "", label: "", results}] : results.by(options.by);
  const lines = groups.flatMap((group) => columns.map(([column, label]) => {
    const curves = group.results.series(options.series, column, options);
    return {group: group.label, column: label, curves, rows: band(curves, group.label, label, options)};
  }));
  const rows = lines.flatMap((line) => line.rows).filter((row) => options.log !== true || row.x > 0);
  if (rows.length === 0) throw new UserError(`${results.experiment.id}, series ${options.series}: the replicates share no step that could be drawn`, "log the same steps in every run");
  return {
    spec: specification(rows, groups.length, columns.length, lines[0]?.curves.xName ?? "step", options),
    alt: describe(lines, options),
    runs: [...new Set(lines.flatMap((line) => line.curves.curves.map((curve) => curve.run)))],
  };
}

/** The mean and its interval at every step that all replicates logged. */
function band(curves: Curves, group: string, column: string, options: LearningCurves): readonly Row[] {
  const {scale} = axisText("", {}, options.as);
  const lookups = curves.curves.map((curve) => new Map(curve.x.map((x, at) => [x, curve.y[at] as number])));
  const shared = (curves.curves[0]?.x ?? []).filter((x) => lookups.every((lookup) => Number.isFinite(lookup.get(x))));
  return shared.map((x) => {
    const [low, centre, high] = limits(curves, lookups.map((lookup) => lookup.get(x) as number), options);
    return {x, y: scaled(centre, scale), low: scaled(low, scale), high: scaled(high, scale), group, column};
  });
}

function limits(curves: Curves, values: readonly number[], options: LearningCurves): readonly [low: number, centre: number, high: number] {
  if (options.logY !== true) return linearLimits(curves, values, options);
  const [low, centre, high] = linearLimits(curves, logarithms(values), options);
  return [fromLogarithm(low), fromLogarithm(centre), fromLogarithm(high)];
}

function linearLimits(curves: Curves, values: readonly number[], options: LearningCurves): readonly [low: number, centre: number, high: number] {
  const centre = mean(values);
  if (values.length < 2) return [centre, centre, centre];
  const points = curves.curves.map((curve, at) => ({...curve, value: values[at] as number, sources: []}));
  const sample = sampleOf({...sampleFrame(curves.selection, curves.leftOut), quantity: curves.quantity, metric: {label: "", better: "neither", split: "none"}, points});
  const found = meanInterval(sample, options.confidence ?? 0.95, options);
  return found === "constant" ? [centre, centre, centre] : [found.low, centre, found.high];
}

function specification(rows: readonly Row[], groups: number, columns: number, xName: string, options: LearningCurves): Picture["spec"] {
  const y = axisText(options.yTitle ?? listed(labelled(options.columns).map(([, label]) => label)), {}, options.as);
  const yScale = {...(options.logY === true ? {type: "log"} : {zero: false}), ...(options.domain === undefined ? {} : {domain: options.domain.map((bound) => scaled(bound, y.scale)), nice: false})};
  const line = groups > 1 ? "group" : "column";
  const named = groups > 1 || columns > 1;
  const sort = (field: "group" | "column"): readonly string[] => [...new Set(rows.map((row) => row[field]))];
  const colour = {field: line, type: "nominal", title: null, sort: sort(line)};
  const dash = {field: groups > 1 && columns > 1 ? "column" : line, type: "nominal", title: null, sort: sort(groups > 1 && columns > 1 ? "column" : line)};
  const clip = options.domain === undefined ? {} : {clip: true};
  return {
    height: options.height ?? 130,
    data: {values: rows},
    encoding: {
      x: {field: "x", type: "quantitative", title: options.xTitle ?? asTitle(inWords(xName)), scale: options.log === true ? {type: "log", nice: false} : {nice: false, zero: false}, axis: {format: "~s"}},
      ...(named ? {color: colour} : {}),
    },
    layer: [
      {mark: {type: "area", ...clip}, encoding: {y: {field: "low", type: "quantitative", title: y.title, scale: yScale, ...(options.logY === true ? {axis: {labelExpr: powers}} : {})}, y2: {field: "high"}, detail: {field: "column"}}},
      {mark: {type: "line", ...clip}, encoding: {y: {field: "y", type: "quantitative", title: y.title}, ...(named ? {strokeDash: dash} : {}), detail: {field: "column"}}},
      ...(options.rules ?? []).flatMap((rule) => ruleLayers(rule, y.scale)),
    ],
  };
}

/** 0.01 and 1 as they are, what would need many zeros as 1e-6. */
const powers = "datum.value >= 0.001 && datum.value < 10000 ? format(datum.value, '~g') : replace(format(datum.value, '~e'), 'e+', 'e')";

/** A dotted line across, its label above its right end. */
const ruleLayers = ({y, label}: {readonly y: number; readonly label: string}, scale: number): readonly Picture["spec"][] => [
  {data: {values: [{y: scaled(y, scale)}]}, mark: {type: "rule", strokeDash: [1, 2], strokeWidth: 0.6}, encoding: {x: null, color: null, y: {field: "y", type: "quantitative"}}},
  {data: {values: [{y: scaled(y, scale), label}]}, mark: {type: "text", align: "right", baseline: "bottom", dx: -2, dy: -2}, encoding: {x: {value: "width"}, color: null, y: {field: "y", type: "quantitative"}, text: {field: "label"}}},
];

function describe(lines: readonly {readonly group: string; readonly column: string; readonly curves: Curves; readonly rows: readonly Row[]}[], options: LearningCurves): string {
  const first = lines[0];
  if (first === undefined) return "";
  const {suffix} = axisText("", {}, options.as);
  const over = replicateWords(first.curves.curves.length, first.curves.selection.experiment.replicates);
  const ends = lines.map(({group, column, rows}) => `${[column, group].filter(Boolean).join(", ")} ends at ${significant(rows.at(-1)?.y ?? 0)}${suffix}`);
  const x = options.xTitle?.toLowerCase() ?? inWords(first.curves.xName);
  return `Line chart over ${x}${options.log === true ? " (logarithmic)" : ""}, ${options.logY === true ? "geometric " : ""}mean and ${percentText(options.confidence ?? 0.95)} interval over ${over}: ${ends.join("; ")}.`;
}

const labelled = (columns: LearningCurves["columns"]): readonly (readonly [column: string, label: string])[] =>
  (Array.isArray(columns) ? (columns as readonly string[]).map((column) => [column, inWords(column)] as const) : Object.entries(columns as Readonly<Record<string, string>>));
