import {UserError} from "../errors.ts";
import type {ProjectExperiment} from "../project/project.ts";
import type {Replicate, Variant} from "../project/variants.ts";
import type {Metric} from "../results/metric.ts";
import {nearest} from "../results/nearest.ts";
import type {Parameter} from "../results/result.ts";
import {toNumber} from "../run/program/command-tables.ts";
import type {RecordRow} from "./record-rows.ts";

/** A record, matched to the run of the plan that it is about. */
export interface MatchedRow {
  readonly variant: Variant;
  readonly replicate: Replicate;
  readonly metrics: Readonly<Record<string, number>>;
}

/** The column that a parameter, a factor or a metric stands in. */
export const columnOf = ({columns}: Pick<ProjectExperiment, "columns">, name: string): string => columns[name] ?? name;

/** Finds the run that a record is about, and reads its metrics; throws where it is about none, or holds something else than numbers. */
export function matchRow(row: RecordRow, experiment: ProjectExperiment): MatchedRow {
  return {
    variant: variantOf(row, experiment),
    replicate: replicateOf(row, experiment),
    metrics: Object.fromEntries(Object.entries(experiment.metrics).map(([name, metric]) => [name, metricOf(row, experiment, name, metric)])),
  };
}

function cellOf({where, cells}: RecordRow, experiment: ProjectExperiment, name: string): unknown {
  const column = columnOf(experiment, name);
  if (Object.hasOwn(cells, column)) return cells[column];
  throw new UserError(`${where}: there is no column ${column}`, `did you mean ${nearest(column, Object.keys(cells)).join(" or ")}? Then declare it in experiment.ts: columns: {${name}: "…"}`);
}

/** The one variant whose parameters are all as the record says; parameters that do not vary need no column. */
function variantOf(row: RecordRow, experiment: ProjectExperiment): Variant {
  const {variants, labels} = experiment;
  const told = [...new Set(variants.flatMap(({parameters}) => Object.keys(parameters)))].filter((name) => Object.hasOwn(row.cells, columnOf(experiment, name)));
  let left = variants;
  for (const name of told) {
    const cell = row.cells[columnOf(experiment, name)];
    const before = left;
    left = left.filter(({parameters}) => isValue(cell, parameters[name] ?? null, labels[`${name}=${String(parameters[name])}`]));
    if (left.length === 0) throw new UserError(`${row.where}: ${columnOf(experiment, name)} is ${JSON.stringify(cell)}, expected ${[...new Set(before.map(({parameters}) => JSON.stringify(parameters[name])))].join(" or ")}`, "correct the record, or the parameters in experiment.ts");
  }
  if (left.length === 1 && left[0] !== undefined) return left[0];
  const lacking = [...new Set(left.flatMap(({parameters}) => Object.keys(parameters)))].filter((name) => !told.includes(name) && new Set(left.map(({parameters}) => parameters[name])).size > 1);
  throw new UserError(`${row.where}: it may be about ${left.map(({name}) => name).join(" or ")}`, `add a column ${lacking.map((name) => columnOf(experiment, name)).join(" or ")}, or declare which one it is: columns: {${lacking[0] ?? "name"}: "…"}`);
}

/** Whether a cell means a parameter's value: as it is, as it is written, or as its label is. */
function isValue(cell: unknown, value: Parameter, label: string | undefined): boolean {
  const text = cell === null ? "" : String(cell).trim();
  if (cell === value || text === String(value) || text === label) return true;
  if (value === null) return text === "";
  return typeof value === "number" && text !== "" && Number(text) === value;
}

function replicateOf(row: RecordRow, experiment: ProjectExperiment): Replicate {
  const levels = Object.entries(experiment.factors).map(([factor, count]) => {
    const cell = cellOf(row, experiment, factor);
    const level = Number(typeof cell === "string" && cell.trim() === "" ? Number.NaN : cell);
    if (!Number.isInteger(level) || level < 1 || level > count) throw new UserError(`${row.where}: ${columnOf(experiment, factor)} is ${JSON.stringify(cell)}, expected a whole number from 1 to ${count}`, "replicates count from 1; or change their number in experiment.ts");
    return [factor, level] as const;
  });
  const found = experiment.replicates.find(({factors}) => levels.every(([factor, level]) => factors[factor] === level));
  if (found === undefined) throw new Error(`${row.where}: no replicate has these levels`);
  return found;
}

function metricOf(row: RecordRow, experiment: ProjectExperiment, name: string, {bounds: [least, most] = [null, null]}: Metric): number {
  const number = toNumber(cellOf(row, experiment, name), `${row.where}, ${columnOf(experiment, name)}`);
  if ((least !== null && number < least) || (most !== null && number > most)) throw new UserError(`${row.where}: ${columnOf(experiment, name)} is ${number}, but ${name} lies between ${least ?? "-∞"} and ${most ?? "∞"}`, "give it in the unit that experiment.ts declares: percent or share?");
  return number;
}
