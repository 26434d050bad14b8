import {join} from "node:path";
import {importDefault} from "../project/import-default.ts";
import {writeRecord} from "../project/build-folder.ts";
import {papersOf} from "../project/project.ts";
import {reportSchema, type Report} from "../records/report.ts";
import type {Result} from "../results/result.ts";
import type {ReportDefinition} from "../report/define-report.ts";
import {UserError} from "../errors.ts";
import type {Session} from "./session.ts";

/** Values, tables, figures and claims of `results`; writes `build/report.json`. */
export async function reportStep(session: Session, results: readonly Result[], draft: boolean): Promise<Report> {
  const {buildReport} = await import("../report/build-report.ts");
  const reports = await readReports(session);
  const report = buildReport({plan: session.plan, results: [...results], reports, draft});
  await writeRecord(session.project.root, "build/report.json", reportSchema, report);
  return report;
}

/** The report of every experiment, and the project's own beside a paper. @throws UserError where an experiment has none. */
async function readReports(session: Session): Promise<readonly ReportDefinition[]> {
  const found = await findReports(session);
  const lacking = session.project.experiments.find(({id}) => !found.some(({experiment}) => experiment === id));
  if (lacking !== undefined) throw new UserError(`experiments/${lacking.id}/report.ts is missing`, `write: export default defineReport("${lacking.id}", ({results}) => […])`);
  return found;
}

/** The reports that there are: the experiments' in the project's order, then those beside papers. */
export async function findReports({project}: Session): Promise<readonly ReportDefinition[]> {
  const places = [...project.experiments.map(({folder}) => folder), ...papersOf(project).map(({folder}) => join(project.root, folder))];
  const found = await Promise.all(places.map((folder) => importReport(join(folder, "report.ts"), project.root)));
  return found.filter((report) => report !== undefined);
}

const importReport = async (path: string, root: string): Promise<ReportDefinition | undefined> =>
  await importDefault(path, root) as ReportDefinition | undefined;
