import {join} from "node:path";
import pLimit from "p-limit";
import {UserError} from "../errors.ts";
import {prettyCanonicalJson} from "../results/canonical-json.ts";
import {byCodeUnit, runPath, type RunName} from "../results/names.ts";
import {parseResult, type Result} from "../results/result.ts";
import {readSettled, type Change} from "../store/transaction.ts";
import {walk} from "../store/walk.ts";
import {readCanonicalJson} from "./canonical-file.ts";

/** The committed results, by run path. */
export type Baseline = ReadonlyMap<string, Result>;

export const resultFile = (run: RunName): string => `results/${runPath(run)}.json`;

/** Reads `results/`: one JSON per run, each checked and exactly as it was written; an empty map where there is none. */
export const readBaseline = (root: string): Promise<Baseline> => readSettled(root, () => readResults(root));

/** Files that are read at a time: machines allow a process so many open ones, at the least a few hundred. */
const openFiles = 64;

async function readResults(root: string): Promise<Baseline> {
  const folder = join(root, "results");
  const entries = await walk(folder);
  const link = entries.find((entry) => entry.isSymbolicLink());
  if (link !== undefined) throw new UserError(`${join(link.parentPath, link.name).slice(root.length + 1).replaceAll("\\", "/")} is a link; results are files of their own`, "put the file there instead, or restore it: git checkout -- results");
  const files = entries.filter((entry) => entry.isFile() && entry.name.endsWith(".json") && entry.name !== "keys.json")
    .map((entry) => join(entry.parentPath, entry.name)).sort(byCodeUnit);
  const reading = pLimit(openFiles);
  return new Map(await Promise.all(files.map((file) => reading(() => readOne(root, file)))));
}

async function readOne(root: string, file: string): Promise<readonly [string, Result]> {
  const where = file.slice(root.length + 1).replaceAll("\\", "/");
  const result = parseResult(await readCanonicalJson(root, where), where);
  if (resultFile(result) !== where) throw new UserError(`${where} holds the result of ${runPath(result)}`, `restore it: git checkout -- ${where}`);
  return [runPath(result), result];
}

/** What changes in `results/` when these results become the baseline of one experiment; results that are planned no more go. */
export async function baselineChanges(root: string, experiment: string, results: readonly Result[], keys: unknown): Promise<readonly Change[]> {
  const kept = new Set(results.map(resultFile));
  const before = [...await readBaseline(root)].filter(([, result]) => result.experiment === experiment).map(([path]) => `results/${path}.json`);
  return [
    ...results.map((result) => ({path: resultFile(result), content: prettyCanonicalJson(result)})),
    {path: `results/${experiment}/keys.json`, content: prettyCanonicalJson(keys)},
    ...before.filter((path) => !kept.has(path)).map((path) => ({path, removed: true} as const)),
  ];
}
