import {UserError} from "../errors.ts";

/** A place that holds objects under their digests, laid out alike at every kind of place: `objects/ab/cdef…`. */
export interface Place {
  /** As people name it, without secrets. */
  readonly title: string;
  /** How many objects may be under way at the same time. */
  readonly parallel: number;
  /** Those of the digests that are there, with their size in bytes where the place tells it. */
  held(digests: readonly string[]): Promise<ReadonlyMap<string, number | undefined>>;
  /** An object's bytes from `start` on, or from where the place begins instead. */
  read(digest: string, start: number): Promise<Reading>;
  /** Keeps a file's bytes under their digest, whole or not at all. */
  write(digest: string, file: string, bytes: number): Promise<void>;
}

export type Reading =
  | {readonly status: "found"; readonly start: number; readonly chunks: AsyncIterable<Uint8Array>}
  | {readonly status: "absent"; readonly because: string};

/** Where an object lies at a place. A digest is all that a path is made of, so that no name from outside reaches one. */
export function objectPath(digest: string): string {
  if (!/^[0-9a-f]{64}$/.test(digest)) throw new Error(`not a SHA-256 in hexadecimal: ${digest}`);
  return `objects/${digest.slice(0, 2)}/${digest.slice(2)}`;
}

/** What goes wrong on the way and may go right the next time: a lost connection, a server that is busy. */
export class TransientError extends Error {
  override readonly name = "TransientError";
}

/** How long to wait for a place. */
export interface Patience {
  /** How often an object is tried. */
  readonly attempts: number;
  /** Milliseconds before the second try; doubled for every one after. */
  readonly pause: number;
  /** Milliseconds in which something has to come. */
  readonly stall: number;
}

export const usualPatience: Patience = {attempts: 4, pause: 500, stall: 60_000};

/** Tries again what failed on the way; then the whole ends, to be gone on with later. */
export async function persistently<T>(title: string, {attempts, pause}: Patience, work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof TransientError)) throw error;
      if (attempt >= attempts) throw new UserError(`${title}: ${error.message}`, "look whether it can be reached, then run the same command again: it goes on where it stopped");
      await new Promise((resolve) => setTimeout(resolve, pause << (attempt - 1)));
    }
  }
}
