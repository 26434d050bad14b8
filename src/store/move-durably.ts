import {rename} from "node:fs/promises";
import {dirname} from "node:path";
import {flush, flushFolder, makeFolder} from "./durable-write.ts";
import {digestOf} from "./file-digest.ts";
import type {Store} from "./store.ts";

/** Renames a file that is whole to its name on the same disk: flushed before, so that at no moment a torn one has it. */
export async function moveDurably(from: string, to: string): Promise<void> {
  await makeFolder(dirname(to));
  await flush(from, "r+");
  await rename(from, to);
  await flushFolder(dirname(to));
}

/** Moves a file into the store, however large it is; returns its SHA-256. */
export async function moveIntoStore(store: Store, file: string): Promise<string> {
  const digest = await digestOf(file);
  if (digest === undefined) throw new Error(`${file} is not there`);
  await moveDurably(file, store.path(digest));
  return digest;
}
