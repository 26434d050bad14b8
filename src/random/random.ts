import {sha256} from "@noble/hashes/sha2.js";
import {utf8ToBytes} from "@noble/hashes/utils.js";
import type {Key} from "./philox.ts";
import {UserError} from "../errors.ts";
import {dashed} from "../results/names.ts";
import type {Purpose, Randomness, Stream} from "./randomness.ts";
import {streamOf, type Position} from "./stream.ts";

/**
 * The random streams of one run. A stream's key and nonce are the first 128 bits of SHA-256 over experiment, replicate and stream name
 * (and the variant's name, where asked for), so that no stream, parameter or variant ever shifts another stream.
 * @param opened hears of every stream that is opened, by its name, and may see and move where it stands
 */
export function randomness(experiment: string, replicate: string, variant: string, opened?: (name: string, position: Position) => void): Randomness {
  const parts = (kind: string, name: string, {per, across}: Purpose = {}): readonly string[] => {
    const key = ["reprise random 1", kind, experiment, across === undefined ? replicate : without(replicate, across), name];
    return per === "variant" ? [...key, variant] : key;
  };
  const stream = (name: string, purpose?: Purpose): Stream => {
    const position: Position = {next: 0};
    opened?.(titleOf(name, purpose), position);
    return keyed(parts("stream", name, purpose), position);
  };
  return {stream, seed: (name, purpose) => keyed(parts("seed", name, purpose)).integer(1, 0x80000000)};
}

/** `folds`, or `folds, across fold` and `noise, per variant`: streams of their own. */
const titleOf = (name: string, {per, across}: Purpose = {}): string => [name, ...(across === undefined ? [] : [`across ${across}`]), ...(per === undefined ? [] : [`per ${per}`])].join(", ");

function keyed(parts: readonly string[], position?: Position): Stream {
  const digest = new DataView(sha256(utf8ToBytes(JSON.stringify(parts))).buffer);
  const key: Key = [digest.getUint32(0), digest.getUint32(4)];
  return streamOf(key, [digest.getUint32(8), digest.getUint32(12)], position);
}

/** `repeat-2.fold-4` without its factor `fold` is `repeat-2`. */
function without(replicate: string, factor: string): string {
  const parts = replicate.split(".");
  const others = parts.filter((part) => part.slice(0, part.lastIndexOf("-")) !== dashed(factor));
  if (others.length < parts.length) return others.join(".");
  throw new UserError(`random streams across "${factor}": replicate ${replicate} has no such factor`, "name a factor of the experiment's `replicates`");
}
