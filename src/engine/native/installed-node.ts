import {readFile} from "node:fs/promises";
import {dirname, join, resolve} from "node:path";
import {absent} from "../../errors.ts";

/** What an installed engine is made of: `lock.json` in its folder, written by the installer and read here. */
export interface EngineLock {
  readonly format: "reprise.engine-lock/1";
  readonly engine: "cuda" | "native";
  /** Such as `linux-x64`. */
  readonly platform: string;
  /** The first is TensorFlow.js's binding. */
  readonly packages: readonly {readonly name: string; readonly version: string; readonly integrity: string}[];
  /** TensorFlow's C library: its version, the archive it came out of, and the CUDA it was built for. */
  readonly library: {
    readonly version: string;
    readonly from: string;
    readonly sha256: string;
    readonly bytes: number;
    readonly verified: boolean;
    readonly cuda: string | null;
    readonly cudnn: string | null;
    readonly companions: readonly string[];
    readonly files: readonly {readonly path: string; readonly bytes: number; readonly sha256: string}[];
  };
  readonly binding: {readonly path: string; readonly compiler: string};
}

export interface InstalledEngine {
  readonly folder: string;
  readonly lock: EngineLock;
}

/** Where a project keeps its engines. */
export const enginesFolder = (root: string): string => join(root, ".reprise", "engines");

/** The engine of that name installed in the nearest project upwards of `start`; undefined where none is. */
export async function findInstalled(name: EngineLock["engine"], start: string): Promise<InstalledEngine | undefined> {
  for (let folder = resolve(start); ; folder = dirname(folder)) {
    const found = await readInstalled(join(enginesFolder(folder), name));
    if (found !== undefined || dirname(folder) === folder) return found;
  }
}

/** The engine in a folder; undefined where there is none, or one of another format. */
export async function readInstalled(folder: string): Promise<InstalledEngine | undefined> {
  const text = await readFile(join(folder, "lock.json"), "utf8").catch(absent(undefined));
  if (text === undefined) return undefined;
  const lock = JSON.parse(text) as Partial<EngineLock>;
  return lock.format === "reprise.engine-lock/1" ? {folder, lock: lock as EngineLock} : undefined;
}
