import {readFile, stat} from "node:fs/promises";
import {basename, join} from "node:path";
import {absent} from "../errors.ts";
import {sha256} from "./digest.ts";
import {sealOfBytes, shelves, unsealed, type Shelf} from "./store.ts";
import {ownerOf} from "./temporary.ts";
import {walk} from "./walk.ts";

/** What lies in the store: what keys led to, weights and predictions and data by content, checkpoints, and what was set aside. */
export type EntryKind = Shelf | "objects" | "checkpoints" | "aside";

export const entryKinds: readonly EntryKind[] = [...shelves, "objects", "checkpoints", "aside"];

export interface Entry {
  readonly kind: EntryKind;
  /** The key or the digest by its place; undefined where the place is none. */
  readonly key: string | undefined;
  readonly file: string;
  readonly bytes: number;
}

/** Every file in the store of `folder`, sorted; those that are being written are none. */
export async function readEntries(folder: string): Promise<readonly Entry[]> {
  const files = await Promise.all(entryKinds.map(async (kind) => (await filesIn(join(folder, kind))).map((file) => ({kind, file}))));
  const present = await Promise.all(files.flat().map(async ({kind, file}) => {
    const facts = await stat(file).catch(absent(undefined));
    return facts === undefined ? [] : [{kind, file, key: keyAt(kind, file.slice(join(folder, kind).length + 1)), bytes: facts.size}];
  }));
  return present.flat();
}

async function filesIn(folder: string): Promise<readonly string[]> {
  return (await walk(folder)).filter((entry) => entry.isFile() && ownerOf(entry.name) === undefined).map((entry) => join(entry.parentPath, entry.name)).sort();
}

/** `ab/cdef….json` → `abcdef…` */
function keyAt(kind: EntryKind, path: string): string | undefined {
  const key = path.replaceAll("\\", "/").replace(/^([0-9a-f]{2})\//, "$1").replace(kind === "objects" || kind === "checkpoints" ? /$/ : /\.json$/, "");
  return /^[0-9a-f]{64}$/.test(key) ? key : undefined;
}

/** Why an entry is not what its place says; undefined where it is. Trusts nothing: reads and hashes it. */
export async function faultOf({kind, key, file}: Entry): Promise<string | undefined> {
  if (kind === "aside") return undefined;
  if (key === undefined) return "it is no entry of this store";
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "ENOENT") throw error;
    return undefined; // taken away meanwhile, as a checkpoint is with its training
  });
  if (bytes === undefined) return undefined;
  switch (kind) {
    case "objects": return sha256(bytes) === key ? undefined : "its content does not have the digest that it is stored under";
    case "checkpoints": return isSealed(key, bytes) ? undefined : "its content is not the checkpoint that was stored under this key";
    default: return unsealed(kind, key, bytes.toString("utf8")) === undefined ? "its content is not what was stored under this key" : undefined;
  }
}

const isSealed = (key: string, whole: Uint8Array): boolean =>
  Buffer.from(whole.subarray(0, 65)).toString("latin1") === `${sealOfBytes("checkpoint", key, whole.subarray(65))}\n`;

/** The name under which an entry is set aside. */
export const asideName = ({kind, key, file}: Entry): string => `${kind === "objects" ? "object" : kind}-${key ?? basename(file)}`;
