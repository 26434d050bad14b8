import {createHash} from "node:crypto";
import {createReadStream} from "node:fs";
import {mkdir, open, readFile, rename, rm, stat} from "node:fs/promises";
import {basename, dirname, join} from "node:path";
import {UserError} from "../errors.ts";
import {writeDurably} from "../store/durable-write.ts";
import {requireRoom} from "./extract.ts";
import type {Workshop} from "./workshop.ts";

/** A file to be fetched. */
export interface Remote {
  readonly address: string;
  /** What it must be, where anyone said. */
  readonly sha256?: string;
}

/** A file that is here, whole. */
export interface Fetched {
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** What is known of a file that is being fetched: beside it, until it is whole. */
interface Beginning {
  readonly address: string;
  /** An ETag or a date by which the server tells whether the file is still the same. */
  readonly validator: string | null;
}

/** Seconds before a broken download is taken up again; when nothing came after the last of them, it is given up. */
const pauses = [2, 4, 8, 16] as const;

/** However long a download takes, something has to come every minute. */
const patience = 60_000;

/** Fetches a file into a folder; what an interrupted download left is gone on with, and what is there whole is not fetched again. */
export async function download(remote: Remote, folder: string, workshop: Workshop): Promise<Fetched> {
  const path = join(folder, fileName(remote.address));
  await mkdir(folder, {recursive: true});
  if (await sizeOf(path) === undefined) await fetchWhole(remote, path, workshop);
  const sha256 = await digestOf(path);
  if (remote.sha256 === undefined || remote.sha256 === sha256) return {path, bytes: await sizeOf(path) ?? 0, sha256};
  await rm(path);
  throw new UserError(
    `${remote.address} is not what it should be: expected the SHA-256 ${remote.sha256}, got ${sha256}`,
    "nothing of it was used, and it was removed: run the same command again, and if this comes again, do not trust that address and name another with --from",
  );
}

/** The address's last part, in letters that every file system takes, after a mark of the whole address. */
function fileName(address: string): string {
  const mark = createHash("sha256").update(address).digest("hex").slice(0, 8);
  return `${mark}-${basename(new URL(address).pathname).replaceAll(/[^A-Za-z0-9._+-]/g, "-")}`;
}

const sizeOf = (path: string): Promise<number | undefined> => stat(path).then((facts) => facts.size, () => undefined);

/** SHA-256 of a file, in hexadecimal. */
export async function digestOf(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(path)) hash.update(chunk as Uint8Array);
  return hash.digest("hex");
}

/** Takes a broken download up again until it is whole, or nothing came for a while. */
async function fetchWhole(remote: Remote, path: string, workshop: Workshop): Promise<void> {
  const {address} = remote;
  const partial = `${path}.partial`;
  for (let inVain = 0; ;) {
    const before = await sizeOf(partial) ?? 0;
    try {
      const bytes = await fetchRest(remote, partial, workshop);
      await rename(partial, path);
      await rm(beginningOf(partial), {force: true});
      return workshop.progress.done(labelOf(address), bytes);
    } catch (error) {
      const gained = (await sizeOf(partial) ?? 0) > before;
      inVain = gained ? 1 : inVain + 1;
      const pause = pauses[inVain - 1];
      if (!(error instanceof Broken) || pause === undefined) throw toldAs(error, address, partial);
      workshop.progress.tell(`${labelOf(address)}: ${error.message}; ${gained ? "going on where it broke" : "trying again"} in ${pause} s`);
      await workshop.pause(pause);
    }
  }
}

/** A download that broke and may go on. */
class Broken extends Error {}

const labelOf = (address: string): string => `fetching ${basename(new URL(address).pathname)}`;

const toldAs = (error: unknown, address: string, partial: string): unknown => error instanceof Broken
  ? new UserError(`${address} cannot be fetched: ${error.message}`, `look at the network, then run the same command again: it goes on where it broke (${partial}); or name a mirror or a file: --from ADDRESS or --from FILE`)
  : error;

/** Fetches what is missing and appends it; the size of the whole, in bytes. */
async function fetchRest(remote: Remote, partial: string, workshop: Workshop): Promise<number> {
  const {address} = remote;
  const beginning = await readBeginning(partial, remote);
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(new Error("nothing came for a minute")), patience);
  try {
    const response = await ask(address, beginning, stop.signal);
    if (response.status === 416) return wholeSizeOf(response) === beginning.bytes ? beginning.bytes : await startAgain(partial, "it has fewer bytes than are here");
    const from = response.status === 206 && startOf(response) === beginning.bytes ? beginning.bytes : 0;
    if (response.status === 206 && from === 0 && beginning.bytes > 0) return await startAgain(partial, "the server sent another part than the one asked for");
    const total = lengthOf(response, from);
    if (total !== undefined) await requireRoom(dirname(partial), total - from);
    await writeDurably(beginningOf(partial), JSON.stringify({address, validator: validatorOf(response)} satisfies Beginning));
    return await append(response, partial, from, total, (done) => {
      timer.refresh();
      workshop.progress.bytes(labelOf(address), done, total);
    });
  } finally {
    clearTimeout(timer);
    stop.abort();
  }
}

const beginningOf = (partial: string): string => `${partial}.json`;

/** Bytes that are here, and by what the server can tell that they are still of the same file; where nothing tells, the whole file's known digest does in the end. */
interface Start {
  readonly bytes: number;
  readonly validator: string | null;
}

/** What an earlier attempt left of this address, if it can be gone on with. */
async function readBeginning(partial: string, {address, sha256}: Remote): Promise<Start> {
  const text = await readFile(beginningOf(partial), "utf8").catch(() => "null");
  const left = JSON.parse(text) as Beginning | null;
  const bytes = await sizeOf(partial) ?? 0;
  const goesOn = left?.address === address && (left.validator !== null || sha256 !== undefined);
  return goesOn ? {bytes, validator: left.validator} : {bytes: 0, validator: null};
}

async function ask(address: string, {bytes, validator}: Start, signal: AbortSignal): Promise<Response> {
  const headers = {"accept-encoding": "identity", ...(bytes > 0 ? {"range": `bytes=${bytes}-`} : {}), ...(bytes > 0 && validator !== null ? {"if-range": validator} : {})};
  const response = await fetch(address, {headers, signal}).catch((error: unknown) => { throw new Broken(reasonOf(error)); });
  if (response.status >= 500 || response.status === 429) throw new Broken(`it answered ${response.status}`);
  if (!response.ok && response.status !== 416) throw new UserError(`${address} cannot be fetched: it answered ${response.status}`, "name where it is: --from ADDRESS, --from FILE, or TensorFlow's own wheel with --from-wheel");
  return response;
}

async function startAgain(partial: string, why: string): Promise<never> {
  await rm(partial, {force: true});
  throw new Broken(why);
}

/** Where a part begins that a server sent: `bytes 500-999/1000`. */
const startOf = (response: Response): number | undefined => {
  const match = /^bytes (\d+)-/.exec(response.headers.get("content-range") ?? "");
  return match === null ? undefined : Number(match[1]);
};

/** The size of a file, as a server tells it that has no such part of it. */
const wholeSizeOf = (response: Response): number => Number(/^bytes \*\/(\d+)$/.exec(response.headers.get("content-range") ?? "")?.[1]);

function lengthOf(response: Response, from: number): number | undefined {
  const length = response.headers.get("content-length");
  return length === null ? undefined : from + Number(length);
}

/** A strong ETag, or else the date of the last change. */
function validatorOf(response: Response): string | null {
  const tag = response.headers.get("etag");
  return tag !== null && !tag.startsWith("W/") ? tag : response.headers.get("last-modified");
}

async function append(response: Response, partial: string, from: number, total: number | undefined, heard: (done: number) => void): Promise<number> {
  const file = await open(partial, from > 0 ? "r+" : "w");
  let done = from;
  try {
    for await (const chunk of broken(response.body ?? [])) {
      await file.write(chunk, 0, chunk.length, done);
      heard(done += chunk.length);
    }
    await file.sync();
  } finally {
    await file.close();
  }
  if (total !== undefined && done < total) throw new Broken(`it ended after ${done} of ${total} bytes`);
  return done;
}

/** The bytes of a body; its end before the end is told as such. */
async function* broken(body: AsyncIterable<Uint8Array> | readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  try {
    yield* body;
  } catch (error) {
    throw new Broken(reasonOf(error));
  }
}

/** What the network said, rather than that a fetch failed. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}
