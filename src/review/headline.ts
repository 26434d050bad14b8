import {readFile} from "node:fs/promises";
import {join} from "node:path";
import type {Report} from "../records/report.ts";
import {walk} from "../store/walk.ts";

/** The values that papers name: `\result{id}` in the sources in their folders, what the build writes aside. */
export async function usedValues(root: string, folders: readonly string[]): Promise<ReadonlySet<string>> {
  const texts = await Promise.all(folders.map((folder) => texSources(join(root, folder))));
  return new Set(texts.flat().flatMap((text) => [...text.matchAll(/\\result\{([^{}]+)\}/g)].map(([, id = ""]) => id.trim())));
}

async function texSources(folder: string): Promise<readonly string[]> {
  const entries = await walk(folder);
  const sources = entries.filter((entry) => entry.isFile() && entry.name.endsWith(".tex") && !/^[\\/]generated(?:[\\/]|$)/.test(entry.parentPath.slice(folder.length)));
  return Promise.all(sources.map((entry) => readFile(join(entry.parentPath, entry.name), "utf8")));
}

/** The runs that a paper's values and all claims rest on. */
export function headlineRuns({values, claims}: Report, used: ReadonlySet<string>): ReadonlySet<string> {
  const named = values.filter(({id}) => used.has(id)).flatMap(({derivation}) => derivation.points.map(({run}) => run));
  return new Set([...named, ...claims.flatMap(({runs}) => runs)]);
}
