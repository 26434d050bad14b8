import {cp, mkdir, mkdtemp, rm, writeFile} from "node:fs/promises";
import {tmpdir} from "node:os";
import path from "node:path";
import PDFDocument from "pdfkit";
import type {Latex} from "../../src/paper/latex.ts";
import type {PaperOptions} from "../../src/paper/build-paper.ts";
import type {Plan} from "../../src/records/plan.ts";
import type {Report, ValueRecord} from "../../src/records/report.ts";
import {render} from "../../src/report/escape.ts";
import {tableToHtml} from "../../src/tables/html.ts";
import {tableToLatex} from "../../src/tables/latex.ts";

/** A small project of one experiment, "widgets": what the other steps would hand to the paper. */
export const plan: Plan = {
  format: "reprise.plan/1",
  project: {title: "Widgets", authors: [{name: "A. Author"}], abstract: "On widgets.", site: "https://example.org/widgets/", licence: "Apache-2.0", version: "1.0.0", sourceDateEpoch: 1_700_000_000},
  experiments: [], data: [],
};

const value = (name: string, text: string, number: number): ValueRecord => ({
  id: `widgets/${name}`, experiment: "widgets", label: name, text: render(text), number, derivation: {method: "mean of 3 seeds", n: 3, points: []},
});

export const report: Report = {
  format: "reprise.report/1",
  draft: false,
  values: [value("accuracy", "93.2\u202f%", 0.932), value("baseline", "91.7\u202f%", 0.917), value("gain", "1.5 ± 0.4 points", 0.015), value("seeds", "3", 3)],
  claims: [{id: "widgets/better", experiment: "widgets", sentence: "Ours is better than theirs_1 & 100 % sure.", holds: true, test: "paired t test, one-sided", outcome: "t(2) = 9.1, p = 0.006", p: 0.006, runs: []}],
  tables: [{
    id: "widgets/scores", experiment: "widgets", caption: render("Scores of every method."), rowHeaders: 1, notes: [render("Bold: best by a paired test.")], runs: [],
    columns: [{label: render("Method"), align: "left"}, {label: render("Accuracy"), align: "right"}],
    rows: [[{text: render("Ours"), best: true}, {text: render("93.2"), best: true, value: "widgets/accuracy"}]],
  }],
  figures: [{id: "widgets/curves", experiment: "widgets", caption: render("Learning curves; bands are 95 % intervals."), alt: "Accuracy rises with time.", width: "column", spec: {}, runs: []}],
};

export const tables = new Map(report.tables.map((record) => [record.id, {latex: tableToLatex(record), html: tableToHtml(record)}]));

export const svg = "<svg width=\"234\" height=\"100\" viewBox=\"0 0 234 100\"><defs><clipPath id=\"clip0\"><rect width=\"10\" height=\"10\"></rect></clipPath></defs><g clip-path=\"url(#clip0)\"><path d=\"M0 0L234 100\" stroke=\"currentColor\"></path></g><text x=\"3\" y=\"9\">step</text></svg>";

/** A figure of 234 by 100 points, drawn with PDFKit like the real ones. */
export function drawnPdf(): Promise<Uint8Array> {
  const document = new PDFDocument({size: [234, 100], margin: 0, pdfVersion: "1.5", info: {CreationDate: new Date(0)}});
  const parts: Buffer[] = [];
  return new Promise((resolve) => {
    document.on("data", (part: Buffer) => parts.push(part)).on("end", () => resolve(new Uint8Array(Buffer.concat(parts))));
    document.moveTo(0, 0).lineTo(234, 100).stroke().end();
  });
}

export interface Fixture {
  readonly root: string;
  readonly options: PaperOptions;
  readonly warnings: string[];
}

export const withoutLatex: Latex = {available: false, because: "LaTeX is not on this machine", mend: "apt-get install texlive"};

/** Runs `test` on a copy of a paper of this folder, or on one written from `files`, and sweeps it away. */
export async function withPaper(paper: string | Readonly<Record<string, string>>, latex: Latex, test: (fixture: Fixture) => Promise<void>, parent = tmpdir()): Promise<void> {
  const root = await mkdtemp(path.join(parent, "reprise-paper-"));
  try {
    if (typeof paper === "string") await cp(path.join(import.meta.dirname, paper), path.join(root, "paper"), {recursive: true});
    else await writeFiles(path.join(root, "paper"), paper);
    const warnings: string[] = [];
    const figures = new Map([["widgets/curves", {pdf: await drawnPdf(), svg}]]);
    await test({root, warnings, options: {
      root, name: "paper", folder: "paper", plan, report, figures, tables, draft: false, latex, output: path.join(root, "build"), warn: (message) => void warnings.push(message),
    }});
  } finally {
    await rm(root, {recursive: true, force: true});
  }
}

async function writeFiles(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [file, text] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(folder, file)), {recursive: true});
    await writeFile(path.join(folder, file), text);
  }
}

/** A paper of this text alone. */
export const article = (body: string, preamble = ""): Readonly<Record<string, string>> => ({
  "main.tex": `\\documentclass{article}\n\\usepackage{generated/reprise}\n${preamble}\n\\begin{document}\n${body}\n\\end{document}\n`,
});
