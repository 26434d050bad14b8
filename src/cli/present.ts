import {rm} from "node:fs/promises";
import {join} from "node:path";
import {papersOf} from "../project/project.ts";
import type {Checks} from "../records/checks.ts";
import type {Paper} from "../records/paper.ts";
import type {Report} from "../records/report.ts";
import type {Verdicts} from "../records/verdicts.ts";
import type {Result} from "../results/result.ts";
import {building} from "./building.ts";
import {drawAll, figuresStep, fileName, setAll, tablesStep, type Drawn, type SetTable} from "./artefacts.ts";
import {reportStep} from "./report-step.ts";
import type {Session} from "./session.ts";
import {commandList} from "./commands.ts";
import type {Latex} from "../paper/latex.ts";
import {findLatex} from "./latex.ts";

export interface PresentOptions {
  readonly paper: boolean;
  readonly site: boolean;
  /** Fresh results instead of the baseline, with a watermark. */
  readonly draft: boolean;
  /** LaTeX, found or being installed since the runs began. */
  readonly latex: Promise<Latex>;
  /** Says what is going on. */
  readonly step: <T>(title: string, work: () => Promise<T>) => Promise<T>;
}

export interface Presented {
  readonly report: Report;
  readonly papers: readonly Paper[];
  readonly checks: Checks;
  readonly site: {readonly pages: number} | null;
  readonly incomplete: readonly {readonly what: string; readonly mend: string}[];
}

/** From results to everything that people see: report, figures, tables, paper, checklist, site. */
export async function present(session: Session, results: readonly Result[], verdicts: Verdicts, options: PresentOptions): Promise<Presented> {
  return building(session.project.root, session.say, () => presentAlone(session, results, verdicts, options));
}

async function presentAlone(session: Session, results: readonly Result[], verdicts: Verdicts, options: PresentOptions): Promise<Presented> {
  const {step} = options;
  const report = await step("values, tables, figures and claims", () => reportStep(session, results, options.draft));
  const figures = await step(`drawing ${report.figures.length} figures`, () => figuresStep(session, report));
  const tables = await tablesStep(session, report);
  const latex = await options.latex;
  const papers = await step("paper", () => papersStep(session, report, figures, tables, typesettable(report, latex), options.draft));
  const checks = await step("checklist", () => checklistStep(session, results, report, verdicts, papers, options.draft));
  const site = options.site ? await step("site", () => siteStep(session)) : null;
  const incomplete = options.paper && !latex.available ? [{what: `no PDF of the paper: ${latex.because}`, mend: latex.mend}] : [];
  return {report, papers, checks, site, incomplete};
}

/** LaTeX, as far as a command asks for it; `--no-paper` does not look for it. */
export async function latexFor({paper, installTex}: {readonly paper: boolean; readonly installTex: boolean}, say: (line: string) => void): Promise<Latex> {
  return paper ? findLatex(installTex, say) : {available: false, because: "asked not to, with --no-paper", mend: "run without --no-paper"};
}

/** A paper whose claims do not all hold is not typeset. */
export function typesettable(report: Report, latex: Latex): Latex {
  const fallen = report.claims.filter((claim) => !claim.holds).map((claim) => claim.id);
  return fallen.length === 0 || report.draft ? latex : {available: false, because: `claim ${fallen.join(", ")} does not hold`, mend: "mend the claim or what it rests on"};
}

/** Fills `paper/generated/`, typesets each paper where LaTeX is, and converts it to HTML. */
export async function papersStep(session: Session, report: Report, figures: ReadonlyMap<string, Drawn>, tables: ReadonlyMap<string, SetTable>, latex: Latex, draft: boolean): Promise<readonly Paper[]> {
  const {buildPaper} = await import("../paper/build-paper.ts");
  const papers: Paper[] = [];
  for (const {name, folder} of papersOf(session.project)) {
    if (!latex.available) await rm(join(session.project.root, "build", `${name}.pdf`), {force: true});
    papers.push(await buildPaper({root: session.project.root, name, folder, plan: session.plan, report, figures, tables, latex, draft, output: join(session.project.root, "build"), warn: (message) => session.say(`  ${message}`)}));
  }
  return papers;
}

/** Runs the checks and writes `build/checklist/report.{html,pdf,json,xml}`. */
export async function checklistStep(session: Session, results: readonly Result[], report: Report, verdicts: Verdicts, papers: readonly Paper[], draft = false): Promise<Checks> {
  const {readEvidence} = await import("../checklist/read-evidence.ts");
  const {runChecklist} = await import("../checklist/run-checklist.ts");
  const {writeChecklist} = await import("../checklist/write-checklist.ts");
  const {storedObjects} = await import("../checklist/stored-objects.ts");
  const evidence = await readEvidence({root: session.project.root, plan: session.plan, results, verdicts, report, papers, commands: commandList(), store: storedObjects(session.store), redraw: () => redraw(session, report, draft)});
  const checks = await runChecklist(evidence);
  await writeChecklist(session.project.root, checks, session.plan.project);
  return checks;
}

/** Makes again, in memory, what `build/figures` and each paper's `generated/` should hold; a draft leaves the latter alone. */
async function redraw(session: Session, report: Report, draft: boolean): Promise<ReadonlyMap<string, Uint8Array>> {
  const {generatedFiles} = await import("../paper/generated.ts");
  const figures = await drawAll(session, report.figures);
  const tables = await setAll(report.tables);
  const encoder = new TextEncoder();
  const drawn = [...figures].flatMap(([id, {svg, pdf}]) => [
    [`build/figures/${fileName(id)}.svg`, encoder.encode(svg)] as const,
    [`build/figures/${fileName(id)}.pdf`, pdf] as const,
  ]);
  const generated = draft ? [] : papersOf(session.project).flatMap(({folder}) =>
    [...generatedFiles({plan: session.plan, report, figures, tables, draft})].map(([file, bytes]) => [`${folder}/generated/${file}`, bytes] as const));
  return new Map([...drawn, ...generated]);
}

async function siteStep(session: Session): Promise<{readonly pages: number}> {
  const {buildSite} = await import("../site/build-site.ts");
  const {root} = session.project;
  return buildSite({root, outDir: join(root, "dist")});
}
