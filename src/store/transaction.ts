import {readdir, readFile, rename, rm, stat} from "node:fs/promises";
import {basename, dirname, isAbsolute, join, relative} from "node:path";
import {z} from "zod";
import {absent, refusalOf, UserError} from "../errors.ts";
import {sha256} from "./digest.ts";
import {bytesOf, flushFolder, flushTree, holds, makeFolder, stage, writeDurably} from "./durable-write.ts";
import {withLock} from "./lock.ts";
import {temporaryPath} from "./temporary.ts";

/** One file or folder that shall be different; `path` is relative to the project. */
export type Change =
  | {readonly path: string; readonly content: string | Uint8Array}
  | {readonly path: string; readonly removed: true}
  /** A folder that was made elsewhere on the same disk takes the place of what is there; from now on it is not the caller's. */
  | {readonly path: string; readonly folder: string};

/** A path inside the project. */
const inside = z.string().refine((path) => !isAbsolute(path) && !path.split(/[\\/]/).includes(".."));

/** What is still to be done, by the journal; every step may be done again. */
const stepsSchema = z.array(z.discriminatedUnion("kind", [
  z.object({kind: z.literal("file"), path: inside, staged: inside, sha256: z.string()}),
  z.object({kind: z.literal("removal"), path: inside}),
  z.object({kind: z.literal("folder"), path: inside, staged: inside, former: inside}),
]));

type Step = z.infer<typeof stepsSchema>[number];

const journals = (root: string): string => join(root, ".reprise", "transactions");

/**
 * Makes all changes or none, whatever happens: everything new is written beside and flushed; then a journal says what goes where, and with its renaming all is
 * decided; then each is renamed. A process that finds the journal of a killed one finishes its work. Returns whether anything changed.
 */
export async function changeTogether(root: string, name: string, changes: readonly Change[]): Promise<boolean> {
  await settleTransactions(root, () => undefined);
  return alone(root, name, async () => {
    const steps: Step[] = [];
    try {
      for (const change of changes) steps.push(...await prepare(root, change));
      for (const folder of new Set(steps.flatMap((step) => "staged" in step ? [dirname(join(root, step.staged))] : []))) await flushFolder(folder);
      if (steps.length > 0) await writeDurably(journalOf(root, name), JSON.stringify(steps));
    } catch (error) {
      await removeStaged(root, steps);
      for (const change of changes) if ("folder" in change) await rm(change.folder, {recursive: true, force: true});
      throw error;
    }
    if (steps.length > 0) await finish(root, name, steps).catch((error: unknown) => { throw undone(name, error); });
    return steps.length > 0;
  });
}

/** All is decided, but not done: the journal stays for the next start. */
function undone(name: string, error: unknown): unknown {
  const refusal = refusalOf(error);
  return refusal === undefined ? error : new UserError(`${name}: some files are in place, the others will be at the next start: ${refusal.message}`, refusal.mend);
}

const alone = <T>(root: string, name: string, work: () => Promise<T>): Promise<T> => withLock(root, `transaction-${name}`, () => undefined, work);

const journalOf = (root: string, name: string): string => join(journals(root), `${name}.json`);

async function removeStaged(root: string, steps: readonly Step[]): Promise<void> {
  for (const step of steps) if (step.kind === "file") await rm(join(root, step.staged), {force: true});
}

async function prepare(root: string, change: Change): Promise<readonly Step[]> {
  const path = join(root, change.path);
  const inProject = (file: string): string => relative(root, file).replaceAll("\\", "/");
  if ("removed" in change) return await exists(path) ? [{kind: "removal", path: change.path}] : [];
  if ("folder" in change) {
    await flushTree(change.folder);
    await makeFolder(dirname(path));
    return [{kind: "folder", path: change.path, staged: inProject(change.folder), former: inProject(temporaryPath(dirname(change.folder)))}];
  }
  const bytes = bytesOf(change.content);
  if (await holds(path, bytes)) return [];
  return [{kind: "file", path: change.path, staged: inProject(await stage(path, bytes)), sha256: sha256(bytes)}];
}

async function finish(root: string, name: string, steps: readonly Step[]): Promise<void> {
  for (const step of steps) await take(root, step);
  for (const folder of new Set(steps.map(({path}) => dirname(join(root, path))))) await flushFolder(folder);
  await rm(join(journals(root), `${name}.json`), {force: true});
  await flushFolder(journals(root));
}

async function take(root: string, step: Step): Promise<void> {
  const path = join(root, step.path);
  if (step.kind === "removal") return rm(path, {force: true});
  if (await exists(join(root, step.staged))) {
    if (step.kind === "folder" && await exists(path)) await rename(path, join(root, step.former));
    await rename(join(root, step.staged), path);
  } else if (step.kind === "folder" && !await exists(path) && await exists(join(root, step.former))) {
    await rename(join(root, step.former), path); // the new one was taken away: the old one comes back
  }
  if (step.kind === "folder") await rm(join(root, step.former), {recursive: true, force: true});
}

const exists = (path: string): Promise<boolean> => stat(path).then(() => true, absent(false, "ENOTDIR"));

/** Waits for changes that another process is at, and finishes those of processes that were stopped; `tell` hears of the latter. */
export async function settleTransactions(root: string, tell: (message: string) => void): Promise<void> {
  for (const name of await begun(root)) await alone(root, name, () => settleOne(root, name, tell));
}

/** The transactions that have a journal. */
const begun = async (root: string): Promise<readonly string[]> =>
  (await readdir(journals(root)).catch(absent<string[]>([]))).filter((file) => file.endsWith(".json")).map((file) => basename(file, ".json"));

async function settleOne(root: string, name: string, tell: (message: string) => void): Promise<void> {
  const steps = await readJournal(journalOf(root, name));
  if (steps === undefined) return;
  const lost = await firstLost(root, steps);
  if (lost === undefined) {
    await finish(root, name, steps);
    tell(`${name}: a process was stopped between two files; the rest is in place now`);
    return;
  }
  await removeStaged(root, steps);
  await rm(journalOf(root, name), {force: true});
  tell(`${name}: a process was stopped between two files, and ${lost} was changed since, so the rest was left as it is: do it again`);
}

/** The first file whose new bytes are neither in place nor beside. */
async function firstLost(root: string, steps: readonly Step[]): Promise<string | undefined> {
  for (const step of steps) {
    if (step.kind !== "file" || await exists(join(root, step.staged))) continue;
    const bytes = await readFile(join(root, step.path)).catch(absent(undefined, "ENOTDIR"));
    if (bytes === undefined || sha256(bytes) !== step.sha256) return step.path;
  }
  return undefined;
}

/** Undefined where there is none; one that is no journal, or leads out of the project, is none of ours. */
async function readJournal(file: string): Promise<readonly Step[] | undefined> {
  const text = await readFile(file, "utf8").catch(absent(undefined));
  if (text === undefined) return undefined;
  const steps = stepsSchema.safeParse(parsed(text));
  if (!steps.success) await rm(file, {force: true});
  return steps.data;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What `read` gives while nobody changes several files at once: it is asked again where someone did meanwhile. */
export async function readSettled<T>(root: string, read: () => Promise<T>): Promise<T> {
  for (;;) {
    await settleTransactions(root, () => undefined);
    const before = await generation(root);
    const outcome = await read().then((value) => ({value}), (error: unknown) => ({error}));
    if (await generation(root) !== before || (await begun(root)).length > 0) continue;
    if ("error" in outcome) throw outcome.error;
    return outcome.value;
  }
}

/** Changes whenever a journal comes or goes. */
const generation = (root: string): Promise<bigint> => stat(journals(root), {bigint: true}).then((facts) => facts.mtimeNs, () => 0n);
