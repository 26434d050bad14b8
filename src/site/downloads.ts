import {copyFileSync, mkdirSync, realpathSync, writeFileSync} from "node:fs";
import {dirname, join, relative, isAbsolute} from "node:path";
import {UserError} from "../errors.ts";
import {fileStem} from "./addresses.ts";
import {figureCsv} from "./figure-data.ts";
import type {SiteModel} from "./site-model.ts";

/** Puts the files that the pages hand out beside them: results, figures, tables, papers, reports, and the figures' rows as CSV. */
export function copyDownloads(site: SiteModel, root: string, outDir: string): void {
  for (const [from, to] of site.downloads) copyInto(inside(root, from), join(outDir, to));
  for (const figure of site.report.figures) {
    const csv = figureCsv(figure);
    const file = join(outDir, `figures/${fileStem(figure.id)}.csv`);
    if (csv !== null) writeInto(file, csv);
  }
}

/** @throws UserError where a record names a file outside of the project. */
function inside(root: string, file: string): string {
  const path = realpathSync(join(root, file));
  const below = relative(realpathSync(root), path);
  if (below.startsWith("..") || isAbsolute(below)) throw new UserError(`the site: ${file} lies outside of the project`, "run `npx reprise build` again");
  return path;
}

function copyInto(from: string, to: string): void {
  mkdirSync(dirname(to), {recursive: true});
  copyFileSync(from, to);
}

function writeInto(file: string, text: string): void {
  mkdirSync(dirname(file), {recursive: true});
  writeFileSync(file, text);
}
