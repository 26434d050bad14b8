import {rm} from "node:fs/promises";
import type {Store} from "../store/store.ts";
import {temporaryPath} from "../store/temporary.ts";

/** A store that knows nothing of before; `close` takes its checkpoints away. */
export interface FreshStore extends Store {
  close(): Promise<void>;
}

/**
 * A store that remembers nothing of what was computed before it was opened: whatever it recalls was made since, and no training goes on from a checkpoint of
 * before. Content is found by its digest as ever.
 */
export function freshStore(store: Store): FreshStore {
  const made = new Set<string>();
  const folder = temporaryPath(store.folder);
  return {
    ...store,
    folder,
    close: () => rm(folder, {recursive: true, force: true}),
    async remember(shelf, key, text) {
      await store.remember(shelf, key, text);
      made.add(`${shelf} ${key}`);
    },
    recall: async (shelf, key) => (made.has(`${shelf} ${key}`) ? store.recall(shelf, key) : undefined),
  };
}
