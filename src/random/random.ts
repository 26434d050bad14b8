import {sha256} from "@noble/hashes/sha2.js";
import {utf8ToBytes} from "@noble/hashes/utils.js";
import type {Key} from "./philox.ts";
import {UserError} from "../errors.ts";
import {dashed} from "../results/names.ts";
import type {Purpose, Randomness, Stream} from "./randomness.ts";
import {streamOf} from "./stream.ts";

/**
 * The random streams of one run. A stream's key and nonce are the first 128 bits of SHA-256 over experiment, replicate and stream name
 * (and the variant's name, where asked for), so that no stream, parameter or variant ever shifts another stream.
 */
export function randomness(experiment: string, replicate: string, variant: string): Randomness {
  const parts = (kind: string, name: string, {per, across}: Purpose = {}): readonly string[] => {
    const key = ["reprise random 1", kind, experiment, across === undefined ? replicate : without(replicate, across), name];
    return per === "variant" ? [...key, variant] : key;
  };
  const stream = (name: string, purpose?: Purpose): Stream => keyed(parts("stream", name, purpose));
  return {stream, seed: (name, purpose) => keyed(parts("seed", name, purpose)).integer(1, 0x80000000)};
}

function keyed(parts: readonly string[]): Stream {
  const digest = new DataView(sha256(utf8ToBytes(JSON.stringify(parts))).buffer);
  const key: Key = [digest.getUint32(0), digest.getUint32(4)];
  return streamOf(key, [digest.getUint32(8), digest.getUint32(12)]);
}

/** `repeat-2.fold-4` without its factor `fold` is `repeat-2`. */
function without(replicate: string, factor: string): string {
  const parts = replicate.split(".");
  const others = parts.filter((part) => part.slice(0, part.lastIndexOf("-")) !== dashed(factor));
  if (others.length < parts.length) return others.join(".");
  throw new UserError(`random streams across "${factor}": replicate ${replicate} has no such factor`, "name a factor of the experiment's `replicates`");
}
