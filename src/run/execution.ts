import type {RunTask} from "../plan/tasks.ts";
import type {Store} from "../store/store.ts";
import type {Checkpoints} from "./checkpoints.ts";
import type {FromBaseline, Predictors} from "./depth.ts";
import type {Host} from "./workers/host.ts";
import type {RunLocks} from "./locks.ts";
import type {RunOutcome} from "./outcome.ts";
import type {Pool} from "./workers/pool.ts";
import type {RunProgress} from "./progress.ts";
import type {Cost, Schedule} from "./schedule.ts";

export interface ExecuteOptions {
  readonly root: string;
  readonly store: Store;
  readonly mirrors: readonly string[];
  /** Worker processes; default the number of processors. */
  readonly jobs?: number;
  /** Ignore what was computed before. */
  readonly fresh?: boolean;
  readonly progress: RunProgress;
  /** Start from what the baseline's trainings left, and train nothing; nothing of it is taken from the cache or put there. */
  readonly from?: FromBaseline;
  /** Another machine that is played to the runs. */
  readonly host?: Host;
  /** Ends the whole when it is aborted: rejects with its reason; what is done by then is kept, and was told to `progress`. */
  readonly signal?: AbortSignal;
}

/** What the runs of one call share. */
export interface Execution extends ExecuteOptions {
  /** Remembers from what a run was made. */
  readonly rememberMade: (task: RunTask) => Promise<void>;
  readonly pool: Pool;
  readonly schedule: Schedule;
  readonly locks: RunLocks;
  readonly checkpoints: Checkpoints;
  /** What the machine said when a result could not be kept. */
  readonly refused: string[];
  /** Whether runs share a GPU that tells its free memory. */
  readonly sharesDevice: boolean;
  readonly costOf: (task: RunTask) => Cost;
  readonly started: ReadonlyMap<RunTask, Promise<RunOutcome>>;
  /** Inputs made again, since the store no longer holds what they left. */
  readonly remade: Map<RunTask, Promise<RunOutcome>>;
  readonly predictors: Predictors;
  /** Experiments of which was told what their commands leave undeclared. */
  readonly told: Set<string>;
  readonly datasets: Map<string, Promise<Readonly<Record<string, string>>>>;
}

/** What came of a work, and the bytes of memory that it took, where that is known. */
export interface Turn<T> {
  readonly value: T;
  readonly bytes?: number | undefined;
}
