import type {Initializers, Optimizers, RandomLayers, TensorFlow} from "../engine/engine.ts";
import type {NumericArray} from "../data/numeric-array.ts";
import type {Randomness} from "../random/randomness.ts";
import type {Columns, Matrix, Parameters} from "../results/result.ts";
import type {Checkpoint} from "./checkpoint.ts";
import type {Fit} from "./fit.ts";

/** The types that an experiment's declaration carries to its `train` and `evaluate`. */
export interface ExperimentTypes<P = Parameters, D = Readonly<Record<string, unknown>>, F extends string = string, I extends string = string> {
  readonly types?: {readonly parameters: P; readonly data: D; readonly factors: Readonly<Record<F, number>>; readonly inputs: Readonly<Record<I, RunInput>>};
}

type TypesOf<E> = E extends {readonly types?: infer T} ? NonNullable<T> : never;

/** What another experiment's run hands on: its weights and predictions by name. */
export interface RunInput {
  readonly weights: Readonly<Record<string, NumericArray>>;
  readonly predictions: Readonly<Record<string, NumericArray>>;
}

/** Everything that reaches `train`; nothing else does. */
export interface TrainContext<E extends ExperimentTypes = ExperimentTypes> {
  /** TensorFlow.js (core and layers) on the run's engine. */
  readonly tf: TensorFlow;
  readonly parameters: TypesOf<E>["parameters"];
  /** The factors of this replicate: {seed: 3} or {repeat: 2, fold: 5}. */
  readonly replicate: TypesOf<E>["factors"];
  /** Named random streams, keyed by experiment, replicate and stream name. */
  readonly random: Randomness;
  /** Weight initialisers on named streams: `initializers.glorotUniform("hidden")`. */
  readonly initializers: Initializers;
  /** Layers that draw noise, on named streams: `layers.dropout("hidden", 0.5)`. */
  readonly layers: RandomLayers;
  /** Optimisers for loops of one's own: `optimizers.adamw({learningRate: 0.001, weightDecay: 0.1}).minimize(() => loss)`. */
  readonly optimizers: Optimizers;
  readonly data: TypesOf<E>["data"];
  readonly inputs: TypesOf<E>["inputs"];
  /** Appends a row of numbers to a series: `log("training", {step, loss})`. */
  readonly log: (series: string, row: Readonly<Record<string, number>>) => void;
  /** Times `work`; the duration goes to provenance, never into the result. */
  readonly measure: <T>(name: string, work: () => T | Promise<T>) => Promise<T>;
  /** Trains a layers model on shuffled mini-batches, deterministically. */
  readonly fit: Fit;
  /** Lets loops of one's own go on where they were interrupted: `checkpoint.loop({steps, keep: {best}}, (step) => …)`. */
  readonly checkpoint: Checkpoint;
}

type Tensors = Readonly<Record<string, import("@tensorflow/tfjs-core").Tensor | NumericArray>>;

/** What `train` returns: the weights worth keeping, and predictions from which `evaluate` computes the metrics. */
export interface Trained {
  readonly weights?: import("@tensorflow/tfjs-layers").LayersModel | Tensors;
  readonly predictions: import("@tensorflow/tfjs-core").Tensor | NumericArray | Tensors;
}

export interface Evaluation {
  readonly metrics: Readonly<Record<string, number>>;
  readonly matrices?: Readonly<Record<string, Matrix>>;
  readonly series?: Readonly<Record<string, Columns>>;
}

/** A single tensor returned as predictions is called `output`. */
export type Predictions = Readonly<Record<string, NumericArray>>;

/** `export const train: Train<typeof experiment> = async ({tf, parameters, …}) => …` */
export type Train<E extends ExperimentTypes = ExperimentTypes> = (context: TrainContext<E>) => Trained | Promise<Trained>;

/** Everything that reaches `predict`: what reaches `train`, without what trains or records. */
export interface PredictContext<E extends ExperimentTypes = ExperimentTypes> extends Omit<TrainContext<E>, "optimizers" | "fit" | "log" | "measure"> {
  /** Gives a layers model the weights of the one that `train` returned: `restore(network(…), weights)`. */
  readonly restore: Restore;
}

/** Sets a model's weights to kept ones; throws where their names or shapes are not the model's. */
export type Restore = <M extends import("@tensorflow/tfjs-layers").LayersModel>(model: M, weights: RunInput["weights"]) => M;

/** Computes from the weights that `train` kept the predictions that it kept, so that a reader can verify from weights, without training. */
export type Predict<E extends ExperimentTypes = ExperimentTypes> = (context: PredictContext<E>, weights: RunInput["weights"]) => Trained["predictions"] | Promise<Trained["predictions"]>;

/** Pure: predictions and data in, metrics out. */
export type Evaluate<E extends ExperimentTypes = ExperimentTypes> = (
  predictions: Predictions,
  data: TypesOf<E>["data"],
  run: {readonly parameters: TypesOf<E>["parameters"]; readonly replicate: TypesOf<E>["factors"]},
) => Evaluation;
