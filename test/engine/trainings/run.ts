import {sha256} from "@noble/hashes/sha2.js";
import {bytesToHex} from "@noble/hashes/utils.js";
import type {Tensor} from "@tensorflow/tfjs-core";
import type {Engine} from "../../../src/engine/engine.ts";
import {randomness} from "../../../src/random/random.ts";
import type {Kit, Started, Training} from "./training.ts";

export interface Outcome {
  readonly losses: readonly number[];
  /** The numbers of each weight at the end. */
  readonly weights: readonly Float32Array[];
  /** SHA-256 over the bytes of all losses and then of all weights. */
  readonly digest: string;
  /** Tensors alive after the first step and after the last. */
  readonly tensors: readonly [first: number, last: number];
}

/** Takes all steps of a training, and frees everything. */
export async function outcomeOf(engine: Engine, training: Training, steps = training.steps): Promise<Outcome> {
  const held: Tensor[] = [];
  const started = training.start(kitOf(engine, training.title, held));
  try {
    const losses: number[] = [], tensors: number[] = [];
    for (let step = 0; step < steps; step++) {
      losses.push(await lossOf(started));
      tensors.push(engine.tf.memory().numTensors);
    }
    const weights = await Promise.all(started.weights().map(async (weight) => (await weight.data() as Float32Array).slice()));
    return {losses, weights, digest: digestOf(losses, weights), tensors: [tensors[0]!, tensors.at(-1)!]};
  } finally {
    started.dispose();
    engine.tf.dispose(held);
  }
}

function kitOf(engine: Engine, title: string, held: Tensor[]): Kit {
  const random = randomness("engine-trainings", "seed-1", title);
  const hold = (tensor: Tensor): Tensor => (held.push(tensor), tensor);
  return {tf: engine.tf, optimizers: engine.optimizers, initial: engine.initializers(random), layers: engine.randomLayers(random), random, hold};
}

async function lossOf({step}: Started): Promise<number> {
  const cost = await step();
  if (typeof cost === "number") return cost;
  const [value] = await cost.data();
  cost.dispose();
  return value!;
}

function digestOf(losses: readonly number[], weights: readonly Float32Array[]): string {
  const hash = sha256.create().update(new Uint8Array(Float32Array.from(losses).buffer));
  for (const weight of weights) hash.update(new Uint8Array(weight.buffer as ArrayBuffer));
  return bytesToHex(hash.digest());
}
