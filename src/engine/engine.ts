// Tensors have the methods x.add(y) …; chained-operations.ts registers them.
import type {} from "@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops.js";
import type {Randomness} from "../random/randomness.ts";
import type {AdamNumbers, RmspropNumbers} from "./optimizers/rules.ts";
import type {StepOptions} from "./optimizers/stepper.ts";

/** TensorFlow.js as experiments see it: core and layers in one namespace. */
export type TensorFlow = typeof import("@tensorflow/tfjs-core") & typeof import("@tensorflow/tfjs-layers");

type Initializer = ReturnType<typeof import("@tensorflow/tfjs-layers").initializers.zeros>;

/** Weight initialisers on named random streams (Philox), never unseeded. */
export interface Initializers {
  glorotUniform(name: string): Initializer;
  glorotNormal(name: string): Initializer;
  heUniform(name: string): Initializer;
  heNormal(name: string): Initializer;
  uniform(name: string, low: number, high: number): Initializer;
  normal(name: string, deviation: number, mean?: number): Initializer;
  truncatedNormal(name: string, deviation: number, mean?: number): Initializer;
}

type Layer = InstanceType<typeof import("@tensorflow/tfjs-layers").layers.Layer>;

/** Layers that draw random numbers at every training step, on named streams. */
export interface RandomLayers {
  /** Sets a fraction `rate` of its inputs to 0 and scales the others by 1 / (1 - rate). */
  dropout(name: string, rate: number): Layer;
  /** Adds normal numbers of that standard deviation. */
  gaussianNoise(name: string, deviation: number): Layer;
}

export type EngineName = "wasm" | "cpu" | "webgpu" | "cuda" | "native";

/** A place where tensors are computed, opened and ready. */
export interface Engine {
  readonly name: EngineName;
  /** `bitwise`: the same bits on every machine; `statistical`: the same distribution. */
  readonly promise: "bitwise" | "statistical";
  /** Incidental facts for provenance: device, driver, versions. */
  readonly facts: Readonly<Record<string, string>>;
  readonly tf: TensorFlow;
  initializers(random: Randomness): Initializers;
  randomLayers(random: Randomness): RandomLayers;
  /** Optimisers whose step is one kernel over each weight; the same names and defaults as `tf.train`. */
  readonly optimizers: Optimizers;
}

export type Optimizer = import("@tensorflow/tfjs-core").Optimizer;

/** Optimisers by their names and numbers; what all of them take (learning rate or schedule, weight decay, clipping) is told by StepOptions. */
export interface Optimizers {
  sgd(options: StepOptions): Optimizer;
  momentum(options: StepOptions & {readonly momentum: number; readonly nesterov?: boolean}): Optimizer;
  rmsprop(options: StepOptions & RmspropNumbers): Optimizer;
  adam(options: StepOptions & AdamNumbers): Optimizer;
  /** Adam with decoupled weight decay (Loshchilov and Hutter, 2019). */
  adamw(options: StepOptions & AdamNumbers & {readonly weightDecay: number}): Optimizer;
  adagrad(options: StepOptions & {readonly initialAccumulator?: number; readonly epsilon?: number}): Optimizer;
  adadelta(options: StepOptions & {readonly rho?: number; readonly epsilon?: number}): Optimizer;
  adamax(options: StepOptions & AdamNumbers): Optimizer;
  lion(options: StepOptions & {readonly beta1?: number; readonly beta2?: number}): Optimizer;
}
