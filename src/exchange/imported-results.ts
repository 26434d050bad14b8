import {basename} from "node:path";
import {UserError} from "../errors.ts";
import type {ProjectExperiment} from "../project/project.ts";
import {runPath} from "../results/names.ts";
import type {Result} from "../results/result.ts";
import {digestOf} from "../store/file-digest.ts";
import {columnOf, matchRow, type MatchedRow} from "./match-row.ts";
import {readRecords, type RecordRow} from "./record-rows.ts";

/** What the files of an import hold. */
export interface Imported {
  /** A result for every planned run, in the plan's order. */
  readonly results: readonly Result[];
  readonly files: readonly ImportedFile[];
  /** Columns that mean nothing here. */
  readonly ignored: readonly string[];
}

export interface ImportedFile {
  readonly name: string;
  readonly digest: string;
}

/** How many mistakes are told together. */
const told = 8;

/** Reads records that were computed elsewhere as an experiment's results: every planned run once, nothing else. All mistakes are told, with file and line. */
export async function readImported(experiment: ProjectExperiment, paths: readonly string[]): Promise<Imported> {
  const read = await Promise.all(paths.map((path) => readFileOf(path)));
  const mistakes: UserError[] = [];
  const found = new Map<string, {readonly where: string; readonly result: Result}>();
  for (const {file, rows} of read) {
    for (const row of rows) {
      const matched = attempt(() => matchRow(row, experiment), mistakes);
      if (matched === undefined) continue;
      const result = resultOf(experiment, matched, file.digest);
      const earlier = found.get(runPath(result));
      if (earlier === undefined) found.set(runPath(result), {where: row.where, result});
      else mistakes.push(new UserError(`${row.where}: ${runPath(result)} stands in ${earlier.where} already`, "keep one record of each run"));
    }
  }
  const planned = experiment.variants.flatMap((variant) => experiment.replicates.map((replicate) => runPath({experiment: experiment.id, variant: variant.name, replicate: replicate.name})));
  if (mistakes.length === 0) mistakes.push(...planned.filter((run) => !found.has(run)).map((run) => new UserError(`no record is about ${run}`, "add it, or take it out of the plan: parameters and replicates in experiment.ts")));
  tell(mistakes);
  return {results: planned.map((run) => found.get(run)!.result), files: read.map(({file}) => file), ignored: ignoredColumns(experiment, read.flatMap(({rows}) => rows))};
}

async function readFileOf(path: string): Promise<{readonly file: ImportedFile; readonly rows: readonly RecordRow[]}> {
  const name = basename(path);
  const digest = await digestOf(path);
  if (digest === undefined) throw new UserError(`${path} is not there`, "name a file of records: .csv, .jsonl or .json");
  const rows = await readRecords(path, name);
  if (rows.length === 0) throw new UserError(`${name}: it holds no record`, "write a header and a row per run, or an object per run");
  return {file: {name, digest}, rows};
}

function attempt<T>(work: () => T, mistakes: UserError[]): T | undefined {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    mistakes.push(error);
    return undefined;
  }
}

function tell(mistakes: readonly UserError[]): void {
  const [first, ...others] = mistakes;
  if (first === undefined) return;
  const more = others.length < told ? others : others.slice(0, told - 1);
  const rest = others.length - more.length;
  throw new UserError([first, ...more].map(({message}) => message).join("\n    ") + (rest === 0 ? "" : `\n    … and ${rest} more mistakes`), first.mend);
}

function resultOf(experiment: ProjectExperiment, {variant, replicate, metrics}: MatchedRow, digest: string): Result {
  const finite = Object.values(metrics).every(Number.isFinite);
  return {
    format: "reprise.result/1",
    experiment: experiment.id, variant: variant.name, replicate: replicate.name,
    status: finite ? "completed" : "diverged",
    origin: "imported",
    engine: experiment.engine,
    parameters: {...variant.parameters},
    factors: {...replicate.factors},
    metrics: {...metrics}, series: {}, matrices: {},
    digests: {data: {}, inputs: {}, imported: digest},
    ...(finite ? {} : {message: "a metric is not finite"}),
  };
}

function ignoredColumns(experiment: ProjectExperiment, rows: readonly RecordRow[]): readonly string[] {
  const names = [...Object.keys(experiment.metrics), ...Object.keys(experiment.factors), ...experiment.variants.flatMap(({parameters}) => Object.keys(parameters))];
  const known = new Set(names.map((name) => columnOf(experiment, name)));
  return [...new Set(rows.flatMap(({cells}) => Object.keys(cells)))].filter((column) => !known.has(column));
}
