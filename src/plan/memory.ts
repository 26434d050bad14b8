import {rmSync, statSync, writeFileSync} from "node:fs";
import {canonicalJson} from "../results/canonical-json.ts";
import {sha256, type Store} from "../store/store.ts";
import {temporaryPath} from "../store/temporary.ts";

/** Remembers digests that took long to make, each by the name of everything that it depends on. */
export interface Memory {
  /** What is remembered and still holds, else what `make` makes, which is kept where it will hold. */
  recall<V>(name: string, make: () => Promise<V>, holds?: (value: V) => boolean): Promise<V>;
  /** The file system's time now, in nanoseconds. */
  mark(): bigint;
}

/** Remembers nothing. */
export const noMemory: Memory = {recall: (_name, make) => make(), mark: () => 0n};

const shelf = "digests";
const always = (): boolean => true;

/** A memory on a shelf of the store, sealed as all of it. */
export function openMemory(store: Store): Memory {
  return {
    async recall(name, make, holds = always) {
      const known = await remembered(store, name, holds);
      if (known !== undefined) return known;
      const made = await make();
      if (holds(made)) await store.remember(shelf, sha256(name), canonicalJson(made));
      return made;
    },
    mark: () => fileSystemTime(store.folder),
  };
}

/** What a memory that makes nothing was asked for in vain. */
export class Forgotten extends Error {}

/** A memory that neither makes nor writes. @throws Forgotten where it is asked for what is not remembered. */
export const openFixedMemory = (store: Store): Memory => ({
  async recall(name, _make, holds = always) {
    const known = store.holds(shelf, sha256(name)) ? await remembered(store, name, holds) : undefined; // what is corrupt is left to who may set it aside
    if (known === undefined) throw new Forgotten(name);
    return known;
  },
  mark: () => 0n,
});

async function remembered<V>(store: Store, name: string, holds: (value: V) => boolean): Promise<V | undefined> {
  const text = await store.recall(shelf, sha256(name));
  const known = text === undefined ? undefined : JSON.parse(text) as V;
  return known !== undefined && holds(known) ? known : undefined;
}

/** The time that the file system gives to a file that is written now. */
function fileSystemTime(folder: string): bigint {
  const path = temporaryPath(folder);
  try {
    writeFileSync(path, "");
    return statSync(path, {bigint: true}).mtimeNs;
  } finally {
    rmSync(path, {force: true});
  }
}
