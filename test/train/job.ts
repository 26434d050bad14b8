import {openEngine} from "../../src/engine/node.ts";
import type {Checkpointing} from "../../src/train/checkpointing.ts";
import type {Train} from "../../src/train/context.ts";
import {runJob, type JobOutcome} from "../../src/train/run-job.ts";
import {entriesOf, job} from "./entries.ts";

export const engine = await openEngine("wasm");

/** Runs a `train` as a worker would. */
export const runTrain = (train: Train, checkpointing?: Checkpointing): Promise<JobOutcome> => runJob(job, entriesOf(train), engine, checkpointing);
