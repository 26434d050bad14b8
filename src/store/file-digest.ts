import {createHash} from "node:crypto";
import {createReadStream} from "node:fs";
import {pipeline} from "node:stream/promises";
import {absent} from "../errors.ts";

/** A file's SHA-256, read piece by piece; undefined where there is no file. */
export async function digestOf(path: string): Promise<string | undefined> {
  const hash = createHash("sha256");
  return pipeline(createReadStream(path), hash).then(() => hash.digest("hex"), absent(undefined));
}

/** The SHA-256 of bytes that come in pieces. */
export async function digestOfChunks(chunks: AsyncIterable<Uint8Array>): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of chunks) hash.update(chunk);
  return hash.digest("hex");
}
