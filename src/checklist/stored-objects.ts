import {readFile} from "node:fs/promises";
import {absent} from "../errors.ts";
import type {Store} from "../store/store.ts";
import type {StoredObjects} from "./evidence.ts";

/** The objects of the project's store as they lie there, so that a check can hash them itself. */
export const storedObjects = (store: Pick<Store, "path">): StoredObjects =>
  ({read: (digest) => readFile(store.path(digest)).catch(absent(null))});
