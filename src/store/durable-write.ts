import {mkdir, open, readdir, readFile, rename, rm, stat} from "node:fs/promises";
import {dirname, join} from "node:path";
import {temporaryPath} from "./temporary.ts";

/**
 * Writes a file so that at every moment the old or the new one is there, whole: temporary name, flush, rename, flush of the folder.
 * Returns false, and writes nothing, where the file already holds these bytes.
 */
export async function writeDurably(path: string, content: string | Uint8Array): Promise<boolean> {
  const bytes = bytesOf(content);
  if (await holds(path, bytes)) return false;
  const temporary = await stage(path, bytes);
  try {
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, {force: true});
    throw error;
  }
  await flushFolder(dirname(path));
  return true;
}

export const bytesOf = (content: string | Uint8Array): Uint8Array => (typeof content === "string" ? Buffer.from(content, "utf8") : content);

/** Writes a file's new bytes beside it, flushed, and tells under which temporary name. */
export async function stage(path: string, bytes: Uint8Array): Promise<string> {
  await makeFolder(dirname(path));
  const temporary = temporaryPath(dirname(path));
  try {
    await writeAndFlush(temporary, bytes);
  } catch (error) {
    await rm(temporary, {force: true});
    throw error;
  }
  return temporary;
}

/** Makes a folder with those above it, and flushes the names of those that were not there. */
export async function makeFolder(folder: string): Promise<void> {
  const first = await mkdir(folder, {recursive: true});
  if (first === undefined) return;
  for (let made = folder; made.length >= first.length; made = dirname(made)) await flushFolder(dirname(made));
}

/** Whether a file can be read and has exactly these bytes. */
export async function holds(path: string, bytes: Uint8Array): Promise<boolean> {
  const size = await stat(path).then((facts) => facts.size, () => -1);
  return size === bytes.length && readFile(path).then((found) => Buffer.compare(found, bytes) === 0, () => false); // what cannot be read is written anew
}

async function writeAndFlush(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, "wx");
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Flushes every file and folder below, of what another program wrote. */
export async function flushTree(folder: string): Promise<void> {
  for (const entry of await readdir(folder, {withFileTypes: true})) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await flushTree(path);
    else if (entry.isFile()) await flush(path, "r+");
  }
  await flushFolder(folder);
}

/** Flushes a file or a folder that is there. */
export async function flush(path: string, flags: string): Promise<void> {
  const file = await open(path, flags);
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Flushes the names in a folder. Windows cannot open a folder; there the rename alone has to do. */
export async function flushFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r").catch(() => undefined);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}
