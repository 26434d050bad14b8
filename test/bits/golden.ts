import {readFile, writeFile} from "node:fs/promises";
import {fileURLToPath} from "node:url";
import type {Kind} from "./computation.ts";

/** Digests by title. */
export type Digests = Readonly<Record<string, string>>;
export type Golden = Readonly<Record<Kind, Digests>>;

const paths: Readonly<Record<Kind, string>> = {trainings: "engine/golden/trainings.json", vectors: "engine/golden/vectors.json", functions: "math/golden.json", runs: "train/golden.json"};
const pathOf = (kind: Kind): string => fileURLToPath(new URL(`../${paths[kind]}`, import.meta.url));

/** The stored digests, which every platform has to come to. */
export async function readGolden(): Promise<Golden> {
  const read = async (kind: Kind): Promise<Digests> => JSON.parse(await readFile(pathOf(kind), "utf8")) as Digests;
  return {trainings: await read("trainings"), vectors: await read("vectors"), functions: await read("functions"), runs: await read("runs")};
}

/** Stores digests, sorted by title so that a change shows as the lines it concerns. */
export async function writeGolden(golden: Golden): Promise<void> {
  for (const [kind, digests] of Object.entries(golden)) {
    const sorted = Object.fromEntries(Object.entries(digests).sort(([a], [b]) => (a < b ? -1 : 1)));
    await writeFile(pathOf(kind as Kind), `${JSON.stringify(sorted, null, 2)}\n`);
  }
}
