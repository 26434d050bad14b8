import {readFile, rm} from "node:fs/promises";
import {basename} from "node:path";
import {readBundles} from "./check.ts";
import {readEntries, type Entry} from "./entries.ts";
import {storeFolder, unsealed} from "./store.ts";

/** What a project still refers to. */
export interface References {
  /** Whether an entry that a key led to is of use still. */
  isCurrent(kind: "runs" | "trained" | "made" | "checkpoints", key: string, text: string): boolean;
  /** Texts in which digests stand of what is needed: accepted results, declared data. */
  readonly texts: readonly string[];
  /** File names of bundles. */
  readonly bundles: ReadonlySet<string>;
}

export interface Unreferenced {
  readonly files: readonly string[];
  readonly bytes: number;
}

/** What nothing refers to: entries of runs that are planned no more, what they alone left, old bundles, and what was set aside. */
export async function findUnreferenced(root: string, references: References): Promise<Unreferenced> {
  const entries = await readEntries(storeFolder(root));
  const kept = await keptEntries(entries, references);
  const needed = await reachedDigests(entries, [...references.texts, ...kept.values()]);
  const isKept = (entry: Entry): boolean => kept.has(entry.file) || (entry.kind === "objects" && needed.has(entry.key ?? ""));
  const bundles = (await readBundles(root)).filter(({file}) => !references.bundles.has(basename(file)));
  const left = [...entries.filter((entry) => !isKept(entry)), ...bundles];
  return {files: left.map(({file}) => file), bytes: left.reduce((sum, {bytes}) => sum + bytes, 0)};
}

/** Removes files that nothing refers to. */
export async function removeUnreferenced({files}: Unreferenced): Promise<void> {
  for (const file of files) await rm(file, {force: true});
}

/** The entries that keys led to and that are of use still, with their texts; trainings also where a kept run is theirs. */
async function keptEntries(entries: readonly Entry[], references: References): Promise<ReadonlyMap<string, string>> {
  const kept = new Map<string, string>();
  for (const kind of ["runs", "made", "trained", "digests", "checkpoints"] as const) {
    for (const entry of entries.filter((each) => each.kind === kind)) {
      const text = kind === "checkpoints" ? "" : unsealed(kind, entry.key ?? "", await readFile(entry.file, "utf8"));
      if (entry.key === undefined || text === undefined) continue;
      if (kind === "digests" || references.isCurrent(kind, entry.key, text) || (kind === "trained" && isOfRun(text, kept))) kept.set(entry.file, text);
    }
  }
  return kept;
}

/** Whether the predictions of a training stand in the result of a run: it may have been made on another engine than the experiment's own. */
function isOfRun(text: string, runs: ReadonlyMap<string, string>): boolean {
  const {predictions} = JSON.parse(text) as {readonly predictions?: string};
  return predictions !== undefined && [...runs.values()].some((run) => run.includes(predictions));
}

const digests = /[0-9a-f]{64}/g;
/** Objects that name others are lists and records of ours, and small. */
const largestRecord = 1 << 20;

/** Every digest in the texts, and in those objects that are records themselves. */
async function reachedDigests(entries: readonly Entry[], texts: readonly string[]): Promise<ReadonlySet<string>> {
  const objects = new Map(entries.filter(({kind}) => kind === "objects").map((entry) => [entry.key, entry]));
  const reached = new Set<string>();
  const waiting = [...texts];
  for (let text = waiting.pop(); text !== undefined; text = waiting.pop()) {
    for (const [digest] of text.matchAll(digests)) {
      const object = objects.get(digest);
      if (reached.has(digest) || object === undefined) continue;
      reached.add(digest);
      if (object.bytes > largestRecord) continue;
      const content = await readFile(object.file, "latin1");
      if (content.startsWith("{")) waiting.push(content);
    }
  }
  return reached;
}
