import {readFile} from "node:fs/promises";
import {join} from "node:path";
import {entryOf, type ProjectExperiment} from "../project/project.ts";
import {readSourceMap} from "./bundle.ts";

const frame = /([0-9a-f]{64})\.mjs(?:\?job=\d+)?:(\d+):(\d+)/g;
const longest = 80;

/**
 * The places of an error's stack that lie in the project's own code, the innermost first, each as its author wrote it: `experiments/xor/train.ts:12: const width = …`.
 * Bundles are made again, with a map; none is told of sources that were changed meanwhile.
 */
export async function sourcePlaces(stack: string, experiment: ProjectExperiment, root: string): Promise<readonly string[]> {
  const places: string[] = [];
  for (const [, bundle = "", line = "", column = ""] of stack.matchAll(frame)) {
    const place = await placeOf(bundle, Number(line), Number(column), experiment, root);
    if (place !== undefined && !places.includes(place)) places.push(place);
  }
  return places;
}

async function placeOf(bundle: string, line: number, column: number, experiment: ProjectExperiment, root: string): Promise<string | undefined> {
  for (const name of ["train", "evaluate", "predict"] as const) {
    const entry = await entryOf(experiment, name);
    const map = entry === undefined ? undefined : await readSourceMap(entry, root, bundle).catch(() => undefined);
    if (map === undefined) continue;
    const found = map.findEntry(line - 1, column - 1);
    return "originalSource" in found ? placeIn(root, found.originalSource, found.originalLine) : undefined;
  }
  return undefined;
}

async function placeIn(root: string, file: string, line: number): Promise<string> {
  const text = (await readFile(join(root, file), "utf8").catch(() => "")).split("\n")[line]?.trim() ?? "";
  return `${file}:${line + 1}: ${text.length > longest ? `${text.slice(0, longest - 1)}…` : text}`;
}
