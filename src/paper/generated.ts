import {readdir} from "node:fs/promises";
import path from "node:path";
import {absent} from "../errors.ts";
import type {Plan} from "../records/plan.ts";
import type {Report} from "../records/report.ts";
import {escapeLatex} from "../report/escape.ts";
import {byCodeUnit} from "../results/names.ts";
import {ownerOf} from "../store/temporary.ts";
import {changeTogether} from "../store/transaction.ts";
import {claimAddress} from "./addresses.ts";
import {style} from "./style.ts";

/** A figure drawn twice: for the paper and for the page. */
export interface DrawnFigure {
  readonly pdf: Uint8Array;
  readonly svg: string;
}

/** A table written twice: a LaTeX `table` for the paper and a `<table>` for the page. */
export interface WrittenTable {
  readonly latex: string;
  readonly html: string;
}

export interface GeneratedOptions {
  readonly plan: Plan;
  readonly report: Report;
  readonly figures: ReadonlyMap<string, DrawnFigure>;
  readonly tables: ReadonlyMap<string, WrittenTable>;
  readonly draft: boolean;
}

const head = "% Written by Reprise: do not edit.\n";

/** Everything that `paper/generated/` holds, by path inside it; a pure function of the report. */
export function generatedFiles(options: GeneratedOptions): ReadonlyMap<string, Uint8Array> {
  const {report, figures, tables} = options;
  const files = new Map<string, Uint8Array>();
  const put = (file: string, text: string): void => void files.set(file, new TextEncoder().encode(text));
  put("reprise.sty", style);
  put("values.tex", valuesFile(options));
  put("tables.tex", lines(report.tables.map(({id, caption, notes}) =>
    `\\repriseTable{${id}}{generated/tables/${fileName(id)}}{tab:${fileName(id)}}{${caption.latex}}{${notes.map((note) => note.latex).join("\\par ")}}`)));
  put("figures.tex", lines(report.figures.map(({id, caption}) => `\\repriseFigure{${id}}{generated/figures/${fileName(id)}.pdf}{fig:${fileName(id)}}{${caption.latex}}`)));
  put("claims.tex", claimsFile(report));
  for (const {id} of report.tables) put(`tables/${fileName(id)}.tex`, `${head}${tabularOf(required(tables, id, "table").latex)}\n`);
  for (const {id} of report.figures) files.set(`figures/${fileName(id)}.pdf`, required(figures, id, "figure").pdf);
  return files;
}

/** `penguins/macro-f1` → `penguins-macro-f1` */
export const fileName = (id: string): string => id.replace("/", "-");

function valuesFile({plan, report, draft}: GeneratedOptions): string {
  const site = plan.project.site === undefined ? [] : [`\\repriseSite{${siteAddress(plan.project.site)}}`];
  const values = report.values.map(({id, text}) => `\\repriseValue{${id}}{${text.latex}}`);
  return lines([...site, ...(draft ? ["\\repriseDraft"] : []), ...values]);
}

function siteAddress(site: string): string {
  return (site.endsWith("/") ? site : `${site}/`).replaceAll(/[%#]/g, "\\$&");
}

/** The rows alone: `\resulttable` brings the float, caption and notes, and fits them to the line. */
function tabularOf(latex: string): string {
  const [begin, end] = ["\\begin{tabular}", "\\end{tabular}"];
  const from = latex.indexOf(begin);
  const to = latex.lastIndexOf(end);
  if (from === -1 || to < from) throw new Error(`tabularOf: expected a tabular, got ${latex.slice(0, 80)}`);
  return latex.slice(from, to + end.length);
}

/** Claims are numbered in the order of the report. */
function claimsFile(report: Report): string {
  return lines(report.claims.map(({id, sentence, test, outcome}, at) =>
    `\\repriseClaim{${id}}{${at + 1}}{${claimAddress(id).replaceAll("#", "\\#")}}{{${escapeLatex(sentence)}}{${escapeLatex(test)}}{${escapeLatex(outcome)}}}`));
}

/** The number that a claim carries in the paper: C1, C2, … */
export const claimNumber = (report: Report, id: string): number => report.claims.findIndex((claim) => claim.id === id) + 1;

const lines = (all: readonly string[]): string => head + all.map((line) => `${line}\n`).join("");

function required<T>(all: ReadonlyMap<string, T>, id: string, kind: string): T {
  const found = all.get(id);
  if (found === undefined) throw new Error(`generatedFiles: the ${kind} ${id} of the report was not drawn`);
  return found;
}

/** Makes `generated/` of a paper hold exactly these files, all or none of them new; one whose bytes are the same is left alone. */
export async function writeGenerated(root: string, folder: string, files: ReadonlyMap<string, Uint8Array>): Promise<void> {
  const stale = (await filesIn(path.join(root, folder, "generated"), "")).filter((file) => !files.has(file) && ownerOf(path.basename(file)) === undefined);
  await changeTogether(root, `generated-${folder.replaceAll("/", "-")}`, [
    ...[...files].map(([file, content]) => ({path: `${folder}/generated/${file}`, content})),
    ...stale.map((file) => ({path: `${folder}/generated/${file}`, removed: true} as const)),
  ]);
}

async function filesIn(folder: string, inside: string): Promise<string[]> {
  const entries = await readdir(path.join(folder, inside), {withFileTypes: true}).catch(absent([]));
  const nested = entries.sort((a, b) => byCodeUnit(a.name, b.name)).map(async (entry) => {
    const file = inside === "" ? entry.name : `${inside}/${entry.name}`;
    return entry.isDirectory() ? filesIn(folder, file) : [file];
  });
  return (await Promise.all(nested)).flat();
}
