import type {TensorFlow} from "../engine/engine.ts";
import type {Trace} from "../results/result.ts";
import {canonicalWords, rollingDigest} from "./rolling-digest.ts";
import {weightName} from "./weight-name.ts";

type Variable = import("@tensorflow/tfjs-core").Variable;
type Values = Float32Array | Int32Array | Uint8Array;

/** Records how training goes: rolling digests of all weights at thinned steps. */
export interface TraceRecorder {
  meets(weight: Variable): void;
  before(): void;
  after(): void;
  /** The trace so far, with the weights as they are now at its end; undefined where nothing was trained. */
  finish(): Promise<Trace | undefined>;
  /** What goes into a checkpoint; `indexOf` numbers the weights that are still here. */
  save(indexOf: (weight: Variable) => number): Promise<SavedTrace>;
  restore(saved: SavedTrace, weights: readonly Variable[]): void;
}

/** A trace in the middle of training. */
export interface SavedTrace {
  readonly updates: number;
  readonly steps: readonly number[];
  /** `weight` is -1 where it was disposed of. */
  readonly places: readonly {readonly name: string; readonly digests: readonly string[]; readonly weight: number}[];
  readonly streams: Readonly<Record<string, readonly number[]>>;
}

/** A weight that an optimiser steps: its place is the order in which they were met. */
interface Place {
  readonly name: string;
  readonly weight: Variable;
  readonly digests: string[];
}

export interface TraceOptions {
  /** Whether the engine answers later, so that numbers cannot be read at once. */
  readonly late: boolean;
  /** Words drawn so far, by the random stream's name. */
  readonly drawn: () => ReadonlyMap<string, number>;
}

/** The recorded step after this one: 1, 2, … 8, and then eight per doubling. */
export const nextRecorded = (step: number): number => (step < 8 ? step + 1 : step + (1 << (28 - Math.clz32(step))));

/** Stands for a weight that was disposed of. */
const gone = (): Variable => ({isDisposed: true}) as unknown as Variable;

export function traceRecorder(tf: TensorFlow, {late, drawn}: TraceOptions): TraceRecorder {
  const places = new Map<Variable, Place>();
  let steps: number[] = [];
  const streams = new Map<string, number[]>();
  let updates = 0;
  let next = 0;
  let reading: Promise<void> = Promise.resolve();

  const note = (place: Place, index: number, values: Values): void => {
    const before = index === 0 || place.digests[index - 1] === "" ? 0 : Number.parseInt(place.digests[index - 1]!, 16);
    place.digests[index] = rollingDigest(canonicalWords(values), before).toString(16).padStart(8, "0");
  };
  const noteLater = (place: Place, index: number): void => {
    const copy = tf.keep(place.weight.clone());
    const values = copy.data();
    values.catch(() => undefined); // told where it is awaited
    reading = reading.then(async () => note(place, index, await values as Values)).finally(() => copy.dispose());
    reading.catch(() => undefined);
  };
  const record = (): void => {
    const index = steps.push(updates) - 1;
    for (const place of places.values()) {
      place.digests[index] = "";
      if (place.weight.isDisposed) continue;
      if (late) noteLater(place, index);
      else note(place, index, place.weight.dataSync() as Values);
    }
    for (const [name, words] of drawn()) {
      const counts = streams.get(name) ?? [];
      streams.set(name, counts);
      while (counts.length < index) counts.push(0);
      counts.push(words);
    }
    next = nextRecorded(updates);
  };

  return {
    meets(weight) {
      if (!places.has(weight)) places.set(weight, {name: weightName(places.size, weight), weight, digests: steps.map(() => "")});
    },
    before() {
      if (updates === 0 && steps.length === 0) record();
    },
    after() {
      updates += 1;
      if (updates === next) record();
    },
    async finish() {
      if (updates === 0) return undefined;
      if (steps.at(-1) !== updates) record();
      await reading;
      return {steps: [...steps], tensors: Object.fromEntries([...places.values()].map(({name, digests}) => [name, digests])), streams: Object.fromEntries(streams)};
    },
    async save(indexOf) {
      await reading;
      return {
        updates, steps: [...steps], streams: Object.fromEntries([...streams].map(([name, counts]) => [name, [...counts]])),
        places: [...places.values()].map(({name, digests, weight}) => ({name, digests: [...digests], weight: weight.isDisposed ? -1 : indexOf(weight)})),
      };
    },
    restore(saved, weights) {
      updates = saved.updates;
      steps = [...saved.steps];
      next = steps.length === 0 ? 0 : nextRecorded(steps.at(-1)!);
      streams.clear();
      for (const [name, counts] of Object.entries(saved.streams)) streams.set(name, [...counts]);
      places.clear();
      for (const {name, digests, weight} of saved.places) {
        const bound = weights[weight] ?? gone();
        places.set(bound, {name, digests: [...digests], weight: bound});
      }
    },
  };
}
