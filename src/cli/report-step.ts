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

/** The report of every experiment, and the project's own beside a paper. */
async function readReports({project}: Session): Promise<readonly ReportDefinition[]> {
  const ofExperiments = await Promise.all(project.experiments.map(async ({id, folder}) => {
    const report = await importReport(join(folder, "report.ts"), project.root);
    if (report === undefined) throw new UserError(`experiments/${id}/report.ts is missing`, `write: export default defineReport("${id}", ({results}) => […])`);
    return report;
  }));
  const ofPapers = await Promise.all(papersOf(project).map(({folder}) => importReport(join(project.root, folder, "report.ts"), project.root)));
  return [...ofExperiments, ...ofPapers.filter((report) => report !== undefined)];
}

const importReport = async (path: string, root: string): Promise<ReportDefinition | undefined> =>
  await importDefault(path, root) as ReportDefinition | undefined;
