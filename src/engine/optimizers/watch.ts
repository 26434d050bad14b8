import type {Variable} from "@tensorflow/tfjs-core";
import type {Optimizer, TensorFlow} from "../engine.ts";
import type {LearningRate} from "./learning-rate.ts";

/** An optimiser of ours. */
export interface OurOptimizer extends Optimizer {
  /** Another learning rate from the next step on. */
  setLearningRate(rate: LearningRate): void;
  /** The learning rate that it was set to, if it was. */
  readonly changedRate: LearningRate | undefined;
}

/** Hears what optimisers do. */
export interface StepWatcher {
  /** An optimiser was made. */
  made(optimizer: OurOptimizer): void;
  /** An optimiser is about to step this weight for the first time. */
  meets(weight: Variable): void;
  /** All weights of an optimiser are about to be stepped at once, */
  before(): void;
  /** and were. */
  after(): void;
}

const watcher = Symbol("step watcher");

type Watched = {[watcher]?: StepWatcher | undefined};

/** TensorFlow.js, of which there is one per process, keeps who watches its optimisers: one at a time. Returns how to stop. */
export function watchSteps(tf: TensorFlow, heard: StepWatcher): () => void {
  const watched = tf.engine() as Watched;
  watched[watcher] = heard;
  return () => { watched[watcher] = undefined; };
}

export const watcherOf = (tf: TensorFlow): StepWatcher | undefined => (tf.engine() as Watched)[watcher];
