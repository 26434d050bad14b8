import {lstat, readFile, readlink} from "node:fs/promises";
import {join} from "node:path";
import {absent} from "../errors.ts";
import {byCodeUnit} from "../results/names.ts";
import {sha256} from "../store/store.ts";
import {walk} from "../store/walk.ts";

/** SHA-256 by path, with `/` on every machine, in the order of code units. */
export type Digests = ReadonlyMap<string, string>;

/** Digests of files, and of all files in folders, below `root`; what is not there is left out, a link counts as what it says. */
export async function digestFiles(root: string, places: readonly string[]): Promise<Digests> {
  const paths = (await Promise.all(places.map((place) => pathsBelow(root, place)))).flat();
  const digests: (readonly [string, string])[] = [];
  for (const path of [...new Set(paths)].sort(byCodeUnit)) digests.push([path, await digestOf(join(root, path))]);
  return new Map(digests);
}

async function pathsBelow(root: string, place: string): Promise<readonly string[]> {
  const facts = await lstat(join(root, place)).catch(absent(undefined));
  if (facts === undefined) return [];
  if (!facts.isDirectory()) return [place];
  const entries = await walk(join(root, place));
  return entries.filter((entry) => !entry.isDirectory()).map((entry) => join(entry.parentPath, entry.name).slice(join(root, "/").length).replaceAll("\\", "/"));
}

async function digestOf(path: string): Promise<string> {
  const isLink = (await lstat(path)).isSymbolicLink();
  return sha256(isLink ? `link to ${await readlink(path)}` : await readFile(path));
}

/** One digest for many files: that of the list `<SHA-256>  <path>`, a line each, as sha256sum prints it. */
export const treeDigest = (digests: Digests): string => sha256([...digests].map(([path, digest]) => `${digest}  ${path}\n`).join(""));
