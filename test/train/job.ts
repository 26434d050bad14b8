import {openEngine} from "../../src/engine/node.ts";
import type {Checkpointing} from "../../src/train/checkpointing.ts";
import type {Train} from "../../src/train/context.ts";
import {runJob, type Entries, type Job, type JobOutcome} from "../../src/train/run-job.ts";

export const engine = await openEngine("wasm");

export const jobOf = (experiment: string): Job => ({experiment, variant: "default", replicate: "seed-1", parameters: {}, factors: {seed: 1}, data: {}, inputs: {}});

/** Entries around a `train` that is written in the test. */
export const entriesOf = (train: Train): Entries => ({
  train: async () => ({train}),
  evaluate: async () => ({evaluate: (predictions: Readonly<Record<string, {readonly values: ArrayLike<number>}>>) => ({metrics: {sum: Array.from(predictions["output"]!.values).reduce((sum, each) => sum + each, 0)}})}),
});

/** Runs a `train` as a worker would. */
export const runTrain = (train: Train, checkpointing?: Checkpointing, experiment = "train-test"): Promise<JobOutcome> => runJob(jobOf(experiment), entriesOf(train), engine, checkpointing);
