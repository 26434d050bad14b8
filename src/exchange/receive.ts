import {open, rm, stat} from "node:fs/promises";
import {join} from "node:path";
import {makeFolder} from "../store/durable-write.ts";
import {digestOf} from "../store/file-digest.ts";
import {moveDurably} from "../store/move-durably.ts";
import {persistently, type Patience, type Place} from "./place.ts";
import type {Transfer} from "./transfer.ts";

export interface ReceiveOptions {
  /** Where what arrives is kept until it is whole and verified. */
  readonly incoming: string;
  /** Bytes of the largest object that is taken. */
  readonly largest: number;
  readonly patience: Patience;
  /** Hears how many bytes came. */
  readonly heard: (bytes: number) => void;
}

/** A file's size in bytes; 0 where there is none. */
export const sizeOf = (path: string): Promise<number> => stat(path).then((facts) => facts.size, () => 0);

/** Brings an object to `target`, where only bytes of its digest ever come. What was begun earlier is gone on with. */
export async function receive(digest: string, target: string, place: Place, options: ReceiveOptions): Promise<Transfer> {
  if (await digestOf(target) === digest) return {status: "kept"};
  const part = join(options.incoming, digest);
  await makeFolder(options.incoming);
  const resumed = await sizeOf(part) > 0;
  const first = await arrive(digest, part, place, options);
  if (first.status !== "refused" || !resumed) return settle(first, part, target);
  return settle(await arrive(digest, part, place, options), part, target); // what was begun may have been another's bytes
}

async function settle(arrived: Transfer, part: string, target: string): Promise<Transfer> {
  if (arrived.status === "moved") await moveDurably(part, target);
  return arrived;
}

/** Fetches what is missing of a part, and looks what the whole has become; a wrong one is removed. */
async function arrive(digest: string, part: string, place: Place, options: ReceiveOptions): Promise<Transfer> {
  const got = await persistently(place.title, options.patience, () => append(digest, part, place, options));
  if (got.status === "absent") return got;
  const sum = got.status === "too-large" ? undefined : await digestOf(part);
  if (sum === digest) return {status: "moved", bytes: got.bytes};
  await rm(part, {force: true});
  return {status: "refused", because: sum === undefined ? `more than ${options.largest / 1e6} MB came` : `what came has the SHA-256 ${sum}`};
}

type Arrival =
  | {readonly status: "whole" | "too-large"; readonly bytes: number}
  | {readonly status: "absent"; readonly because: string};

async function append(digest: string, part: string, place: Place, {largest, heard}: ReceiveOptions): Promise<Arrival> {
  const reading = await place.read(digest, await sizeOf(part));
  if (reading.status === "absent") return reading;
  const file = await open(part, reading.start === 0 ? "w" : "a");
  let bytes = reading.start;
  try {
    for await (const chunk of reading.chunks) {
      bytes += chunk.length;
      if (bytes > largest) return {status: "too-large", bytes};
      await file.writeFile(chunk);
      heard(chunk.length);
    }
  } finally {
    await file.close();
  }
  return {status: "whole", bytes};
}
