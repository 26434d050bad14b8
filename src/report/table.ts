import type {Metric} from "../results/metric.ts";
import {dashed} from "../results/names.ts";
import {interval, same, type Aggregate} from "./aggregate.ts";
import {statisticallyBest} from "./best.ts";
import {thinSpace} from "./escape.ts";
import {commonDigits, naturalStyle, unitOf, type Format} from "./format.ts";
import {intervalName, type Dependence} from "./inference.ts";
import type {Group, Results} from "./results.ts";
import {runsOf, type Sample} from "./sample.ts";
import type {Allowance} from "./selection.ts";
import type {CellContent, TableItem} from "./table-item.ts";
import {written, type Piece} from "./text.ts";
import {value} from "./value.ts";
import {asTitle, inWords, listed} from "./words.ts";
import {replicateWords} from "./design.ts";

/** A column of a comparison: a metric by its name, or anything computed from the runs of a row. */
export type Column = string | (Format & {readonly label?: string} & (
  | {readonly metric: string}
  | {readonly name: string; readonly of: (row: Results) => Sample; readonly better?: Metric["better"]}
));

export interface Comparison extends Allowance, Dependence {
  readonly of: Results;
  /** What a row is: "variant", a parameter, or several. */
  readonly rows: string | readonly string[];
  readonly columns: readonly Column[];
  /** Bold marks the best mean and what a test cannot tell from it; never merely the largest number. */
  readonly best?: "bold-if-significant" | "none";
  readonly caption: Piece;
  /** Labels of rows: {mlp: "MLP"}. */
  readonly labels?: Readonly<Record<string, string>>;
}

interface Measured {
  readonly column: Exclude<Column, string>;
  readonly name: string;
  readonly samples: readonly Sample[];
  readonly aggregates: readonly Aggregate[];
  readonly best: readonly boolean[];
}

/**
 * Variants in rows, metrics in columns: means with the half-widths of their intervals.
 * Each cell is a value of the report, `<experiment>/<table>-<row>-<column>`.
 */
export function table(name: string, comparison: Comparison): TableItem {
  const by = typeof comparison.rows === "string" ? [comparison.rows] : comparison.rows;
  const groups = comparison.of.by(...by);
  const columns = comparison.columns.map((column) => measured(groups, column, comparison));
  const rows = groups.map((group, row) => columns.map((column) => cell(name, group, column, row)));
  return {
    kind: "table", name, caption: comparison.caption, rowHeaders: 1,
    columns: [{label: by.map((each) => headOf(comparison.of, each)).join(", ")}, ...columns.map((column) => ({label: columnLabel(column)}))],
    rows: groups.map((group, row) => [{content: labelOf(group, comparison)}, ...rows[row] as CellContent[]]),
    notes: notesOf(columns, comparison),
    values: rows.flat().flatMap((each) => each.shows ?? []),
    runs: runsOf(columns.flatMap((column) => column.samples)),
  };
}

function measured(groups: readonly Group[], column: Column, comparison: Comparison): Measured {
  const full = typeof column === "string" ? {metric: column} : column;
  const read = (group: Group): Sample => ("metric" in full ? group.results.metric(full.metric, comparison) : full.of(group.results));
  const samples = groups.map(read);
  const better = "metric" in full ? samples[0]?.metric.better : full.better;
  return {
    column: full, name: "metric" in full ? full.metric : full.name, samples,
    aggregates: samples.map((sample) => (sample.count > 1 ? interval(sample, comparison) : same(sample))),
    best: comparison.best === "none" ? samples.map(() => false) : statisticallyBest(samples, better ?? "neither", comparison),
  };
}

function cell(table: string, group: Group, {column, name, aggregates, best}: Measured, row: number): CellContent {
  const id = [table, group.name, name].map((part) => dashed(part).replaceAll(".", "-")).join("-");
  const aggregate = aggregates[row] as Aggregate;
  const format = formatOf(column);
  const digits = format.digits ?? commonDigits(aggregates, format);
  return {content: written(aggregate, {...format, ...(digits === undefined ? {} : {digits}), layout: "plus-minus"}), shows: value(id, aggregate, format), best: best[row] ?? false};
}

const formatOf = ({as, digits}: Format): Format => ({...(as === undefined ? {} : {as}), ...(digits === undefined ? {} : {digits})});

function columnLabel({column, samples, aggregates}: Measured): string {
  const label = column.label ?? asTitle(samples[0]?.quantity ?? "");
  const first = aggregates[0];
  const unit = first === undefined ? "" : unitOf(column.as ?? naturalStyle(first), first.metric);
  return unit === "" ? label : `${label} (${unit})`;
}

function labelOf(group: Group, {labels = {}}: Comparison): string {
  return Object.hasOwn(labels, group.name) ? labels[group.name] as string : group.label;
}

const headOf = (results: Results, by: string): string =>
  (by === "variant" ? "Variant" : results.experiment.parameters.find((parameter) => parameter.name === by)?.label ?? asTitle(inWords(by)));

/** What ± and bold mean, which a reader has to be told. */
function notesOf(columns: readonly Measured[], comparison: Comparison): readonly string[] {
  const repeated = columns.flatMap((column) => column.samples).filter((sample) => sample.count > 1);
  const bold = columns.some((column) => column.best.some(Boolean));
  return [
    ...[...new Set(repeated.map((sample) => `mean ± half-width of the 95${thinSpace}% ${intervalName(sample, comparison)} interval over ${replicateWords(sample.count, sample.design, sample.metric.split)}`))].map((note) => `${asTitle(note)}.`),
    ...leftOut(repeated),
    ...(bold ? ["Bold: the best mean of its column, and every mean that a paired one-sided test does not find worse (Holm-adjusted within the column, alpha 0.05)."] : []),
  ];
}

function leftOut(samples: readonly Sample[]): readonly string[] {
  const lacking = samples.filter((sample) => sample.leftOut.length > 0);
  return lacking.length === 0 ? [] : [`Left out: ${listed([...new Set(lacking.flatMap((sample) => sample.leftOut))])}.`];
}
