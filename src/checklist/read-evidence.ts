import {readFile, readdir, realpath} from "node:fs/promises";
import {isAbsolute, join, relative, resolve, sep} from "node:path";
import type {z} from "zod";
import {absent, UserError} from "../errors.ts";
import {paperSchema} from "../records/paper.ts";
import {planSchema} from "../records/plan.ts";
import {reportSchema} from "../records/report.ts";
import {verdictsSchema} from "../records/verdicts.ts";
import {byCodeUnit} from "../results/names.ts";
import {parseAs, resultSchema, type Result} from "../results/result.ts";
import type {Evidence} from "./evidence.ts";
import {gitState} from "./git.ts";

/** The project's folder, and what the caller already holds. */
type Given = {readonly root: string} & Partial<Omit<Evidence, "readFile" | "listFiles">>;

/**
 * Reads what the steps before left under `build/`, the baseline and git's view of the project, except what is `given`;
 * `redraw`, `store` and `commands` come only from there.
 * Throws a UserError where `build/plan.json` is missing or a record does not follow its schema; every other missing file is for the checks to say.
 */
export async function readEvidence({root, ...given}: Given): Promise<Evidence> {
  const door = openProject(await realpath(root));
  return {
    plan: given.plan ?? await readPlan(door),
    verdicts: given.verdicts ?? await readRecord(door, "build/verdicts.json", verdictsSchema, "reprise run"),
    report: given.report ?? await readRecord(door, "build/report.json", reportSchema, "reprise build"),
    papers: given.papers ?? await readPapers(door),
    results: given.results ?? await readResults(door),
    ...door,
    git: given.git === undefined ? await gitState(root) : given.git,
    store: given.store ?? null,
    redraw: given.redraw === undefined || given.redraw === null ? null : once(given.redraw),
    commands: given.commands ?? [],
  };
}

/** Several checks ask for it; it is made once. */
function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}

type Door = Pick<Evidence, "readFile" | "listFiles">;

/** Folders that the project's own list of files leaves out. */
const generated = new Set([".git", "node_modules", "build", "dist", "lib", ".reprise", ".astro"]);

/** Names that lead nowhere, or to no file. */
const missing = absent(null, "ENOTDIR", "EISDIR", "ELOOP", "ENAMETOOLONG");

/** The one door to the project's files. Paths that lead outside, symbolic links included, read as missing. */
export function openProject(root: string): Door {
  const inside = async (path: string): Promise<string | null> => {
    if (!isInside(root, resolve(root, path)) || path.includes("\0")) return null;
    const real = await realpath(resolve(root, path)).catch(missing);
    return real !== null && isInside(root, real) ? real : null;
  };
  return {
    readFile: async (path) => {
      const real = await inside(path);
      return real === null ? null : readFile(real).catch(missing);
    },
    listFiles: async (folder) => {
      const real = await inside(folder);
      return real === null ? [] : (await walk(root, real)).toSorted(byCodeUnit);
    },
  };
}

function isInside(root: string, path: string): boolean {
  const steps = relative(root, path);
  return steps !== ".." && !steps.startsWith(`..${sep}`) && !isAbsolute(steps);
}

async function walk(root: string, folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, {withFileTypes: true}).catch(absent([]));
  const found = await Promise.all(entries.map(async (entry) => {
    const path = join(folder, entry.name);
    if (entry.isFile()) return [relative(root, path).split(sep).join("/")];
    return entry.isDirectory() && !(folder === root && generated.has(entry.name)) && entry.name !== "node_modules" ? walk(root, path) : [];
  }));
  return found.flat();
}

async function readPlan(door: Door): Promise<Evidence["plan"]> {
  const plan = await readRecord(door, "build/plan.json", planSchema, "reprise plan");
  if (plan === null) throw new UserError("build/plan.json: expected the plan of the project, found no such file", "run `reprise plan` first");
  return plan;
}

async function readPapers(door: Door): Promise<Evidence["papers"]> {
  const files = (await door.listFiles("build/paper")).filter((path) => /^build\/paper\/[^/]+\.json$/.test(path));
  const papers = await Promise.all(files.map((path) => readRecord(door, path, paperSchema, "reprise paper")));
  return papers.filter((paper) => paper !== null);
}

async function readRecord<S extends z.ZodType>(door: Door, path: string, schema: S, command: string): Promise<z.infer<S> | null> {
  const bytes = await door.readFile(path);
  return bytes === null ? null : parseAs(schema, parseJson(bytes), path, `make it again with \`${command}\``);
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
}

/** The baseline; a file that is no result is left for `results-canonical` to name. */
async function readResults(door: Door): Promise<readonly Result[]> {
  const files = (await door.listFiles("results")).filter((path) => path.endsWith(".json") && !path.endsWith("/keys.json"));
  const parsed = await Promise.all(files.map(async (path) => resultSchema.safeParse(parseJson(await door.readFile(path) ?? new Uint8Array()))));
  return parsed.flatMap((each) => (each.success ? [each.data] : []));
}
