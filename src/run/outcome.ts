import type {Result} from "../results/result.ts";
import type {Provenance} from "./provenance.ts";

/** What came of a run that was asked for. */
export type RunOutcome =
  | {readonly status: "done"; readonly result: Result; readonly fresh: boolean; readonly provenance: Provenance}
  | {readonly status: "not-run"; readonly because: string; readonly mend: string}
  | {readonly status: "failed"; readonly because: string; readonly mend: string};
