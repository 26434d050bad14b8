import {readdir, rm} from "node:fs/promises";
import {join} from "node:path";
import {absent} from "../errors.ts";
import {storeOf} from "./store.ts";

/** Where the checkpoints of trainings under way lie, each under its training key. */
export const checkpointsFolder = (storeFolder: string): string => join(storeFolder, "checkpoints");

export const isTrainingKey = (name: string): boolean => /^[0-9a-f]{64}$/.test(name);

/** Removes what a process that was killed did not get round to: the checkpoints of trainings that are kept. */
export async function sweepCheckpoints(root: string): Promise<void> {
  const store = storeOf(root, () => undefined);
  const folder = checkpointsFolder(store.folder);
  const names = (await readdir(folder).catch(absent([]))).filter(isTrainingKey);
  for (const name of names) if (store.holds("trained", name)) await rm(join(folder, name), {force: true}).catch(() => undefined); // in a store that cannot be written it stays
}
