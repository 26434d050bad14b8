import type {PlannedExperiment} from "../../records/plan.ts";
import type {TableRecord} from "../../records/report.ts";
import {dashed} from "../../results/names.ts";
import {count, failed, listed, notApplicable, notRun, verified, type Check, type EvidenceItem} from "../check.ts";

export const hyperparametersInPaper: Check = {
  id: "hyperparameters-in-paper",
  group: "experiments",
  title: "Every hyper-parameter stands in the paper",
  description: "Each parameter that an experiment declares, varied or fixed, is named in a generated table of hyper-parameters that the paper shows.",
  severity: "required",
  sources: ["NeurIPS 6", "AAAI 4.13", "ACL C2", "Pineau: hyper-parameters"],
  ask: ({plan, report, papers}) => {
    const wanted = plan.experiments.filter((experiment) => experiment.parameters.length > 0);
    if (wanted.length === 0) return notApplicable("No experiment declares a parameter.");
    if (report === null || papers.length === 0) return notRun("No report or no paper was read.", [], "make them with `reprise build`");
    const shown = report.tables.filter(({id}) => papers.some((paper) => Object.hasOwn(paper.uses, id)));
    const faults = wanted.flatMap((experiment) => faultsOf(experiment, shown));
    const parameters = wanted.reduce((sum, experiment) => sum + experiment.parameters.length, 0);
    return faults.length === 0
      ? verified(`${count(parameters, "parameter")} of ${count(wanted.length, "experiment")} named in the paper.`, wanted.map((experiment) => ({text: `${experiment.id}: ${listed(experiment.parameters.map((parameter) => parameter.name))}`})))
      : failed(`${count(faults.length, "experiment")} with parameters that the paper does not name.`, faults, "let a report.ts declare a table named …/hyper-parameters with every parameter, and show it with \\resulttable");
  },
};

/** Tables of hyper-parameters, those whose name says so: of the experiment itself, of the whole project, or with rows of the experiment's own. */
const tablesOf = (experiment: PlannedExperiment, tables: readonly TableRecord[]): readonly TableRecord[] =>
  tables.filter((table) => /\/.*(?:parameters|settings)/.test(table.id) && ([experiment.id, "project"].includes(table.id.split("/")[0] ?? "") || ownRow(experiment, table) !== -1));

/** Where an experiment's rows begin in a table whose first column names experiments. */
const ownRow = ({title, id}: PlannedExperiment, {rows}: TableRecord): number =>
  rows.findIndex(([first]) => first?.text.plain === title || first?.text.plain === id);

function faultsOf(experiment: PlannedExperiment, shown: readonly TableRecord[]): readonly EvidenceItem[] {
  const words = new Set(tablesOf(experiment, shown).flatMap((table) => wordsOf(experiment, table)).map(folded));
  const absent = experiment.parameters.filter(({name, label}) => !words.has(folded(name)) && !(label !== undefined && words.has(folded(label))));
  return absent.length === 0 ? [] : [{text: `${experiment.id}: ${listed(absent.map((parameter) => parameter.name))} not named in a table of hyper-parameters`, link: `experiments/${experiment.id}/experiment.ts`}];
}

/** The labels of a table's columns and its cells; where the first column names the experiment, those of its rows alone. */
function wordsOf(experiment: PlannedExperiment, table: TableRecord): readonly string[] {
  const rows = table.rows.map((row) => row.map((cell) => cell.text.plain));
  const first = ownRow(experiment, table);
  const length = rows.slice(first + 1).findIndex((row) => row[0] !== "" && row[0] !== rows[first]?.[0]);
  const own = first === -1 ? rows : rows.slice(first, length === -1 ? undefined : first + 1 + length);
  return [...table.columns.map((column) => column.label.plain), ...own.flat()];
}

/** `weightDecay`, `weight decay` and `Weight decay` are one name. */
const folded = (name: string): string => dashed(name).replaceAll(/[-.]/g, "");
