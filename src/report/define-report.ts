import type {Plan} from "../records/plan.ts";
import type {ClaimItem} from "./claim.ts";
import type {FigureItem} from "./figure.ts";
import type {Results} from "./results.ts";
import type {TableItem} from "./table-item.ts";
import type {ValueItem} from "./value.ts";

/** What a report shows. */
export type Item = ValueItem | ClaimItem | TableItem | FigureItem;

export interface ReportContext {
  /** The results of the report's own experiment. The project's report has none of its own. */
  readonly results: Results;
  /** The results of any experiment: `of("grokking")`. */
  readonly of: (experiment: string) => Results;
  readonly plan: Plan;
}

/** An experiment's values, tables, figures and claims: a pure function of results. */
export interface ReportDefinition {
  readonly experiment: string;
  readonly items: (context: ReportContext) => readonly Item[];
}

/** What `report.ts` exports by default. Across experiments: `defineReport("project", ({of}) => …)`. */
export const defineReport = (experiment: "project" | (string & {}), items: (context: ReportContext) => readonly Item[]): ReportDefinition =>
  ({experiment, items});
