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
