import {readFileSync} from "node:fs";
import {readFile, rename} from "node:fs/promises";
import {join} from "node:path";
import {sha256} from "./digest.ts";
import {makeFolder, writeDurably} from "./durable-write.ts";

export {sha256} from "./digest.ts";

/** Content-addressed files under `.reprise/store/`, and what each run key led to. */
export interface Store {
  readonly folder: string;
  /** Keeps bytes; returns their SHA-256. */
  put(bytes: Uint8Array): Promise<string>;
  /** The bytes of a digest, verified; undefined where they are not here. A corrupt entry is set aside and told. */
  get(digest: string): Promise<Uint8Array | undefined>;
  /** Where the bytes of a digest lie or would lie. */
  path(digest: string): string;
  /** Remembers what a key led to: a text, sealed by a digest of itself and of its key. */
  remember(shelf: Shelf, key: string, text: string): Promise<void>;
  /** What a key led to; undefined where nothing, or nothing whole, is remembered. */
  recall(shelf: Shelf, key: string): Promise<string | undefined>;
  /** Whether a key leads to something whole: reads it, tells and changes nothing. */
  holds(shelf: Shelf, key: string): boolean;
  /** Sets aside what a key led to, since it is of no use, and tells why. */
  reject(shelf: Shelf, key: string, because: string): Promise<void>;
}

/** `runs`: run key → result; `trained`: training key → what `train` returned; `made`: digest of a run's path → what its last key was made of; `digests`: digest of a name → digests that took long. */
export type Shelf = "runs" | "trained" | "made" | "digests";

export const shelves: readonly Shelf[] = ["runs", "trained", "made", "digests"];

export const storeFolder = (root: string): string => join(root, ".reprise", "store");

/** The first line of an entry: under another key, or with another text, it is not whole. */
export const seal = (shelf: Shelf, key: string, text: string): string => sha256(`${shelf} ${key}\n${text}`);

/** The same of bytes, for what is no text. */
export const sealOfBytes = (what: string, key: string, bytes: Uint8Array): string => sha256(`${what} ${key}\n${sha256(bytes)}`);

/** The text of a sealed entry; undefined where it is not the one that was kept under this key. */
export function unsealed(shelf: Shelf, key: string, sealed: string): string | undefined {
  const text = sealed.slice(65);
  return sealed.slice(0, 65) === `${seal(shelf, key, text)}\n` ? text : undefined;
}

/** Moves a file of the store to `aside/`, so that it is made again and can still be looked at. */
export async function setAside(folder: string, file: string, name: string): Promise<void> {
  await makeFolder(join(folder, "aside"));
  await rename(file, join(folder, "aside", name)).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "ENOENT") throw error; // another reader did
  });
}

/** Opens the store of a project, and makes its folder; `tell` hears of entries that were corrupt. */
export async function openStore(root: string, tell: (message: string) => void): Promise<Store> {
  await makeFolder(storeFolder(root));
  return storeOf(root, tell);
}

/** The store of a project, whether or not there is one yet. */
export function storeOf(root: string, tell: (message: string) => void): Store {
  const folder = storeFolder(root);
  const path = (digest: string) => join(folder, "objects", digest.slice(0, 2), digest.slice(2));
  const shelfPath = (shelf: Shelf, key: string) => join(folder, shelf, key.slice(0, 2), `${key.slice(2)}.json`);

  const reject = async (file: string, name: string, because: string): Promise<undefined> => {
    await setAside(folder, file, name);
    tell(`${file}: ${because}; set aside and made again`);
    return undefined;
  };

  return {
    folder,
    path,
    async put(bytes) {
      const digest = sha256(bytes);
      await writeDurably(path(digest), bytes);
      return digest;
    },
    async get(digest) {
      const bytes = await readFile(path(digest)).catch(() => undefined);
      if (bytes === undefined) return undefined;
      return sha256(bytes) === digest ? bytes : reject(path(digest), `object-${digest}`, "its content no longer has the digest that it is stored under");
    },
    async remember(shelf, key, text) {
      await writeDurably(shelfPath(shelf, key), `${seal(shelf, key, text)}\n${text}`);
    },
    async recall(shelf, key) {
      const sealed = await readFile(shelfPath(shelf, key), "utf8").catch(() => undefined);
      if (sealed === undefined) return undefined;
      return unsealed(shelf, key, sealed) ?? reject(shelfPath(shelf, key), `${shelf}-${key}`, "its content is not what was stored under this key");
    },
    holds(shelf, key) {
      try {
        return unsealed(shelf, key, readFileSync(shelfPath(shelf, key), "utf8")) !== undefined;
      } catch {
        return false;
      }
    },
    reject: (shelf, key, because) => reject(shelfPath(shelf, key), `${shelf}-${key}`, because),
  };
}
