import {readdir, readFile, rm} from "node:fs/promises";
import {join} from "node:path";
import {writeDurably} from "../store/durable-write.ts";
import {setAside, sha256, type Store} from "../store/store.ts";

/** The checkpoints of trainings under way, one for each training key, in `.reprise/store/checkpoints/`. */
export interface Checkpoints {
  /** What an interrupted training left; undefined where nothing whole is there. A corrupt one is set aside and told. */
  read(trainingKey: string): Promise<Uint8Array | undefined>;
  /** Writes in the background, one after the other; of several that wait, the latest. What cannot be written is told once: the training goes on without. */
  write(trainingKey: string, checkpoint: Uint8Array): void;
  /** Takes a checkpoint away, once what is being written of it is. */
  remove(trainingKey: string): Promise<void>;
}

/** A training's writes: the one under way, and what comes after it. */
interface Writing {
  readonly done: Promise<void>;
  next: Uint8Array | undefined;
}

export async function openCheckpoints(store: Store, tell: (message: string) => void): Promise<Checkpoints> {
  const folder = join(store.folder, "checkpoints");
  const fileOf = (key: string): string => join(folder, key);
  const writing = new Map<string, Writing>();
  let told = false;
  await sweep(folder, store);

  const writeAll = async (key: string, first: Uint8Array): Promise<void> => {
    for (let bytes: Uint8Array | undefined = first; bytes !== undefined; bytes = takeNext(writing.get(key))) {
      await writeDurably(fileOf(key), sealed(key, bytes)).catch((error: unknown) => {
        if (!told) tell(`no checkpoint could be written, so that an interrupted run begins anew: ${error instanceof Error ? error.message : String(error)}`);
        told = true;
      });
    }
    writing.delete(key);
  };

  return {
    async read(key) {
      const bytes = await readFile(fileOf(key)).catch(() => undefined);
      if (bytes === undefined) return undefined;
      const checkpoint = unsealed(key, bytes);
      if (checkpoint !== undefined) return checkpoint;
      await setAside(store.folder, fileOf(key), `checkpoint-${key}`);
      tell(`${fileOf(key)}: its content is not the checkpoint that was stored under this key; set aside, the run begins anew`);
      return undefined;
    },
    write(key, bytes) {
      const under = writing.get(key);
      if (under !== undefined) under.next = bytes;
      else writing.set(key, {next: undefined, done: Promise.resolve().then(() => writeAll(key, bytes))});
    },
    async remove(key) {
      await writing.get(key)?.done;
      await rm(fileOf(key), {force: true});
    },
  };
}

function takeNext(writing: Writing | undefined): Uint8Array | undefined {
  const next = writing?.next;
  if (writing !== undefined) writing.next = undefined;
  return next;
}

/** What a process that was killed did not get round to: the checkpoints of trainings that are kept. */
async function sweep(folder: string, store: Store): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    if (/^[0-9a-f]{64}$/.test(name) && await store.recall("trained", name) !== undefined) await rm(join(folder, name), {force: true});
  }
}

const digestLength = 64;

const seal = (key: string, bytes: Uint8Array): string => sha256(`checkpoint ${key}\n${sha256(bytes)}`);

const sealed = (key: string, bytes: Uint8Array): Uint8Array => Buffer.concat([Buffer.from(`${seal(key, bytes)}\n`), bytes]);

function unsealed(key: string, whole: Uint8Array): Uint8Array | undefined {
  const bytes = whole.subarray(digestLength + 1);
  return Buffer.from(whole.subarray(0, digestLength + 1)).toString("latin1") === `${seal(key, bytes)}\n` ? bytes : undefined;
}
