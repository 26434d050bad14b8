import {readFile} from "node:fs/promises";
import {join} from "node:path";
import {sha256} from "../../src/store/digest.ts";
import {walk} from "../../src/store/walk.ts";

/** The files in a folder and below, by path from `root`, with the digest of each. */
export async function treeOf(root: string, folder: string): Promise<ReadonlyMap<string, string>> {
  const entries = await walk(join(root, folder));
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name)).sort();
  return new Map(await Promise.all(files.map(async (file) => [file.slice(root.length + 1), sha256(await readFile(file))] as const)));
}

/** The same as one text: equal where every byte of a folder is. */
export const stateOf = async (root: string, folder: string): Promise<string> => sha256(JSON.stringify([...await treeOf(root, folder)]));
