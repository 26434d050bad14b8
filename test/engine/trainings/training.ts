import type {Scalar, Tensor, Variable} from "@tensorflow/tfjs-core";
import type {LayersModel} from "@tensorflow/tfjs-layers";
import type {Engine, Initializers, Optimizer, RandomLayers, TensorFlow} from "../../../src/engine/engine.ts";
import type {Randomness} from "../../../src/random/randomness.ts";

/** A few steps of gradient descent whose losses and weights have the same bytes on every platform. */
export interface Training {
  /** What it is about: `layer conv2d, same, stride 2`; unique. */
  readonly title: string;
  readonly start: (kit: Kit) => Started;
  readonly steps: number;
}

/** What a training is made of. All that is random comes from streams of its title. */
export interface Kit {
  readonly tf: TensorFlow;
  readonly optimizers: Engine["optimizers"];
  readonly initial: Initializers;
  readonly layers: RandomLayers;
  readonly random: Randomness;
  /** Keeps a tensor until the training ends; gives it back. */
  readonly hold: (tensor: Tensor) => Tensor;
}

/** A training before its first step. `step` changes the weights in place and gives the loss. */
export interface Started {
  readonly step: () => Tensor | Promise<number>;
  readonly weights: () => readonly Tensor[];
  /** Frees all that is its own, besides the tensors that the kit holds. */
  readonly dispose: () => void;
}

export type Layer = ReturnType<RandomLayers["dropout"]>;
/** Weights of a training that is no model of layers. */
export type Weights = Readonly<Record<string, Variable>>;

/** What trains unless a training says otherwise. */
export const adam = ({optimizers}: Kit): Optimizer => optimizers.adam({learningRate: 0.02});

const sizeOf = (shape: readonly number[]): number => shape.reduce((size, extent) => size * extent, 1);

/** Standard normal numbers from the stream of that name. */
export function normals({tf, random, hold}: Kit, name: string, shape: readonly number[]): Tensor {
  const stream = random.stream(name);
  return hold(tf.tensor(Float32Array.from({length: sizeOf(shape)}, () => stream.normal()), [...shape]));
}

/** Whole numbers from 0 to below the bound. */
export function integers({tf, random, hold}: Kit, name: string, shape: readonly number[], bound: number): Tensor {
  const stream = random.stream(name);
  return hold(tf.tensor(Int32Array.from({length: sizeOf(shape)}, () => stream.integer(0, bound)), [...shape], "int32"));
}

/** Class labels as rows with a single one. */
export function oneHot(kit: Kit, name: string, count: number, classes: number): Tensor {
  const {tf} = kit;
  return kit.hold(tf.tidy(() => tf.cast(tf.oneHot(integers(kit, name, [count], classes) as Parameters<TensorFlow["oneHot"]>[0], classes), "float32")));
}

/** Minimises a loss by the weights it is computed from. */
export function minimising(optimizer: Optimizer, loss: () => Tensor, weights: () => readonly Tensor[], disposeWeights: () => void): Started {
  return {
    step: () => optimizer.minimize(loss as () => Scalar, true)!,
    weights,
    dispose: () => {
      optimizer.dispose();
      disposeWeights();
    },
  };
}

/** Trains a model towards random targets of its output's shape by their mean squared error. */
export function fitted(kit: Kit, model: LayersModel, x: Tensor | Tensor[], batch: number, optimizer = adam(kit)): Started {
  const {tf} = kit;
  const target = normals(kit, "targets", [batch, ...model.outputs[0]!.shape.slice(1) as number[]]);
  const loss = (): Tensor => tf.losses.meanSquaredError(target, model.apply(x, {training: true}) as Tensor);
  return minimising(optimizer, loss, () => model.getWeights(), () => void model.dispose());
}

interface LayerOptions {
  readonly batch?: number;
  readonly steps?: number;
  readonly optimizer?: (kit: Kit) => Optimizer;
}

/** Trains layers behind a dense one over the last axis, so that a gradient flows through them whether they have weights or not. */
export function layerTraining(title: string, inputShape: readonly number[], make: (kit: Kit) => Layer | readonly Layer[], {batch = 3, steps = 4, optimizer = adam}: LayerOptions = {}): Training {
  const start = (kit: Kit): Started => {
    const {tf, initial} = kit;
    const before = tf.layers.dense({units: inputShape.at(-1)!, inputShape: [...inputShape], kernelInitializer: initial.glorotUniform("before")});
    const model = tf.sequential({layers: [before, ...[make(kit)].flat()]});
    return fitted(kit, model, normals(kit, "examples", [batch, ...inputShape]), batch, optimizer(kit));
  };
  return {title, steps, start};
}

/** Trains a dense layer behind layers that have no weights, nor in TensorFlow.js a gradient. */
export function inputLayerTraining(title: string, inputShape: readonly number[], make: (kit: Kit, first: {readonly inputShape: number[]}) => Layer | readonly Layer[], batch = 3): Training {
  const start = (kit: Kit): Started => {
    const {tf, initial} = kit;
    const behind = tf.layers.dense({units: 2, kernelInitializer: initial.glorotUniform("behind")});
    return fitted(kit, tf.sequential({layers: [...[make(kit, {inputShape: [...inputShape]})].flat(), behind]}), normals(kit, "examples", [batch, ...inputShape]), batch);
  };
  return {title, steps: 4, start};
}

/** Trains weights of given shapes, standard normal at first, by a loss of them. */
export function weightTraining(title: string, shapes: Readonly<Record<string, readonly number[]>>, makeLoss: (kit: Kit, weights: Weights) => () => Tensor, {steps = 4, optimizer = adam}: LayerOptions = {}): Training {
  const start = (kit: Kit): Started => {
    const {tf} = kit;
    const weights = Object.fromEntries(Object.entries(shapes).map(([name, shape]) => [name, tf.variable(normals(kit, `weights/${name}`, shape))]));
    const variables = Object.values(weights);
    return minimising(optimizer(kit), makeLoss(kit, weights), () => variables, () => tf.dispose(variables));
  };
  return {title, steps, start};
}
