import {UserError} from "../errors.ts";
import type {Plan} from "../records/plan.ts";
import {reportSchema, type Rendered, type Report} from "../records/report.ts";
import {canonicalJson} from "../results/canonical-json.ts";
import {parseAs, type Result} from "../results/result.ts";
import {claimRecordsOf, type ClaimItem} from "./claim.ts";
import type {Item, ReportContext, ReportDefinition} from "./define-report.ts";
import {figureRecordOf, type FigureItem} from "./figure.ts";
import {experimentOf} from "./hyperparameters.ts";
import {resultsOf, type Results} from "./results.ts";
import {tableRecordOf, valuesOfTable, type TableItem} from "./table-item.ts";
import {valuesIn} from "./text.ts";
import {valueRecordOf, type ValueItem} from "./value.ts";

export interface ReportInput {
  readonly plan: Plan;
  readonly results: readonly Result[];
  readonly reports: readonly ReportDefinition[];
  /** Fresh results that nobody has accepted yet. */
  readonly draft: boolean;
}

/** Values, claims, tables and figures of all reports: a pure function of plan and results. */
export function buildReport({plan, results, reports, draft}: ReportInput): Report {
  const of = (id: string): Results => resultsOf(experimentOf(plan, id), results.filter((result) => result.experiment === id));
  const parts = reports.map((definition) => located(plan, definition, () => recordsOf(definition, contextOf(plan, definition, of))));
  const report: Report = {
    format: "reprise.report/1",
    draft,
    values: parts.flatMap((part) => part.values),
    claims: parts.flatMap((part) => part.claims),
    tables: parts.flatMap((part) => part.tables),
    figures: parts.flatMap((part) => part.figures),
  };
  requireDifferentIds(report);
  return parseAs(reportSchema, JSON.parse(canonicalJson(report)), "the report", "give values, claims, tables and figures names of a-z, 0-9 and '-'");
}

/** Two reports of one experiment could both define a name. */
function requireDifferentIds({values, claims, tables, figures}: Report): void {
  const ids = [...values, ...claims, ...tables, ...figures].map((record) => record.id);
  const twice = ids.find((id, at) => ids.indexOf(id) !== at);
  if (twice !== undefined) throw new UserError(`${twice} is defined by two reports`, "give an experiment one report, or the second one's items other names");
}

function contextOf(plan: Plan, {experiment}: ReportDefinition, of: (id: string) => Results): ReportContext {
  if (experiment !== "project") return {results: of(experiment), of, plan};
  return {
    get results(): Results {
      throw new UserError("the project's report has no results of its own", "take those of an experiment: of(\"…\")");
    },
    of,
    plan,
  };
}

function recordsOf({experiment, items}: ReportDefinition, context: ReportContext) {
  const shown = items(context);
  requireDifferentNames(shown);
  const values = [...kindOf(shown, "value"), ...kindOf(shown, "table").flatMap((table) => table.values)];
  const records = new Map(values.map((item) => [item.name, valueRecordOf(item, experiment)]));
  const textOf = ({name}: ValueItem): Rendered => records.get(name)?.text ?? {plain: "", latex: "", html: ""};
  const bound = (item: ValueItem): Rendered => boundText(`${experiment}/${item.name}`, textOf(item));
  requireKnownValues(shown, values);
  return {
    values: [...records.values()],
    claims: claimRecordsOf(kindOf(shown, "claim"), experiment),
    tables: kindOf(shown, "table").map((item) => tableRecordOf(item, experiment, bound, textOf)),
    figures: kindOf(shown, "figure").map((item) => figureRecordOf(item, experiment, bound)),
  };
}

/** A value inside a text leads to its page: paper and site recognise it by its id. */
const boundText = (id: string, text: Rendered): Rendered =>
  ({plain: text.plain, latex: `\\result{${id}}`, html: `<data value="${id}">${text.html}</data>`});

type OfKind = {readonly value: ValueItem; readonly claim: ClaimItem; readonly table: TableItem; readonly figure: FigureItem};
const kindOf = <K extends keyof OfKind>(items: readonly Item[], kind: K): readonly OfKind[K][] =>
  items.filter((item): item is OfKind[K] & Item => item.kind === kind);

/** A value and a table may not share a name: an address of the site, and one entry of `\result`, belongs to each. */
function requireDifferentNames(items: readonly Item[]): void {
  const names = items.flatMap((item) => [item.name, ...(item.kind === "table" ? item.values.map((value) => value.name) : [])]);
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) throw new UserError(`"${twice}" names two things of one report`, "give each value, claim, table and figure a name of its own");
  const odd = names.find((name) => !/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(name));
  if (odd !== undefined) throw new UserError(`"${odd}" cannot be a name`, "names are of a-z, 0-9 and '-', such as \"mlp-f1\"");
}

function requireKnownValues(items: readonly Item[], values: readonly ValueItem[]): void {
  const used = items.flatMap((item) => (item.kind === "table" ? valuesOfTable(item) : item.kind === "figure" ? valuesIn(item.caption) : []));
  const stranger = used.find((value) => !values.includes(value));
  if (stranger !== undefined) throw new UserError(`a caption or table shows the value "${stranger.name}", which the report does not list`, "add it to the report's list, or write its aggregate into the text");
}

/** What goes wrong in a report is told with the report's file. */
function located<T>(plan: Plan, {experiment}: ReportDefinition, build: () => T): T {
  try {
    return build();
  } catch (error) {
    const where = fileOf(plan, experiment);
    if (error instanceof UserError) throw new UserError(`${where}: ${error.message}`, error.mend, error.exitCode);
    if (error instanceof RangeError) throw new UserError(`${where}: ${error.message}`, "give the statistic the data that it needs");
    throw new Error(`${where}: ${error instanceof Error ? error.message : String(error)}`, {cause: error});
  }
}

const fileOf = (plan: Plan, experiment: string): string => (experiment === "project" ? "the project's report"
  : plan.experiments.find(({id}) => id === experiment)?.files.find((file) => /(?:^|\/)report\.[jt]s$/.test(file)) ?? `experiments/${experiment}/report.ts`);
