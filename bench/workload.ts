import type {Side} from "./side.ts";

export const peerNames = ["peak", "stock-wasm", "stock-cpu", "openblas", "pytorch"] as const;

/** Whom our engine is compared with. */
export type PeerName = (typeof peerNames)[number];

/** What the project promises of a ratio, ours by the peer's. */
export interface Goal {
  readonly of: "wall" | "cpu";
  readonly atLeast: number;
}

/** Work that is repeated and timed. */
export interface Prepared {
  /** One step; ends when its numbers are there or queued. */
  readonly step: () => void | Promise<unknown>;
  /** A number that tells what was computed: both sides must agree on it after the same steps. */
  readonly check: () => Promise<number>;
}

/** One thing to measure, the same code on every side that speaks TensorFlow.js. */
export interface Workload {
  /** `product/512-nn`: a group and a name; `npm run bench -- product` measures the group. */
  readonly id: string;
  readonly title: string;
  /** Everything that another program needs in order to do the same work. */
  readonly shapes: string;
  /** What a rate counts per second. */
  readonly unit: "FLOP" | "samples" | "steps" | "starts";
  readonly unitsPerStep: number;
  /** The optimiser's steps in one step here, which is an epoch of model.fit; else 1. */
  readonly batches?: number;
  readonly peers: readonly PeerName[];
  readonly goals?: Readonly<Partial<Record<PeerName, Goal>>>;
  readonly prepare: (side: Side) => Prepared;
}
