import {mkdtemp} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import type {BaselineObject} from "../../src/exchange/objects.ts";
import type {Patience} from "../../src/exchange/place.ts";
import {silentTransfer} from "../../src/exchange/transfer-progress.ts";
import type {TransferOptions} from "../../src/exchange/transfer.ts";
import {openStore} from "../../src/store/store.ts";

/** A project's store in a folder of its own, and how to transfer. */
export async function freshStore(): Promise<TransferOptions> {
  const root = await mkdtemp(join(tmpdir(), "reprise-exchange-"));
  return {root, store: await openStore(root, () => undefined), progress: silentTransfer, largest: 1e6, patience: hasty};
}

/** Waits for nothing long. */
export const hasty: Patience = {attempts: 3, pause: 1, stall: 400};

/** Keeps some bytes of each size in a store. */
export async function keepObjects({store}: TransferOptions, sizes: readonly number[]): Promise<readonly BaselineObject[]> {
  const objects: BaselineObject[] = [];
  for (const size of sizes) objects.push({digest: await store.put(Buffer.alloc(size, `${size} `)), what: `weights of a/b/${size}`});
  return objects;
}

export const pathOf = ({digest}: BaselineObject): string => `/objects/${digest.slice(0, 2)}/${digest.slice(2)}`;
