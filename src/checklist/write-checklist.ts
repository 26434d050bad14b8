import {join} from "node:path";
import {checksSchema, type Checks} from "../records/checks.ts";
import type {Plan} from "../records/plan.ts";
import {writeRecord} from "../project/build-folder.ts";
import {writeDurably} from "../store/durable-write.ts";
import {renderHtml} from "./html.ts";
import {renderJUnit} from "./junit.ts";
import {renderPdf} from "./pdf.ts";

/** Where the reports lie, relative to the project. */
export const checklistReports = {
  html: "build/checklist/report.html",
  pdf: "build/checklist/report.pdf",
  json: "build/checklist/report.json",
  xml: "build/checklist/report.xml",
} as const;

/** Writes the report four times: for people (HTML, PDF), for the site (JSON) and for CI servers (JUnit XML). */
export async function writeChecklist(root: string, checks: Checks, project: Plan["project"]): Promise<void> {
  await writeRecord(root, checklistReports.json, checksSchema, checks);
  await writeDurably(join(root, checklistReports.xml), renderJUnit(checks));
  await writeDurably(join(root, checklistReports.html), renderHtml(checks, project));
  await writeDurably(join(root, checklistReports.pdf), await renderPdf(checks, project));
}
