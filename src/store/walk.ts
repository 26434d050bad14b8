import type {Dirent} from "node:fs";
import {readdir} from "node:fs/promises";
import {join} from "node:path";
import {absent} from "../errors.ts";

/**
 * Everything in a folder and below; nothing where there is no such folder. A link is one entry, wherever it leads: Node's own recursive reading follows it,
 * out of the project and round in circles. What cannot be read is an error, or as `unreadable` says.
 */
export async function walk(folder: string, unreadable: (error: NodeJS.ErrnoException) => Dirent[] = absent([])): Promise<readonly Dirent[]> {
  const entries = await readdir(folder, {withFileTypes: true}).catch(unreadable);
  const below = await Promise.all(entries.filter((entry) => entry.isDirectory()).map((entry) => walk(join(folder, entry.name), unreadable)));
  return [...entries, ...below.flat()];
}
