import type {Tensor} from "@tensorflow/tfjs-core";
import {openEngine} from "../../src/engine/node.ts";
import type {TensorFlow} from "../../src/engine/engine.ts";
import {streamOf} from "../../src/random/stream.ts";

/** Numbers in [-1, 1) that are the same in every call with the same seed. */
export function numbers(count: number, seed = 1): Float32Array {
  const stream = streamOf([seed, 0], [0, 0]);
  return Float32Array.from({length: count}, () => stream.uniform(-1, 1));
}

type Made = {readonly shape: readonly number[]; readonly values: Float32Array};

/** What `make` gives on an engine, tensors read and everything disposed of. */
export async function madeOn(name: "wasm" | "cpu", make: (tf: TensorFlow) => Tensor | Tensor[]): Promise<Made[]> {
  const {tf} = await openEngine(name);
  return tf.tidy(() => [make(tf)].flat().map((tensor) => ({shape: tensor.shape, values: tensor.dataSync() as Float32Array}))) as unknown as Made[];
}

/** The largest difference between the wasm and the cpu engine, relative to the largest number; Infinity where shapes or NaNs differ. */
export async function difference(make: (tf: TensorFlow) => Tensor | Tensor[]): Promise<number> {
  const ours = await madeOn("wasm", make), theirs = await madeOn("cpu", make);
  return Math.max(...ours.map((made, i) => relativeDifference(made, theirs[i]!)));
}

function relativeDifference(a: Made, b: Made): number {
  if (String(a.shape) !== String(b.shape)) return Infinity;
  const largest = b.values.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-3);
  return a.values.reduce((most, value, i) => (Object.is(value, b.values[i]) ? most : Math.max(most, Number.isFinite(value - b.values[i]!) ? Math.abs(value - b.values[i]!) / largest : Infinity)), 0);
}
