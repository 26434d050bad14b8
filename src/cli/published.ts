import {readFile} from "node:fs/promises";
import {join, relative} from "node:path";
import {UserError} from "../errors.ts";
import {papersOf} from "../project/project.ts";
import type {Report} from "../records/report.ts";
import {byCodeUnit} from "../results/names.ts";
import {walk} from "../store/walk.ts";
import {drawAll, setAll} from "./artefacts.ts";
import type {Session} from "./session.ts";

type Files = ReadonlyMap<string, Uint8Array>;

/** What the committed paper prints (of several the first that prints something else), and what it would print were it built from the results now. @throws UserError where no paper was ever built. */
export async function publishedFiles(session: Session, report: Report): Promise<{readonly committed: Files; readonly computed: Files}> {
  const {generatedFiles} = await import("../paper/generated.ts");
  const folders = papersOf(session.project).map(({folder}) => join(session.project.root, folder, "generated"));
  const printed = (await Promise.all(folders.map(filesBelow))).filter((files) => files.size > 0);
  if (printed.length === 0) throw new UserError("--from results compares with what the paper prints, and there is no paper/generated/", "npx reprise build makes it; or verify from predictions, weights or scratch");
  const computed = generatedFiles({plan: session.plan, report, figures: await drawAll(session, report.figures), tables: await setAll(report.tables), draft: false});
  const isOld = (files: Files): boolean => [...computed].some(([path, bytes]) => Buffer.compare(files.get(path) ?? new Uint8Array(), bytes) !== 0);
  return {committed: printed.find(isOld) ?? printed[0]!, computed};
}

async function filesBelow(folder: string): Promise<Files> {
  const entries = await walk(folder);
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name)).sort(byCodeUnit);
  return new Map(await Promise.all(files.map(async (file) => [relative(folder, file).replaceAll("\\", "/"), new Uint8Array(await readFile(file))] as const)));
}
