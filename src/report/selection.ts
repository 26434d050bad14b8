import {UserError} from "../errors.ts";
import type {PlannedExperiment, PlannedRun} from "../records/plan.ts";
import {runPath, runTitle} from "../results/names.ts";
import type {Factors, Result} from "../results/result.ts";
import {counted, shortened} from "./words.ts";

/** Missing, failed and diverged runs are an error that names them, unless they are allowed; then they are counted and stated. */
export interface Allowance {
  readonly allowMissing?: boolean;
}

/** One planned run with its result, as far as there is one. */
export interface SelectedRun {
  readonly planned: PlannedRun;
  readonly result: Result | undefined;
}

/** Some runs of one experiment. */
export interface Selection {
  readonly experiment: PlannedExperiment;
  readonly runs: readonly SelectedRun[];
  /** How people call the selected variant; empty where the experiment has only one, or several are selected. */
  readonly label: string;
}

/** What was read from one run. */
export interface Collected<T> {
  readonly variant: string;
  readonly replicate: string;
  readonly factors: Factors;
  /** `<experiment>/<variant>/<replicate>` */
  readonly run: string;
  readonly value: T;
}

/** Reads something from every completed run; where `read` gives undefined, or a run did not complete, it is missing. */
export function collect<T>(selection: Selection, what: string, allowance: Allowance, read: (result: Result) => T | undefined) {
  const found = selection.runs.map((run) => ({run, value: run.result?.status === "completed" ? read(run.result) : undefined}));
  const leftOut = found.filter(({value}) => value === undefined).map(({run}) => whyMissing(selection, run, what));
  const kept = found.flatMap(({run, value}) => (value === undefined ? [] : [collected(selection, run.planned, value)]));
  if (leftOut.length > 0 && (allowance.allowMissing !== true || kept.length === 0)) throw missing(selection, what, leftOut);
  return {kept, leftOut};
}

/** What every sample of a selection has in common. */
export const sampleFrame = (selection: Selection, leftOut: readonly string[]) =>
  ({experiment: selection.experiment.id, subject: selection.label, design: selection.experiment.replicates, leftOut, difference: false});

/** The selected runs that have a result. */
export const selectedPaths = (selection: Selection): readonly string[] =>
  selection.runs.flatMap((run) => (run.result === undefined ? [] : [pathOf(selection, run.planned)]));

function collected<T>(selection: Selection, planned: PlannedRun, value: T): Collected<T> {
  return {variant: planned.variant, replicate: planned.replicate, factors: planned.factors, run: pathOf(selection, planned), value};
}

const missing = (selection: Selection, what: string, leftOut: readonly string[]): UserError => new UserError(
  `${selection.experiment.id}: ${leftOut.length} of ${counted(selection.runs.length, "run")} without ${what}: ${shortened(leftOut)}`,
  "run them with `reprise run` and keep them with `reprise accept`, or pass {allowMissing: true}: what is left out is then stated",
);

const pathOf = (selection: Selection, run: PlannedRun): string =>
  runPath({experiment: selection.experiment.id, variant: run.variant, replicate: run.replicate});

function whyMissing(selection: Selection, {planned, result}: SelectedRun, what: string): string {
  const title = runTitle({experiment: selection.experiment.id, variant: planned.variant, replicate: planned.replicate});
  if (result === undefined) return `${title} (no result)`;
  if (result.status === "completed") return `${title} (recorded no ${what})`;
  return `${title} (${result.status}${result.message === undefined ? "" : `: ${result.message}`})`;
}
