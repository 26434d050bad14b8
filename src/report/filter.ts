import {UserError} from "../errors.ts";
import type {PlannedExperiment} from "../records/plan.ts";
import type {Factors, Parameter, Parameters} from "../results/result.ts";
import {member, unknownName} from "./nearest-name.ts";
import type {SelectedRun, Selection} from "./selection.ts";

/** Parameters and the values that are wanted of them: {model: "mlp"}, {k: [1, 3]}. */
export type Wanted = Readonly<Record<string, Parameter | readonly Parameter[]>>;

/** The runs whose parameters are as wanted. @throws UserError for an unknown parameter or value, with the nearest ones. */
export function filterByParameters({experiment, runs}: Pick<Selection, "experiment" | "runs">, wanted: Wanted): readonly SelectedRun[] {
  const parameters = parametersByVariant(experiment);
  for (const [name, value] of Object.entries(wanted)) requireValues(experiment, name, listOf(value));
  const matches = (own: Parameters): boolean => Object.entries(wanted).every(([name, value]) => listOf(value).includes(own[name] ?? null));
  return nonEmpty(experiment, wanted, runs.filter((run) => matches(parameters.get(run.planned.variant) ?? {})));
}

/** The runs of these replicates. @throws UserError for an unknown factor or level. */
export function filterByFactors({experiment, runs}: Pick<Selection, "experiment" | "runs">, factors: Factors): readonly SelectedRun[] {
  for (const factor of Object.keys(factors)) member(experiment.replicates, factor, experiment.id, "factor");
  return nonEmpty(experiment, factors, runs.filter((run) => Object.entries(factors).every(([factor, level]) => run.planned.factors[factor] === level)));
}

/** Every parameter of each variant: those that vary and those that are fixed. */
export function parametersByVariant(experiment: PlannedExperiment): ReadonlyMap<string, Parameters> {
  const fixed = experiment.parameters.flatMap(({name, values}) => (values.length === 1 ? [[name, values[0] as Parameter] as const] : []));
  return new Map(experiment.variants.map((variant) => [variant.name, {...Object.fromEntries(fixed), ...variant.parameters}]));
}

/** @throws UserError unless the experiment has the parameter, with each of these values. */
export function requireValues(experiment: PlannedExperiment, name: string, wanted: readonly Parameter[]): void {
  const known = experiment.parameters.find((parameter) => parameter.name === name);
  if (known === undefined) throw unknownName(experiment.id, "parameter", name, experiment.parameters.map((parameter) => parameter.name));
  const stray = wanted.find((value) => !known.values.includes(value));
  if (stray !== undefined) throw unknownName(experiment.id, `value of ${name}`, String(stray), known.values.map(String));
}

function nonEmpty(experiment: PlannedExperiment, wanted: object, runs: readonly SelectedRun[]): readonly SelectedRun[] {
  if (runs.length > 0) return runs;
  throw new UserError(`${experiment.id}: no run has ${JSON.stringify(wanted)}`, "ask for a combination that the experiment declares: `reprise plan` lists them");
}

const listOf = (value: Parameter | readonly Parameter[]): readonly Parameter[] => (Array.isArray(value) ? value as readonly Parameter[] : [value as Parameter]);
