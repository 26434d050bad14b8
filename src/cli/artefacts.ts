import {rm, readdir} from "node:fs/promises";
import {join} from "node:path";
import {absent} from "../errors.ts";
import type {FigureRecord, Report, TableRecord} from "../records/report.ts";
import {prettyCanonicalJson} from "../results/canonical-json.ts";
import {writeDurably} from "../store/durable-write.ts";
import type {Session} from "./session.ts";

/** A drawn figure: SVG for pages, PDF for the paper, and the compiled chart that a browser brings to life. */
export interface Drawn {
  readonly svg: string;
  readonly pdf: Uint8Array;
  readonly compiled: object;
}

/** A table set three ways. */
export interface SetTable {
  readonly latex: string;
  readonly html: string;
  readonly csv: string;
}

/** `penguins/confusion` → `penguins-confusion`: the name of its files. */
export const fileName = (id: string): string => id.replace("/", "-");

/** Draws every figure of the report into `build/figures/`. */
export async function figuresStep(session: Session, report: Report): Promise<ReadonlyMap<string, Drawn>> {
  const drawn = await drawAll(session, report.figures);
  const folder = join(session.project.root, "build", "figures");
  const files = [...drawn].flatMap(([id, {svg, pdf, compiled}]): [string, string | Uint8Array][] =>
    [[`${fileName(id)}.svg`, svg], [`${fileName(id)}.pdf`, pdf], [`${fileName(id)}.json`, prettyCanonicalJson(compiled)]]);
  await writeExactly(folder, new Map(files));
  return drawn;
}

/** Draws figures in memory. */
export async function drawAll(session: Session, figures: readonly FigureRecord[]): Promise<ReadonlyMap<string, Drawn>> {
  const {drawFigure} = await import("../figures/draw.ts");
  const drawn = new Map<string, Drawn>();
  for (const figure of figures) drawn.set(figure.id, await drawFigure(figure, {sourceDateEpoch: session.plan.project.sourceDateEpoch}));
  return drawn;
}

/** Sets every table of the report into `build/tables/`. */
export async function tablesStep(session: Session, report: Report): Promise<ReadonlyMap<string, SetTable>> {
  const set = await setAll(report.tables);
  const files = [...set].flatMap(([id, {latex, html, csv}]): [string, string][] =>
    [[`${fileName(id)}.tex`, latex], [`${fileName(id)}.html`, html], [`${fileName(id)}.csv`, csv]]);
  await writeExactly(join(session.project.root, "build", "tables"), new Map(files));
  return set;
}

/** Sets tables in memory. */
export async function setAll(tables: readonly TableRecord[]): Promise<ReadonlyMap<string, SetTable>> {
  const [{tableToLatex}, {tableToHtml}, {tableToCsv}] = await Promise.all([import("../tables/latex.ts"), import("../tables/html.ts"), import("../tables/csv.ts")]);
  return new Map(tables.map((table) => [table.id, {latex: tableToLatex(table), html: tableToHtml(table), csv: tableToCsv(table)}]));
}

/** Makes a generated folder hold these files and no others. */
async function writeExactly(folder: string, files: ReadonlyMap<string, string | Uint8Array>): Promise<void> {
  for (const [name, content] of files) await writeDurably(join(folder, name), content);
  const present = await readdir(folder).catch(absent([]));
  await Promise.all(present.filter((name) => !files.has(name)).map((name) => rm(join(folder, name), {recursive: true})));
}
