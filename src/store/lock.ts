import {mkdir, readdir, rename, rm, rmdir} from "node:fs/promises";
import {join} from "node:path";
import {absent} from "../errors.ts";
import {makeFolder} from "./durable-write.ts";
import {isAlive, ownTag, processesFolder, type ProcessTag} from "./process-tag.ts";
import {ownerOf, temporaryPath} from "./temporary.ts";

/** Something that one process at a time may do in a project. */
export interface Lock {
  release(): Promise<void>;
}

/** What came of asking for a lock: the lock, or who has it. */
export type LockAnswer = {readonly lock: Lock} | {readonly holder: ProcessTag};

const locksFolder = (root: string): string => join(root, ".reprise", "locks");

/**
 * Takes a lock of a project, or tells which living process has it.
 *
 * A lock is a folder that holds one folder, named by the process that has it. Both come into being by one rename, which the file system refuses while
 * there is another with something in it; and whoever takes away what a killed process left names that process, so that nobody's fresh lock is taken away
 * by a late hand. No file has content, so none can be torn.
 */
export async function takeLock(root: string, name: string): Promise<LockAnswer> {
  const path = join(locksFolder(root), name);
  const mine = temporaryPath(locksFolder(root));
  await makeFolder(locksFolder(root));
  await mkdir(join(mine, ownTag()), {recursive: true});
  try {
    for (let tries = 1; ; tries += 1) {
      const refusal = await renamed(mine, path);
      if (refusal === undefined) return {lock: {release: () => drop(path, ownTag())}};
      const holder = await holderOf(path);
      if (holder !== undefined && await isAlive(holder, processesFolder(root))) return {holder};
      if (tries === patience) throw refusal;
      await drop(path, holder);
    }
  } finally {
    await rm(mine, {recursive: true, force: true});
  }
}

/** Others may come first, but not that often. */
const patience = 100;

/** Does `work` under a lock; until it is free, waits, and says once for whom. */
export async function withLock<T>(root: string, name: string, waiting: (holder: ProcessTag) => void, work: () => Promise<T>): Promise<T> {
  const lock = await waitForLock(root, name, waiting);
  try {
    return await work();
  } finally {
    await lock.release();
  }
}

async function waitForLock(root: string, name: string, waiting: (holder: ProcessTag) => void): Promise<Lock> {
  for (let told: ProcessTag | undefined; ;) {
    const answer = await takeLock(root, name);
    if ("lock" in answer) return answer.lock;
    if (told !== answer.holder) waiting(told = answer.holder);
    await new Promise((next) => { setTimeout(next, pause); });
  }
}

/** Milliseconds between two looks at a lock that another process has. */
export const pause = 200;

/** Whether a living process has a lock. */
export async function isLocked(root: string, name: string): Promise<boolean> {
  const holder = await holderOf(join(locksFolder(root), name));
  return holder !== undefined && isAlive(holder, processesFolder(root));
}

/** Takes away the locks of processes that were killed. */
export async function sweepLocks(root: string): Promise<void> {
  const names = await readdir(locksFolder(root)).catch(absent([]));
  for (const name of names.filter((each) => ownerOf(each) === undefined)) {
    const path = join(locksFolder(root), name);
    const holder = await holderOf(path);
    if (holder === undefined || !await isAlive(holder, processesFolder(root))) await drop(path, holder);
  }
}

/** Windows calls what is just being removed busy or forbidden. */
const holderOf = async (path: string): Promise<ProcessTag | undefined> => (await readdir(path).catch(absent([], "EPERM", "EBUSY")))[0];

/** Removes the lock of one process; one that another has taken meanwhile stays. */
async function drop(path: string, holder: ProcessTag | undefined): Promise<void> {
  if (holder !== undefined) await rmdir(join(path, holder)).catch(unless("ENOENT"));
  await rmdir(path).catch(unless("ENOENT", "ENOTEMPTY", "EEXIST", "EPERM"));
}

/** Undefined, or what the file system said since there is something at `to`. */
async function renamed(from: string, to: string): Promise<Error | undefined> {
  try {
    await rename(from, to);
    return undefined;
  } catch (error) {
    unless("ENOTEMPTY", "EEXIST", "EPERM", "EACCES")(error);
    return error as Error;
  }
}

/** Passes every error on but those that were expected. */
const unless = (...codes: readonly string[]) => (error: unknown): void => {
  if (!codes.includes((error as NodeJS.ErrnoException).code ?? "")) throw error;
};
