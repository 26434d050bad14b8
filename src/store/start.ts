import {readdir, rm} from "node:fs/promises";
import {join} from "node:path";
import {sweepLocks} from "./lock.ts";
import {enterProject} from "./presence.ts";
import {processesFolder} from "./process-tag.ts";
import {sweepCheckpoints} from "./sweep-checkpoints.ts";
import {sweepLeftovers} from "./temporary.ts";
import {settleTransactions} from "./transaction.ts";

/**
 * What every command does first in a project: it finishes what a killed process had decided to change, and removes what killed processes left lying about:
 * in `.reprise/`, in the project's folder itself, and in `folders` and below.
 */
export async function startIn(root: string, folders: readonly string[], tell: (message: string) => void): Promise<void> {
  const gone = await enterProject(root);
  await settleTransactions(root, tell);
  await sweepCheckpoints(root);
  await sweepLocks(root);
  if (gone.length === 0) return;
  await sweepLeftovers(root, processesFolder(root), false);
  for (const folder of [...await ownFolders(root), ...folders.map((each) => join(root, each))]) await sweepLeftovers(folder, processesFolder(root));
  for (const file of gone) await rm(file, {force: true});
}

/** The folders of `.reprise`; engines are put together under a claim of their own. */
async function ownFolders(root: string): Promise<readonly string[]> {
  const entries = await readdir(join(root, ".reprise"), {withFileTypes: true});
  return entries.filter((entry) => entry.isDirectory() && entry.name !== "engines").map(({name}) => join(root, ".reprise", name));
}
