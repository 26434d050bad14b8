import {createHash, randomBytes} from "node:crypto";
import {createReadStream} from "node:fs";
import {mkdir, open, rename, stat} from "node:fs/promises";
import {dirname, join} from "node:path";
import {pipeline} from "node:stream/promises";

/** A file's SHA-256, read piece by piece; undefined where there is no file. */
export async function digestOf(path: string): Promise<string | undefined> {
  const hash = createHash("sha256");
  try {
    await pipeline(createReadStream(path), hash);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
  return hash.digest("hex");
}

/** The SHA-256 of bytes that come in pieces. */
export async function digestOfChunks(chunks: AsyncIterable<Uint8Array>): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of chunks) hash.update(chunk);
  return hash.digest("hex");
}

/** A file's size in bytes; 0 where there is none. */
export const sizeOf = (path: string): Promise<number> => stat(path).then((facts) => facts.size, () => 0);

/** Makes a folder, with those above it. */
export const makeFolder = async (folder: string): Promise<void> => void await mkdir(folder, {recursive: true});

/** A name beside a file that nobody else uses; its folder is made. */
export async function temporaryBeside(path: string): Promise<string> {
  await mkdir(dirname(path), {recursive: true});
  return join(dirname(path), `.incoming-${randomBytes(8).toString("hex")}`);
}

/** Renames a file that is whole to its name: flushed before, so that at no moment a torn one has it. */
export async function moveDurably(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), {recursive: true});
  await flush(from, "r+");
  await rename(from, to);
  await flush(dirname(to), "r").catch(() => undefined); // Windows cannot open a folder
}

async function flush(path: string, flags: string): Promise<void> {
  const file = await open(path, flags);
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}
