import type {Paper} from "../records/paper.ts";
import type {Plan} from "../records/plan.ts";
import type {Report} from "../records/report.ts";
import type {Verdicts} from "../records/verdicts.ts";
import type {Result} from "../results/result.ts";

/** What git says of the project; absent where the project came as a ZIP. */
export interface GitState {
  /** The lines of `git status --porcelain`; empty when the tree is clean. */
  readonly status: () => Promise<readonly string[]>;
  /** Paths that git tracks, or would if they were added: whatever it does not ignore. Sorted. */
  readonly tracked: () => Promise<readonly string[]>;
}

/** Content-addressed files that may or may not be on this machine: what lies under a digest, unverified, or null. */
export interface StoredObjects {
  readonly read: (digest: string) => Promise<Uint8Array | null>;
}

/** A command that the toolkit offers: {name: "verify", options: ["--from", "--json"]}. */
export interface OfferedCommand {
  readonly name: string;
  readonly options: readonly string[];
}

/** Everything that checks may look at. Paths are relative to the project, with `/`; none leads outside it. */
export interface Evidence {
  readonly plan: Plan;
  /** The baseline, sorted by path. */
  readonly results: readonly Result[];
  readonly verdicts: Verdicts | null;
  readonly report: Report | null;
  readonly papers: readonly Paper[];
  /** Bytes of a file of the project, or null where there is none. */
  readonly readFile: (path: string) => Promise<Uint8Array | null>;
  /** Every file below a folder ("" is the project itself), sorted; generated and ignored folders only when asked for by name. */
  readonly listFiles: (folder: string) => Promise<readonly string[]>;
  readonly git: GitState | null;
  readonly store: StoredObjects | null;
  /** Makes again, in memory, what the build writes below `build/figures` and `paper/generated`: path → bytes. */
  readonly redraw: (() => Promise<ReadonlyMap<string, Uint8Array>>) | null;
  readonly commands: readonly OfferedCommand[];
}

/** The text of a file of the project, or null where there is none. */
export async function readText(evidence: Evidence, path: string): Promise<string | null> {
  const bytes = await evidence.readFile(path);
  return bytes === null ? null : new TextDecoder().decode(bytes);
}

/** Parsed JSON of a file, or null where there is none or it is no JSON. */
export async function readJson(evidence: Evidence, path: string): Promise<unknown> {
  const text = await readText(evidence, path);
  if (text === null) return null;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** The files of the project that a person or `accept` wrote: those that git tracks, or all that are not generated. */
export async function sourceFiles(evidence: Evidence): Promise<readonly string[]> {
  return evidence.git === null ? evidence.listFiles("") : evidence.git.tracked();
}
