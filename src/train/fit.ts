import type {NumericArray} from "../data/numeric-array.ts";
import type {Interval} from "./checkpointing.ts";
import type {Keep} from "./kept.ts";

type LayersModel = import("@tensorflow/tfjs-layers").LayersModel;
type Tensor = import("@tensorflow/tfjs-core").Tensor;
type Optimizer = import("../engine/engine.ts").Optimizer;

type Optimizers = import("../engine/engine.ts").Optimizers;

/** Which optimiser, by its name and options, `{adam: {learningRate: 0.001}}`; or one made by hand. */
export type OptimizerChoice = {[name in keyof Optimizers]: {readonly [key in name]: Parameters<Optimizers[name]>[0]}}[keyof Optimizers] | Optimizer;

export interface Examples {
  /** Inputs, first axis the examples. */
  readonly x: NumericArray;
  /** Class numbers (Int32Array, shape [n]) for `sparse-crossentropy`, or targets of the model's output shape; [n] will do for outputs [n, 1]. */
  readonly y: NumericArray;
}

/**
 * The losses that `fit` knows, averaged over the batch.
 * - `sparse-crossentropy`: logits [..., classes] and class numbers from 0, an Int32Array [...]; softmax and cross-entropy in one, in nats.
 * - `crossentropy`: the same with a target for every class.
 * - `binary-crossentropy`: logits, and targets from 0 to 1 of their shape; sigmoid and cross-entropy in one, in nats.
 * - `mean-squared-error`: the square of output less target.
 * - `huber`: half that square up to a difference of 1, the difference less ½ beyond.
 */
export type LossName = "sparse-crossentropy" | "crossentropy" | "binary-crossentropy" | "mean-squared-error" | "huber";

export interface FitOptions {
  readonly epochs: number;
  /** Examples per step; the last batch of an epoch may be smaller. */
  readonly batch: number;
  readonly optimizer: OptimizerChoice;
  /** Default: `sparse-crossentropy` for Int32Array targets, else `mean-squared-error`. The model returns logits for cross-entropies. */
  readonly loss?: LossName | ((output: Tensor, target: Tensor) => Tensor);
  /** Called after every epoch (1-based) with the mean training loss. */
  readonly onEpoch?: (epoch: number, loss: number) => void | Promise<void>;
  /** The random stream that orders the examples; default `order`. */
  readonly stream?: string;
  /** When to save a checkpoint; default: when 30 seconds have passed since the last time. */
  readonly checkpoint?: Interval;
  /**
   * What your code holds and `onEpoch` changes, by name: `keep: {best}`; lists, plain objects, arrays of numbers, Maps and Sets, tensors within them. `{}` says that
   * it changes nothing. With an `onEpoch` and without `keep` there are no checkpoints: an interrupted run begins anew. Models, optimisers and random streams of
   * before the training are kept anyway, and so is what was logged.
   */
  readonly keep?: Keep;
}

/** Trains in place; resolves to the mean loss of the last epoch. */
export type Fit = (model: LayersModel, examples: Examples, options: FitOptions) => Promise<number>;
