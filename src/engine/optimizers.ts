import type {NamedTensorMap, Tensor, Variable} from "@tensorflow/tfjs-core";
import type {Optimizer, Optimizers, TensorFlow} from "./engine.ts";

type NamedTensor = {name: string; tensor: Tensor};

/** How one optimiser steps: which kernel, what it remembers of each weight, and its numbers at step t = 1, 2, … */
interface Rule {
  readonly kernel: "SgdStep" | "MomentumStep" | "AdamStep";
  readonly remembers: readonly string[];
  readonly numbersAt: (step: number) => Readonly<Record<string, number | boolean>>;
  readonly config: Readonly<Record<string, number | boolean>>;
}

/** Optimisers that take one kernel per weight and step; names and defaults as `tf.train`'s. */
export function optimizersOf(tf: TensorFlow): Optimizers {
  const make = stepper(tf);
  return {
    sgd: (options) => make("Sgd", sgdRule(options.learningRate)),
    momentum: (options) => make("Momentum", momentumRule(options)),
    adam: (options) => make("Adam", adamRule({...options, weightDecay: 0})),
    adamw: (options) => make("AdamW", adamRule(options)),
  };
}

const sgdRule = (rate: number): Rule => ({kernel: "SgdStep", remembers: [], numbersAt: () => ({rate}), config: {learningRate: rate}});

function momentumRule(options: {readonly learningRate: number; readonly momentum: number; readonly nesterov?: boolean}): Rule {
  const {learningRate, momentum, nesterov = false} = options;
  return {kernel: "MomentumStep", remembers: ["velocity"], numbersAt: () => ({rate: learningRate, momentum, nesterov}), config: {learningRate, momentum, nesterov}};
}

type AdamOptions = {readonly learningRate: number; readonly weightDecay: number; readonly beta1?: number; readonly beta2?: number; readonly epsilon?: number};

function adamRule(options: AdamOptions): Rule {
  const {learningRate, weightDecay, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-7} = options;
  const power1 = powersOf(beta1), power2 = powersOf(beta2);
  const numbersAt = (step: number) => ({
    rate: learningRate, beta1, beta2, epsilon, decay: learningRate * weightDecay,
    correction1: 1 - power1(step), correction2: 1 - power2(step),
  });
  return {kernel: "AdamStep", remembers: ["mean", "square"], numbersAt, config: {learningRate, weightDecay, beta1, beta2, epsilon}};
}

/** base^n by repeated multiplication, remembering the last power: exact arithmetic in one order, and restartable at any n. */
function powersOf(base: number): (n: number) => number {
  let last = 0;
  let power = 1;
  return (n) => {
    if (n < last) [last, power] = [0, 1];
    for (; last < n; last++) power *= base;
    return power;
  };
}

function stepper(tf: TensorFlow): (name: string, rule: Rule) => Optimizer {
  class Stepper extends tf.Optimizer {
    static readonly className: string = "RepriseStepper";
    readonly #name: string;
    readonly #rule: Rule;
    /** What is remembered of each weight, by the weight's name. */
    readonly #memory = new Map<string, Readonly<Record<string, Tensor>>>();

    constructor(name: string, rule: Rule) {
      super();
      this.#name = name;
      this.#rule = rule;
    }

    override getClassName(): string {
      return this.#name;
    }

    override applyGradients(gradients: NamedTensorMap | NamedTensor[]): void {
      this.incrementIterations();
      const numbers = this.#rule.numbersAt(this.iterations);
      for (const {name, tensor} of listed(gradients)) {
        const weights = tf.engine().registeredVariables[name];
        if (weights === undefined) throw new RangeError(`optimiser ${this.#name}: no variable is called ${name}`);
        makeSoleOwner(tf, weights);
        tf.engine().runKernel(this.#rule.kernel, {weights, gradient: tensor, ...this.#memoryOf(name, weights)}, numbers);
      }
    }

    #memoryOf(name: string, weights: Variable): Readonly<Record<string, Tensor>> {
      const known = this.#memory.get(name);
      if (known) return known;
      const fresh = Object.fromEntries(this.#rule.remembers.map((what) => [what, remembered(tf, () => tf.zeros(weights.shape))]));
      this.#memory.set(name, fresh);
      return fresh;
    }

    override dispose(): void {
      for (const tensors of this.#memory.values()) tf.dispose(Object.values(tensors));
      this.#memory.clear();
    }

    /** The number of steps taken, then what is remembered of each weight: the live tensors, to be read or cloned before the optimiser is disposed of. */
    override async getWeights(): Promise<NamedTensor[]> {
      const memory = [...this.#memory].flatMap(([name, tensors]) => Object.entries(tensors).map(([what, tensor]) => ({name: `${name}/${what}`, tensor})));
      return [await this.saveIterations(), ...memory];
    }

    /** Takes over what `getWeights` gave: the next step goes on where that optimiser stood. */
    override async setWeights(named: NamedTensor[]): Promise<void> {
      const rest = await this.extractIterations(named);
      this.dispose();
      for (const {name, tensor} of rest) {
        const weights = name.slice(0, name.lastIndexOf("/")), what = name.slice(name.lastIndexOf("/") + 1);
        this.#memory.set(weights, {...this.#memory.get(weights), [what]: remembered(tf, () => copyOf(tf, tensor))});
      }
    }

    override getConfig() {
      return {...this.#rule.config};
    }
  }
  return (name, rule) => new Stepper(name, rule);
}

const listed = (gradients: NamedTensorMap | NamedTensor[]): readonly NamedTensor[] =>
  (Array.isArray(gradients) ? gradients : Object.entries(gradients).map(([name, tensor]) => ({name, tensor}))).filter(({tensor}) => tensor != null);

/** A variable, so that it outlives every scope and goes with `tf.disposeVariables()`; not trainable, so that no gradient is asked of it. */
const remembered = (tf: TensorFlow, initial: () => Tensor): Variable => tf.tidy(() => tf.variable(initial(), false));

/** Steps write in place, so a weight must not share its numbers with another tensor (its initial value, a reshaped view). */
function makeSoleOwner(tf: TensorFlow, weights: Variable): void {
  if (tf.backend().refCount(weights.dataId) <= 1) return;
  const copy = copyOf(tf, weights);
  weights.assign(copy);
  copy.dispose();
}

const copyOf = (tf: TensorFlow, tensor: Tensor): Tensor => tf.mul(tensor, 1);
