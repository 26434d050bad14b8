import type {Train} from "../../src/train/context.ts";
import type {Entries, Job} from "../../src/train/run-job.ts";

export const job: Job = {experiment: "train-test", variant: "default", replicate: "seed-1", parameters: {}, factors: {seed: 1}, data: {}, inputs: {}};

/** Entries around a `train` that is written in the test. */
export const entriesOf = (train: Train): Entries => ({
  train: async () => ({train}),
  evaluate: async () => ({evaluate: (predictions: Readonly<Record<string, {readonly values: ArrayLike<number>}>>) => ({metrics: {sum: Array.from(predictions["output"]!.values).reduce((sum, each) => sum + each, 0)}})}),
});
