import {mkdtemp, readFile, rm, stat} from "node:fs/promises";
import {tmpdir} from "node:os";
import {basename, dirname, join, resolve} from "node:path";
import {absent, UserError} from "../errors.ts";
import {readBaselineKeys} from "../plan/keys-file.ts";
import {readBaseline, type Baseline} from "../project/baseline.ts";
import {writeDurably} from "../store/durable-write.ts";
import {walk} from "../store/walk.ts";
import {readBundle} from "./bundle-file.ts";
import type {ResultTree} from "./compare-trees.ts";
import {filesOfCommit} from "./git-tree.ts";
import {machineSchema, type Machine} from "./machine.ts";

/** The results in `root`, a project or what looks like one: `results/`, its `keys.json` and `provenance.jsonl`. `read`: the results, where they were read before. */
export async function readTree(root: string, name: string, read?: Baseline): Promise<ResultTree> {
  try {
    const results = read ?? await readBaseline(root);
    return {name, results, keys: await readBaselineKeys(root, results), machines: await readMachines(root)};
  } catch (error) {
    if (error instanceof UserError && name !== "results/") throw new UserError(`${name}: ${error.message}`, "take another tree, or make this one whole");
    throw error;
  }
}

/** A folder of results: a project, its `results`, or a copy of those under another name. */
export async function readFolder(folder: string): Promise<ResultTree> {
  const path = resolve(folder);
  const within = await stat(join(path, "results")).catch(absent(undefined));
  if (within?.isDirectory() === true) return readTree(path, folder);
  if (basename(path) === "results") return readTree(dirname(path), folder);
  return withFiles(await resultsIn(path), (root) => readTree(root, folder));
}

/** The JSON files below a folder that is called something else than `results`, as if it were. */
async function resultsIn(folder: string): Promise<ReadonlyMap<string, Buffer>> {
  const entries = await walk(folder);
  const files = entries.filter((entry) => entry.isFile() && entry.name.endsWith(".json")).map((entry) => join(entry.parentPath, entry.name));
  if (files.length === 0) throw new UserError(`${folder}: there are no results in it`, "name a project, a folder such as results/, a commit or a bundle");
  return new Map(await Promise.all(files.map(async (file) => [`results/${file.slice(folder.length + 1).replaceAll("\\", "/")}`, await readFile(file)] as const)));
}

/** The results of a commit, read with git and without touching the working tree. */
export async function readCommit(root: string, commit: string, name: string): Promise<ResultTree> {
  return withFiles(await filesOfCommit(root, commit, ["results", "provenance.jsonl"]), (folder) => readTree(folder, name));
}

/** The results in a sealed file from another machine. */
export async function readBundleTree(file: string): Promise<ResultTree> {
  return withFiles(await readBundle(file), async (root) => ({...await readTree(root, basename(file)), partial: true}));
}

/** Only what results consist of, and nothing that leads elsewhere. */
const plausible = /^(?:results(?:\/[a-z0-9][a-z0-9.-]*){1,4}\.json|provenance\.jsonl)$/;

/** Lays files out in a folder of their own for as long as `read` needs. */
async function withFiles<T>(files: ReadonlyMap<string, Uint8Array>, read: (root: string) => Promise<T>): Promise<T> {
  const root = await mkdtemp(join(tmpdir(), "reprise-tree-"));
  try {
    for (const [path, bytes] of files) if (plausible.test(path)) await writeDurably(join(root, path), bytes);
    return await read(root);
  } finally {
    await rm(root, {recursive: true, force: true});
  }
}

/** Where each run was computed last; a line that says nothing of use is passed over. */
async function readMachines(root: string): Promise<ReadonlyMap<string, Machine>> {
  const text = await readFile(join(root, "provenance.jsonl"), "utf8").catch(absent(""));
  const machines = text.split("\n").flatMap((line) => {
    const parsed = machineSchema.safeParse(parsedLine(line));
    return parsed.success ? [[parsed.data.run, parsed.data] as const] : [];
  });
  return new Map(machines);
}

function parsedLine(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
