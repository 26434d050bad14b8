import {canonicalJson} from "../results/canonical-json.ts";
import type {Factors, Parameters} from "../results/result.ts";
import {sha256} from "../store/store.ts";
import type {Numerics} from "./numerics.ts";
import type {ReachedPackage} from "./packages.ts";

/** Raise when the recipe below changes its meaning. */
export const recipe = 1;

/** Everything that decides a run's bytes. */
export interface KeyParts {
  readonly experiment: string;
  readonly variant: string;
  readonly replicate: string;
  readonly parameters: Parameters;
  readonly factors: Factors;
  /** Digests of the bundles, by entry: train, evaluate, or the files of a command. */
  readonly entries: Readonly<Record<string, string>>;
  readonly packages: readonly ReachedPackage[];
  /** Per data set and file: its SHA-256 and how it is decoded. */
  readonly data: Readonly<Record<string, unknown>>;
  /** Training keys of the runs that this one builds on. */
  readonly inputs: Readonly<Record<string, string>>;
  /** `installed` is the SHA-256 of the lock of an engine that was installed apart. */
  readonly engine: {readonly name: string; readonly numerics: Numerics | null; readonly installed?: string};
}

/** The run key: SHA-256 of the canonical JSON of its parts. `by`: an older recipe, for keys of then. */
export const runKey = (parts: KeyParts, by = recipe): string => sha256(canonicalJson({recipe: by, ...parts}));

/** The same without `evaluate`: what training alone depends on, so that new metrics need no new training. */
export function trainingKey(parts: KeyParts, by = recipe): string {
  const {evaluate: _, ...entries} = parts.entries;
  return sha256(canonicalJson({recipe: by, ...parts, entries}));
}

/** What the runs of one experiment have in common, and what each has of its own. */
export type SharedParts = Pick<KeyParts, "experiment" | "entries" | "packages" | "data" | "engine">;
export type OwnParts = Omit<KeyParts, keyof SharedParts>;

/** Keys of many runs of one experiment: the same as `runKey` and `trainingKey`, without writing out again what they share. */
export interface Keys {
  run(own: OwnParts): string;
  training(own: OwnParts): string;
}

export function openKeys(shared: SharedParts): Keys {
  const {evaluate: _, ...trained} = shared.entries;
  const text = remembered(canonicalJson);
  const [run, training] = [shared.entries, trained].map((entries) => template({...shared, entries}));
  const key = (fill: ReturnType<typeof template>) => (own: OwnParts) => sha256(fill(text(own.factors), text(own.inputs), text(own.parameters), JSON.stringify(own.replicate), JSON.stringify(own.variant)));
  return {run: key(run!), training: key(training!)};
}

/** Canonical JSON of all parts, with the members in the order of their names. */
function template({data, engine, entries, experiment, packages}: SharedParts) {
  const head = canonicalJson({data, engine, entries, experiment}).slice(0, -1);
  const middle = canonicalJson({packages}).slice(1, -1);
  return (factors: string, inputs: string, parameters: string, replicate: string, variant: string): string =>
    `${head},"factors":${factors},"inputs":${inputs},${middle},"parameters":${parameters},"recipe":${recipe},"replicate":${replicate},"variant":${variant}}`;
}

/** What was written out of an object before, since many runs share their parameters and factors. */
function remembered(write: (value: object) => string): (value: object) => string {
  const written = new Map<object, string>();
  return (value) => {
    const known = written.get(value) ?? write(value);
    written.set(value, known);
    return known;
  };
}
