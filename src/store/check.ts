import {readdir, readFile} from "node:fs/promises";
import {join} from "node:path";
import {absent} from "../errors.ts";
import {sha256} from "./digest.ts";
import {asideName, entryKinds, faultOf, readEntries, type EntryKind} from "./entries.ts";
import {setAside, storeFolder} from "./store.ts";
import {ownerOf} from "./temporary.ts";

/** Files and bytes by kind. */
export type StoreCounts = Readonly<Record<EntryKind | "bundles", {readonly files: number; readonly bytes: number}>>;

/** Something stored that was not what its place says; it lies in `.reprise/store/aside/` now. */
export interface StoreFault {
  /** From the project. */
  readonly file: string;
  readonly because: string;
}

/** How much is stored. */
export async function countStore(root: string): Promise<StoreCounts> {
  const entries = await readEntries(storeFolder(root));
  const sizes = entryKinds.map((kind) => [kind, entries.filter((entry) => entry.kind === kind)] as const);
  return Object.fromEntries([...sizes, ["bundles", await readBundles(root)] as const].map(([kind, each]) => [kind, {files: each.length, bytes: each.reduce((sum, {bytes}) => sum + bytes, 0)}])) as StoreCounts;
}

/** Reads and hashes everything that is stored, trusting nothing, and sets aside what is not what its place says. */
export async function checkStore(root: string): Promise<readonly StoreFault[]> {
  const folder = storeFolder(root);
  const faults: StoreFault[] = [];
  const reject = async (file: string, name: string, because: string): Promise<void> => {
    await setAside(folder, file, name);
    faults.push({file: file.slice(root.length + 1), because});
  };
  for (const entry of await readEntries(folder)) {
    const because = await faultOf(entry);
    if (because !== undefined) await reject(entry.file, asideName(entry), because);
  }
  for (const {file, name, digest} of await readBundles(root)) {
    if (name !== `${digest}.mjs`) await reject(file, `bundle-${name}`, "its content does not have the digest that it is named by");
  }
  return faults;
}

/** The bundles of `.reprise/bundles`, each with the digest of its content. */
export async function readBundles(root: string): Promise<readonly {readonly file: string; readonly name: string; readonly digest: string; readonly bytes: number}[]> {
  const folder = join(root, ".reprise", "bundles");
  const names = (await readdir(folder).catch(absent([]))).filter((name) => ownerOf(name) === undefined);
  return Promise.all(names.map(async (name) => {
    const bytes = await readFile(join(folder, name));
    return {file: join(folder, name), name, digest: sha256(bytes), bytes: bytes.length};
  }));
}
