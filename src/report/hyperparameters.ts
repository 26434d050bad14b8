import {UserError} from "../errors.ts";
import type {Plan, PlannedExperiment} from "../records/plan.ts";
import type {Parameter} from "../results/result.ts";
import {unknownName} from "./nearest-name.ts";
import {exact} from "./number-text.ts";
import type {TableItem} from "./table-item.ts";
import type {Piece} from "./text.ts";
import {asTitle, counted, inWords} from "./words.ts";

export interface Hyperparameters {
  readonly plan: Plan;
  /** Default: every experiment of the plan. */
  readonly experiments?: readonly string[];
  readonly caption: Piece;
}

/** What every run was made with, from the plan: a parameter that varies lists all its values. */
export function hyperparameters(name: string, {plan, experiments, caption}: Hyperparameters): TableItem {
  const chosen = experiments === undefined ? plan.experiments : experiments.map((id) => experimentOf(plan, id));
  if (chosen.length === 0) throw new UserError(`table ${name}: the plan has no experiments`, "declare one in experiments/");
  return {
    kind: "table", name, caption, rowHeaders: 2, notes: [], values: [], runs: [],
    columns: [{label: "Experiment"}, {label: "Parameter"}, {label: "Values", align: "left"}],
    rows: chosen.flatMap(rowsOf).map((row) => row.map((content) => ({content}))),
  };
}

/** An experiment of the plan. @throws UserError with the nearest names. */
export function experimentOf(plan: Plan, id: string): PlannedExperiment {
  const found = plan.experiments.find((experiment) => experiment.id === id);
  if (found === undefined) throw unknownName("the plan", "experiment", id, plan.experiments.map((experiment) => experiment.id));
  return found;
}

function rowsOf(experiment: PlannedExperiment): readonly (readonly string[])[] {
  const parameters = experiment.parameters.map(({name, label, values}) => [label ?? asTitle(inWords(name)), values.map(writtenParameter).join(", ")]);
  const rows = [...parameters, ["Replicates", replicatesOf(experiment)], ["Engine", experiment.engine]];
  return rows.map((row, at) => [at === 0 ? experiment.title : "", ...row]);
}

const writtenParameter = (value: Parameter): string =>
  (typeof value === "number" ? exact(value) : value === null ? "none" : value === true ? "yes" : value === false ? "no" : value);

const replicatesOf = ({replicates}: PlannedExperiment): string =>
  Object.entries(replicates).map(([factor, count]) => counted(count, factor)).join(" × ") || "one run";
