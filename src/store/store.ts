import {createHash} from "node:crypto";
import {mkdir, readFile, rename} from "node:fs/promises";
import {join} from "node:path";
import {sweepLeftovers, writeDurably} from "./durable-write.ts";

/** Content-addressed files under `.reprise/store/`, and what each run key led to. */
export interface Store {
  readonly folder: string;
  /** Keeps bytes; returns their SHA-256. */
  put(bytes: Uint8Array): Promise<string>;
  /** The bytes of a digest, verified; undefined where they are not here. A corrupt entry is set aside and told. */
  get(digest: string): Promise<Uint8Array | undefined>;
  /** Where the bytes of a digest lie or would lie. */
  path(digest: string): string;
  /** Remembers what a key led to: JSON text, sealed by its own digest. */
  remember(shelf: Shelf, key: string, text: string): Promise<void>;
  /** What a key led to; undefined where nothing, or nothing whole, is remembered. */
  recall(shelf: Shelf, key: string): Promise<string | undefined>;
}

/** `runs`: run key → result; `trained`: training key → what `train` returned. */
export type Shelf = "runs" | "trained";

export const sha256 = (bytes: Uint8Array | string): string => createHash("sha256").update(bytes).digest("hex");

/** Opens (and makes) the store of a project; `tell` hears of entries that were corrupt. */
export async function openStore(root: string, tell: (message: string) => void): Promise<Store> {
  const folder = join(root, ".reprise", "store");
  await mkdir(folder, {recursive: true});
  await sweepLeftovers(folder);
  const path = (digest: string) => join(folder, "objects", digest.slice(0, 2), digest.slice(2));
  const shelfPath = (shelf: Shelf, key: string) => join(folder, shelf, key.slice(0, 2), `${key.slice(2)}.json`);

  const setAside = async (file: string): Promise<undefined> => {
    await rename(file, `${file}.corrupt`).catch(() => undefined); // another reader did
    tell(`${file}: its content no longer has the digest that it is stored under; set aside and made again`);
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
      return sha256(bytes) === digest ? bytes : setAside(path(digest));
    },
    async remember(shelf, key, text) {
      await writeDurably(shelfPath(shelf, key), `${sha256(text)}\n${text}`);
    },
    async recall(shelf, key) {
      const file = shelfPath(shelf, key);
      const sealed = await readFile(file, "utf8").catch(() => undefined);
      if (sealed === undefined) return undefined;
      const text = sealed.slice(65);
      return sealed.slice(0, 65) === `${sha256(text)}\n` ? text : setAside(file);
    },
  };
}
