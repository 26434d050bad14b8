import type {Engine, EngineName} from "../../src/engine/engine.ts";
import {UserError} from "../../src/errors.ts";
import {trainings} from "./trainings/all.ts";
import {outcomeOf} from "./trainings/run.ts";
import type {Training} from "./trainings/training.ts";

/** Engines that are held to the contract; wasm sets it. */
export const contractors = ["cpu", "webgpu", "native", "cuda"] as const satisfies readonly EngineName[];

/**
 * What every engine must train as wasm does: every layer, loss, optimiser, sampler and operation; NaN and infinities are promised by wasm alone, as
 * the gradients of dilated convolutions are, which TensorFlow.js refuses.
 */
export const contract: readonly Training[] = trainings.filter(({title}) => !title.startsWith("special values") && !title.endsWith(", dilated"));

/**
 * How far the loss of any step may lie from that of wasm, relative to the larger of it and 1. Sums in another order and other exponentials cost a few
 * times 2^-24; WGSL lets sine and cosine err by 2^-11.
 */
export const tolerance = 5e-4;

const countsCategories = ["layer categoryEncoding, counts", "layer categoryEncoding, several hot"];
const unbound = Object.fromEntries(countsCategories.map((title) => [title, /no kernel DenseBincount/]));
/** What an engine refuses in words, because it cannot keep its promise there or has no kernel for it. */
const refusals: Readonly<Partial<Record<EngineName, Readonly<Record<string, RegExp>>>>> = {
  webgpu: {
    "operation dilation2d": /no fixed order/,
    ...Object.fromEntries(countsCategories.map((title) => [title, /cannot wait for a GPU/])), // the layer itself reads its operand at once
  },
  native: unbound,
  cuda: unbound,
  cpu: Object.fromEntries(["layer upSampling2d, bilinear", "layer upSampling2d, nearest", "operation resizeBilinear", "operation resizeBilinear, aligned", "operation resizeNearestNeighbor"].map((title) => [title, /gradient of resize/])),
};

export type Fulfilment =
  | {readonly title: string; readonly status: "kept"; readonly deviation: number}
  | {readonly title: string; readonly status: "refused"; readonly because: string}
  | {readonly title: string; readonly status: "broken"; readonly because: string};

/** The losses of each step on wasm, by title. */
export async function losses(wasm: Engine, steps: number, of: readonly Training[] = contract): Promise<ReadonlyMap<string, readonly number[]>> {
  const all = new Map<string, readonly number[]>();
  for (const training of of) all.set(training.title, (await outcomeOf(wasm, training, Math.min(steps, training.steps))).losses);
  return all;
}

/** Holds one engine to some trainings, at most so many steps of each. */
export async function* fulfilments(engine: Engine, expected: ReadonlyMap<string, readonly number[]>, steps: number, of: readonly Training[] = contract): AsyncGenerator<Fulfilment> {
  for (const training of of) yield await fulfilment(engine, training, expected.get(training.title) ?? [], steps);
}

async function fulfilment(engine: Engine, training: Training, expected: readonly number[], steps: number): Promise<Fulfilment> {
  const {title} = training;
  const refusal = refusals[engine.name]?.[title];
  try {
    const got = (await outcomeOf(engine, training, Math.min(steps, training.steps))).losses;
    if (refusal !== undefined) return {title, status: "broken", because: `expected a refusal (${refusal.source}), but it trained`};
    return judged(title, expected, got);
  } catch (error) {
    const because = error instanceof Error ? error.message : String(error);
    return {title, status: error instanceof UserError && refusal?.test(because) === true ? "refused" : "broken", because};
  }
}

function judged(title: string, expected: readonly number[], got: readonly number[]): Fulfilment {
  const deviations = expected.map((loss, step) => Math.abs(loss - got[step]!) / Math.max(1, Math.abs(loss)));
  const wrong = deviations.findIndex((deviation) => !(deviation <= tolerance));
  if (wrong === -1) return {title, status: "kept", deviation: Math.max(...deviations)};
  return {title, status: "broken", because: `the loss of step ${wrong + 1} is ${got[wrong]}, on wasm ${expected[wrong]}: expected at most ${tolerance} apart`};
}
