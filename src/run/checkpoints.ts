import {open, readdir, readFile, rm} from "node:fs/promises";
import {join} from "node:path";
import {writeDurably} from "../store/durable-write.ts";
import {sealOfBytes, setAside, type Store} from "../store/store.ts";
import {checkpointsFolder, isTrainingKey} from "../store/sweep-checkpoints.ts";

/** The checkpoints of trainings under way, one for each training key, in `.reprise/store/checkpoints/`. */
export interface Checkpoints {
  /** What an interrupted training left; undefined where nothing whole is there. A corrupt one is set aside and told. */
  read(trainingKey: string): Promise<Uint8Array | undefined>;
  /**
   * Writes in the background, one after the other; of several that wait, the latest. What cannot be written is told once: the training goes on without.
   * The first of a training takes the place of one that the same run left under other code.
   */
  write(training: {readonly key: string; readonly run: string}, checkpoint: Uint8Array): void;
  /** Takes a checkpoint away, once what is being written of it is. */
  remove(trainingKey: string): Promise<void>;
}

/** A training's writes: the one under way, and what comes after it. */
interface Writing {
  readonly done: Promise<void>;
  next: Uint8Array | undefined;
}

export function openCheckpoints(store: Store, tell: (message: string) => void): Checkpoints {
  const folder = checkpointsFolder(store.folder);
  const fileOf = (key: string): string => join(folder, key);
  const writing = new Map<string, Writing>();
  const written = new Set<string>();
  let told = false;

  const writeAll = async (key: string, run: string, first: Uint8Array): Promise<void> => {
    for (let bytes: Uint8Array | undefined = first; bytes !== undefined; bytes = takeNext(writing.get(key))) {
      try {
        await writeDurably(fileOf(key), sealed(key, run, bytes));
        if (!written.has(key)) await removeOthers(folder, key, run);
        written.add(key);
      } catch (error) {
        if (!told) tell(`no checkpoint could be written, so that an interrupted run begins anew: ${error instanceof Error ? error.message : String(error)}`);
        told = true;
      }
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
    write({key, run}, bytes) {
      const under = writing.get(key);
      if (under !== undefined) under.next = bytes;
      else writing.set(key, {next: undefined, done: Promise.resolve().then(() => writeAll(key, run, bytes))});
    },
    async remove(key) {
      await writing.get(key)?.done;
      await rm(fileOf(key), {force: true}).catch(() => undefined); // the next start sweeps it
    },
  };
}

function takeNext(writing: Writing | undefined): Uint8Array | undefined {
  const next = writing?.next;
  if (writing !== undefined) writing.next = undefined;
  return next;
}

/** Removes what the same run left when its code, data or parameters were others: nothing will ever ask for it. */
async function removeOthers(folder: string, key: string, run: string): Promise<void> {
  for (const name of (await readdir(folder)).filter((each) => isTrainingKey(each) && each !== key)) {
    if (await runOf(join(folder, name)) === run) await rm(join(folder, name), {force: true});
  }
}

/** Whose checkpoint a file says that it is; undefined where it is gone. */
async function runOf(file: string): Promise<string | undefined> {
  const handle = await open(file).catch(() => undefined);
  if (handle === undefined) return undefined;
  try {
    const {buffer, bytesRead} = await handle.read(Buffer.alloc(longestHead), 0, longestHead, 0);
    return buffer.subarray(0, bytesRead).toString("utf8").split("\n")[1];
  } finally {
    await handle.close();
  }
}

const digestLength = 64, longestHead = 1024;

/** The first line seals what follows it, under this key: the second names the run, the checkpoint is the rest. */
const seal = (key: string, rest: Uint8Array): string => sealOfBytes("checkpoint", key, rest);

function sealed(key: string, run: string, bytes: Uint8Array): Uint8Array {
  const rest = Buffer.concat([Buffer.from(`${run}\n`), bytes]);
  return Buffer.concat([Buffer.from(`${seal(key, rest)}\n`), rest]);
}

function unsealed(key: string, whole: Buffer): Uint8Array | undefined {
  const rest = whole.subarray(digestLength + 1);
  if (whole.toString("latin1", 0, digestLength + 1) !== `${seal(key, rest)}\n`) return undefined;
  return rest.subarray(rest.indexOf("\n") + 1);
}
