import type {Engine} from "../../src/engine/engine.ts";
import {trainings} from "../engine/trainings/all.ts";
import {outcomeOf} from "../engine/trainings/run.ts";
import {vectors} from "../engine/vectors/all.ts";
import {vectorDigest} from "../engine/vectors/digest.ts";
import {mathDigests} from "../math/digests.ts";
import {runs} from "../train/runs.ts";
import {observe} from "./observation.ts";

export const kinds = ["trainings", "vectors", "functions", "runs"] as const;
export type Kind = (typeof kinds)[number];

/** What a platform computed under one title. */
export interface Computed {
  readonly kind: Kind;
  readonly title: string;
  /** The first 16 hexadecimal digits of a SHA-256, or why there are none: `failed: …`. */
  readonly digest: string;
  /** The kernels that ran for it. */
  readonly kernels: readonly string[];
  /** Whether a planted defect moved a number of it. */
  readonly moved: boolean;
}

/** What a platform is asked to compute. */
export interface Order {
  readonly kinds: readonly Kind[];
  /** The kernel whose results are moved by one ulp. */
  readonly planted?: string;
}

/** How many titles an order has. */
export const countOf = (order: Order): number =>
  order.kinds.reduce((count, kind) => count + {trainings: trainings.length, vectors: vectors.length, functions: Object.keys(mathDigests()).length, runs: runs.length}[kind], 0);

/** Computes everything asked for, one title after the other; the same bytes on every platform. */
export async function* computed(engine: Engine, order: Order): AsyncGenerator<Computed> {
  const observed = observe(engine.tf, order.planted);
  for (const kind of order.kinds) {
    for (const [title, digest] of tasks[kind](engine)) yield {kind, title, digest: await short(digest), ...observed()};
  }
}

type Task = readonly [title: string, digest: () => string | Promise<string>];

const tasks: Readonly<Record<Kind, (engine: Engine) => readonly Task[]>> = {
  trainings: (engine) => trainings.map((training) => [training.title, async () => (await outcomeOf(engine, training)).digest]),
  vectors: ({tf}) => vectors.map((vector) => [vector.title, () => vectorDigest(tf, vector)]),
  runs: (engine) => runs.map(({title, digest}) => [title, () => digest(engine)]),
  functions: () => Object.entries(mathDigests()).map(([name, digest]) => [name, () => digest]),
};

async function short(digest: Task[1]): Promise<string> {
  try {
    return (await digest()).slice(0, 16);
  } catch (error) {
    return `failed: ${String(error)}`;
  }
}
