import type {Factors, Parameters} from "../results/result.ts";
import type {ReachedPackage} from "./packages.ts";

/** Short digests of code after canonical renaming, by file (relative to the project or the toolkit) and declaration: `function mlp`, `const rate`, `own statements`. */
export type CodeFingerprint = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** An entry of a run's code: `train`, `evaluate`, `command`, or `file <name>` of a command. */
export interface EntryRecord {
  readonly digest: string;
  /** Absent of a command and its files, and in records of the format `reprise.keys/1`. */
  readonly code?: CodeFingerprint;
  /** Of `evaluate` beside a command: the digest of the toolkit's numerics, which is part of `digest`. */
  readonly beside?: string;
}

/** The toolkit's own part of a run on an engine. */
export interface NumericsRecord {
  readonly code: string;
  readonly kernels: Readonly<Record<string, string>>;
  readonly packages: readonly ReachedPackage[];
  /** The version of the toolkit; like `files`, absent where it was not kept. */
  readonly version?: string;
  readonly files?: CodeFingerprint;
}

/** The run that an input comes from, by its path and training key. */
export interface InputRecord {
  readonly run: string;
  readonly training: string;
  /** What that run's key is made of, where it is known. */
  readonly record?: KeyRecord;
}

/** All that a run's key is made of, as it was at one time: told apart by `keyChanges`. */
export interface KeyRecord {
  readonly recipe: number;
  readonly key: string;
  readonly experiment: string;
  readonly variant: string;
  readonly replicate: string;
  readonly parameters: Parameters;
  readonly factors: Factors;
  readonly entries: Readonly<Record<string, EntryRecord>>;
  readonly packages: readonly ReachedPackage[];
  /** By data set and file. */
  readonly data: Readonly<Record<string, Readonly<Record<string, {readonly sha256: string; readonly format: unknown}>>>>;
  /** Null where it was not kept. */
  readonly inputs: Readonly<Record<string, InputRecord>> | null;
  readonly engine: {readonly name: string; readonly numerics: NumericsRecord | null; readonly installed?: string};
}
