import {readdir, readFile, rm} from "node:fs/promises";
import {join} from "node:path";
import {UserError} from "../errors.ts";
import {prettyCanonicalJson} from "../results/canonical-json.ts";
import {byCodeUnit, runPath, type RunName} from "../results/names.ts";
import {parseResult, type Result} from "../results/result.ts";
import {writeDurably} from "../store/durable-write.ts";
import {parseJson} from "./parse-json.ts";

/** The committed results, by run path. */
export type Baseline = ReadonlyMap<string, Result>;

export const resultFile = (run: RunName): string => `results/${runPath(run)}.json`;

/** Reads `results/`: one JSON per run, each checked; an empty map where there is none. */
export async function readBaseline(root: string): Promise<Baseline> {
  const folder = join(root, "results");
  const entries = await readdir(folder, {recursive: true, withFileTypes: true}).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw error; // an unreadable baseline is not an empty one
  });
  const files = entries.filter((entry) => entry.isFile() && entry.name.endsWith(".json") && entry.name !== "keys.json")
    .map((entry) => join(entry.parentPath, entry.name)).sort(byCodeUnit);
  return new Map(await Promise.all(files.map(async (file) => readOne(root, file))));
}

async function readOne(root: string, file: string): Promise<readonly [string, Result]> {
  const where = file.slice(root.length + 1).replaceAll("\\", "/");
  const result = parseResult(parseJson(await readFile(file, "utf8"), where, `restore it: git checkout -- ${where}`), where);
  if (resultFile(result) !== where) throw new UserError(`${where} holds the result of ${runPath(result)}`, `restore it: git checkout -- ${where}`);
  return [runPath(result), result];
}

/** Writes the results of one experiment as its baseline and removes results that are planned no more. */
export async function writeBaseline(root: string, experiment: string, results: readonly Result[], keys: unknown): Promise<void> {
  for (const result of results) await writeDurably(join(root, resultFile(result)), prettyCanonicalJson(result));
  await writeDurably(join(root, "results", experiment, "keys.json"), prettyCanonicalJson(keys));
  const kept = new Set(results.map(resultFile));
  for (const [path, result] of await readBaseline(root)) {
    if (result.experiment === experiment && !kept.has(`results/${path}.json`)) await rm(join(root, `results/${path}.json`));
  }
}
