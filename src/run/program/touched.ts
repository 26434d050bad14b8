import {stat} from "node:fs/promises";
import {join, relative} from "node:path";
import {absent} from "../../errors.ts";
import {byCodeUnit} from "../../results/names.ts";
import {walk} from "../../store/walk.ts";

/** The files of a folder, each with what tells a changed one: its size, when it was changed, which file it is. */
export type Footprint = ReadonlyMap<string, string>;

/** What lies in a folder and below; what cannot be looked at is left out. */
export async function footprint(folder: string): Promise<Footprint> {
  const entries = await walk(folder, absent([], "EACCES", "EPERM"));
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const facts = await Promise.all(files.map((file) => stat(file).catch(absent(undefined))));
  return new Map(files.flatMap((file, index) => {
    const fact = facts[index];
    return fact === undefined ? [] : [[relative(folder, file).replaceAll("\\", "/"), `${fact.size} ${fact.mtimeMs} ${fact.ino}`] as const];
  }));
}

/** The files that came, changed or went between two looks, sorted. */
export const touchedBetween = (before: Footprint, after: Footprint): readonly string[] =>
  [...new Set([...before.keys(), ...after.keys()])].filter((file) => before.get(file) !== after.get(file)).sort(byCodeUnit);
