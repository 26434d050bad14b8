import {UserError} from "../errors.ts";
import type {PlannedExperiment} from "../records/plan.ts";
import {runPath} from "../results/names.ts";
import type {Factors, Result} from "../results/result.ts";
import {curvesOf, type CurveOptions, type Curves} from "./curves.ts";
import {filterByFactors, filterByParameters, parametersByVariant, requireValues, type Wanted} from "./filter.ts";
import {matricesOf, type Matrices} from "./matrices.ts";
import {member} from "./nearest-name.ts";
import {sampleOf, type Sample} from "./sample.ts";
import {collect, sampleFrame, type Allowance, type SelectedRun, type Selection} from "./selection.ts";

/** Some runs of one experiment, and what can be asked of them. */
export interface Results extends Selection {
  readonly kind: "results";
  /** The runs whose parameters are these: `where({model: "mlp"})`, `where({k: [1, 3]})`. */
  where(parameters: Wanted): Results;
  /** The runs of these replicates: `at({seed: 1})`. */
  at(factors: Factors): Results;
  /** One selection per combination of these parameters' values, or per "variant", in the plan's order. */
  by(...parameters: readonly string[]): readonly Group[];
  /** One number per run. */
  metric(name: string, allowance?: Allowance): Sample;
  /** One curve per run: a column of a series over its step column. */
  series(name: string, column: string, options?: CurveOptions): Curves;
  /** One small matrix per run. */
  matrix(name: string, allowance?: Allowance): Matrices;
}

/** The runs that agree in some parameters. */
export interface Group {
  /** Their values, or the variant's name: "mlp". */
  readonly name: string;
  readonly label: string;
  readonly results: Results;
}

/** All runs that the plan asks of an experiment, with the results that there are. */
export function resultsOf(experiment: PlannedExperiment, results: readonly Result[]): Results {
  const byPath = new Map(results.map((result) => [runPath(result), result]));
  return select(experiment, experiment.runs.map((planned) => ({
    planned, result: byPath.get(runPath({experiment: experiment.id, variant: planned.variant, replicate: planned.replicate})),
  })));
}

function select(experiment: PlannedExperiment, runs: readonly SelectedRun[]): Results {
  const label = experiment.variants.length <= 1 ? "" : variantLabel(experiment, runs) ?? "";
  const selection: Selection = {experiment, runs, label};
  return {
    ...selection,
    kind: "results",
    where: (parameters) => select(experiment, filterByParameters(selection, parameters)),
    at: (factors) => select(experiment, filterByFactors(selection, factors)),
    by: (...parameters) => groups(selection, parameters),
    metric: (name, allowance = {}) => metricSample(selection, name, allowance),
    series: (name, column, options = {}) => curvesOf(selection, name, column, options),
    matrix: (name, allowance = {}) => matricesOf(selection, name, allowance),
  };
}

function metricSample(selection: Selection, name: string, allowance: Allowance): Sample {
  const metric = member(selection.experiment.metrics, name, selection.experiment.id, "metric");
  const {kept, leftOut} = collect(selection, `metric "${name}"`, allowance, (result) => result.metrics[name]);
  const stray = kept.find(({value}) => !Number.isFinite(value));
  if (stray !== undefined) throw new UserError(`${stray.run}: metric ${name} is ${stray.value}`, "a metric has to be a finite number: mend evaluate.ts");
  const points = kept.map(({run, value, ...where}) => ({...where, value, sources: [{run, value}]}));
  return sampleOf({...sampleFrame(selection, leftOut), quantity: metric.label, metric, points});
}

function groups({experiment, runs}: Selection, by: readonly string[]): readonly Group[] {
  const parameters = parametersByVariant(experiment);
  for (const name of by) if (name !== "variant") requireValues(experiment, name, []);
  const valueOf = (variant: string, name: string): string => (name === "variant" ? variant : String(parameters.get(variant)?.[name] ?? null));
  const keyOf = (run: SelectedRun): string => by.map((name) => valueOf(run.planned.variant, name)).join(", ");
  return [...new Set(runs.map(keyOf))].map((name) => {
    const own = runs.filter((run) => keyOf(run) === name);
    return {name, label: variantLabel(experiment, own) ?? name, results: select(experiment, own)};
  });
}

function variantLabel(experiment: PlannedExperiment, runs: readonly SelectedRun[]): string | undefined {
  const names = new Set(runs.map((run) => run.planned.variant));
  return names.size === 1 ? experiment.variants.find((variant) => names.has(variant.name))?.label : undefined;
}
