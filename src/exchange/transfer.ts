import {join} from "node:path";
import {digestOf} from "../store/file-digest.ts";
import type {Store} from "../store/store.ts";
import {inTurns} from "./in-turns.ts";
import type {BaselineObject} from "./objects.ts";
import {usualPatience, type Patience, type Place} from "./place.ts";
import {receive, sizeOf} from "./receive.ts";
import type {TransferProgress} from "./transfer-progress.ts";

/** What came of one object. */
export type Transfer =
  | {readonly status: "moved"; readonly bytes: number}
  /** It was there already. */
  | {readonly status: "kept"}
  | {readonly status: "absent"; readonly because: string}
  /** What came has not its digest. */
  | {readonly status: "refused"; readonly because: string};

export interface Transferred {
  readonly object: BaselineObject;
  readonly transfer: Transfer;
}

export interface TransferOptions {
  readonly root: string;
  readonly store: Store;
  readonly progress: TransferProgress;
  /** Bytes of the largest object that is taken. */
  readonly largest: number;
  readonly patience?: Patience;
}

/** Fetches objects into the store, several at a time; each enters it only when its bytes have its digest. */
export function pullObjects(objects: readonly BaselineObject[], place: Place, {root, store, progress, largest, patience = usualPatience}: TransferOptions): Promise<readonly Transferred[]> {
  const options = {incoming: join(root, ".reprise", "incoming"), largest, patience, heard: progress.heard};
  return each(objects, place, progress, ({digest}) => receive(digest, store.path(digest), place, options));
}

/** Copies objects from the store, several at a time; what is there already, of the same size, is not sent again, and what is not whole here is not sent at all. */
export async function pushObjects(objects: readonly BaselineObject[], place: Place, {store, progress}: TransferOptions): Promise<readonly Transferred[]> {
  const held = await place.held(objects.map(({digest}) => digest));
  return each(objects, place, progress, async ({digest}) => {
    const file = store.path(digest);
    const bytes = await sizeOf(file);
    if (held.has(digest) && (bytes === 0 || held.get(digest) === bytes)) return {status: "kept"};
    if (await digestOf(file) !== digest) return {status: "absent", because: bytes === 0 ? "not in the store" : "its bytes in the store are not those of its digest"};
    await place.write(digest, file, bytes);
    progress.heard(bytes);
    return {status: "moved", bytes};
  });
}

async function each(objects: readonly BaselineObject[], {parallel}: Place, progress: TransferProgress, move: (object: BaselineObject) => Promise<Transfer>): Promise<readonly Transferred[]> {
  progress.begin(objects.length);
  try {
    return await inTurns(objects, parallel, async (object) => {
      const transfer = await move(object);
      progress.done(object.what);
      return {object, transfer};
    });
  } finally {
    progress.end();
  }
}
