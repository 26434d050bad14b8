import {readFile} from "node:fs/promises";
import {dirname, join} from "node:path";
import {absent} from "../errors.ts";
import {parseJson} from "../project/parse-json.ts";
import {byCodeUnit} from "../results/names.ts";

/** A package that code reaches, as the lock file pins it. */
export interface ReachedPackage {
  readonly name: string;
  readonly version: string;
  /** The lock file's integrity; empty where the package is not locked, such as one under development. */
  readonly integrity: string;
}

type Lock = Readonly<Record<string, {readonly integrity?: string}>>;

/** The packages that own some files below a `node_modules` folder, sorted by name. */
export async function packagesOf(files: readonly string[], root: string): Promise<readonly ReachedPackage[]> {
  const folders = [...new Set(files.map(packageFolder).filter((folder) => folder !== undefined))].sort(byCodeUnit);
  if (folders.length === 0) return [];
  const lock = await readLock(root);
  return Promise.all(folders.map((folder) => describe(folder, root, lock)));
}

/** `…/node_modules/@scope/name` of a file inside it. */
export function packageFolder(file: string): string | undefined {
  return /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file.replaceAll("\\", "/"))?.[0];
}

/** `@scope/name` of a file inside a package; undefined for the project's own. */
export const packageName = (file: string): string | undefined => packageFolder(file)?.split("node_modules/").at(-1);

async function describe(folder: string, root: string, lock: Lock): Promise<ReachedPackage> {
  const manifest = JSON.parse(await readFile(join(root, folder, "package.json"), "utf8")) as {readonly name: string; readonly version: string};
  return {name: manifest.name, version: manifest.version, integrity: lock[folder]?.integrity ?? ""};
}

async function readLock(root: string): Promise<Lock> {
  for (let folder = root; ; folder = dirname(folder)) {
    const text = await readFile(join(folder, "package-lock.json"), "utf8").catch(absent(undefined));
    if (text !== undefined) return (parseJson(text, join(folder, "package-lock.json"), "restore it with git, or make it again: npm install") as {readonly packages?: Lock}).packages ?? {};
    if (dirname(folder) === folder) return {};
  }
}
