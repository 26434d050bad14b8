import type {DataDeclaration} from "../../data/declaration.ts";
import type {EngineName} from "../../engine/engine.ts";
import type {Columns, Factors, Parameters, Trace} from "../../results/result.ts";
import type {HostPart} from "../../train/refusal.ts";
import type {CheckedEvaluation, TrainedBytes} from "../../train/run-job.ts";

/** What the parent tells a worker: names, numbers and the paths of verified files. */
export interface JobMessage {
  /** Counts the jobs of this process, so that each loads its modules anew. */
  readonly number: number;
  readonly experiment: string;
  readonly variant: string;
  readonly replicate: string;
  readonly parameters: Parameters;
  readonly factors: Factors;
  readonly engine: EngineName;
  readonly entries: {readonly train?: string; readonly evaluate?: string; readonly predict?: string};
  readonly data: Readonly<Record<string, {readonly declaration: DataDeclaration; readonly files: Readonly<Record<string, string>>}>>;
  readonly inputs: Readonly<Record<string, {readonly weights?: string; readonly predictions: string}>>;
  /** Predictions of an earlier training: evaluate these, do not train. */
  readonly predictions?: string;
  /** Weights of an earlier training: predict with these and evaluate, do not train. */
  readonly weights?: string;
  /** Present where checkpoints are kept: the one that an interrupted run of the same training left. */
  readonly checkpoints?: {readonly left?: Uint8Array};
}

/** What a worker says while it is at a job: a checkpoint to keep, or how far the interrupted run had come that it goes on with. */
export type WorkerNote =
  | {readonly status: "checkpoint"; readonly bytes: Uint8Array}
  | {readonly status: "resumed"; readonly at: string};

/** The same as the worker gets it: what other runs left it need not read, since the parent did. */
export type WorkerMessage = Omit<JobMessage, "inputs" | "predictions" | "weights"> & {
  readonly inputs: Readonly<Record<string, {readonly weights?: Uint8Array; readonly predictions: Uint8Array}>>;
  readonly predictions?: Uint8Array;
  readonly weights?: Uint8Array;
};

/** What a worker answers; `wall` is the time it took, in seconds, `peak` the memory of its process at most, in bytes. */
export type WorkerAnswer =
  | {readonly status: "completed"; readonly trained: TrainedBytes; readonly evaluation: CheckedEvaluation; readonly seconds: Readonly<Record<string, number>>; readonly carried: number; readonly facts: Readonly<Record<string, string>>; readonly wall: number; readonly peak: number}
  | {readonly status: "predicted"; readonly predictions: Uint8Array; readonly evaluation: CheckedEvaluation; readonly facts: Readonly<Record<string, string>>; readonly wall: number; readonly peak: number}
  | {readonly status: "evaluated"; readonly evaluation: CheckedEvaluation; readonly wall: number; readonly peak: number}
  | {readonly status: "diverged"; readonly message: string; readonly series: Readonly<Record<string, Columns>>; readonly trace?: Trace; readonly carried: number; readonly wall: number; readonly peak: number}
  /** The checkpoint is another run's: the job is to be done without it. */
  | {readonly status: "unfit"; readonly because: string}
  | {readonly status: "refused"; readonly message: string; readonly mend: string; readonly stack?: string; /** What of the host it asked for. */ readonly part?: HostPart; /** The process ends after this answer. */ readonly ends?: true}
  | {readonly status: "failed"; readonly message: string; readonly stack: string; readonly mend?: string; /** The process ends after this answer. */ readonly ends?: true}
  /** The process ended, or cannot go on; with `again` the job may fare better in another. */
  | {readonly status: "ended"; readonly message: string; readonly mend: string; readonly again: boolean; readonly ends?: true};
