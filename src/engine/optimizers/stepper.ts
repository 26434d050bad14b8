import type {NamedTensorMap, Tensor, Variable} from "@tensorflow/tfjs-core";
import type {Optimizer, TensorFlow} from "../engine.ts";
import {clipped, compositions} from "./composition.ts";
import {learningRateOf, type LearningRate} from "./learning-rate.ts";
import type {Rule} from "./rules.ts";
import {watcherOf} from "./watch.ts";

type NamedTensor = {name: string; tensor: Tensor};

/** What every optimiser can be told. */
export interface StepOptions {
  readonly learningRate: LearningRate;
  /** Decoupled (Loshchilov and Hutter, 2019): a weight first loses learning rate · weightDecay of itself. Default 0. */
  readonly weightDecay?: number;
  /** All gradients of a step together have this Euclidean norm at most. */
  readonly clipNorm?: number;
  /** Every number of a gradient is kept within ± this, after clipNorm. */
  readonly clipValue?: number;
}

/** A weight with its gradient and what is remembered of it. */
interface Part {
  readonly weight: Variable;
  readonly gradient: Tensor;
  readonly memory: readonly Variable[];
}

/** Makes optimisers that take one kernel over all weights at each step, or on engines without our kernels a composition of TensorFlow.js's operations. */
export function stepper(tf: TensorFlow): (name: string, rule: Rule, options: StepOptions) => Optimizer {
  class Stepper extends tf.Optimizer {
    static readonly className: string = "RepriseStepper";
    readonly #name: string;
    readonly #rule: Rule;
    readonly #options: StepOptions;
    #rateAt: (step: number) => number;
    changedRate: LearningRate | undefined;
    /** What is remembered of each weight, by the weight's name. */
    readonly #memory = new Map<string, readonly Variable[]>();

    constructor(name: string, rule: Rule, options: StepOptions) {
      super();
      this.#name = name;
      this.#rule = rule;
      this.#options = options;
      this.#rateAt = learningRateOf(options.learningRate);
      watcherOf(tf)?.made(this);
    }

    override getClassName(): string {
      return this.#name;
    }

    /** Another learning rate from the next step on. */
    setLearningRate(rate: LearningRate): void {
      this.#rateAt = learningRateOf(rate);
      this.changedRate = rate;
    }

    override applyGradients(gradients: NamedTensorMap | NamedTensor[]): void {
      this.incrementIterations();
      const {kernel, numbersAt} = this.#rule, {weightDecay = 0, clipNorm, clipValue} = this.#options;
      const rate = this.#rateAt(this.iterations);
      const numbers = {rate, decay: rate * weightDecay, clipNorm, clipValue, own: numbersAt(this.iterations)};
      const parts = listed(gradients).map((named) => this.#partOf(named));
      if (parts.length === 0) return;
      const watcher = watcherOf(tf);
      watcher?.before();
      if (tf.getKernel(kernel, tf.getBackend()) === undefined) compose(tf, kernel, parts, numbers);
      else step(tf, kernel, parts, numbers);
      watcher?.after();
    }

    #partOf({name, tensor}: NamedTensor): Part {
      const weight = tf.engine().registeredVariables[name];
      if (weight === undefined) throw new RangeError(`optimiser ${this.#name}: no variable is called ${name}`);
      return {weight, gradient: tensor, memory: this.#memoryOf(name, weight)};
    }

    #memoryOf(name: string, weight: Variable): readonly Variable[] {
      const known = this.#memory.get(name);
      if (known) return known;
      watcherOf(tf)?.meets(weight);
      const fresh = this.#rule.remembers.map(() => remembered(tf, () => tf.fill(weight.shape, this.#rule.initial)));
      this.#memory.set(name, fresh);
      return fresh;
    }

    override dispose(): void {
      for (const tensors of this.#memory.values()) tf.dispose([...tensors]);
      this.#memory.clear();
    }

    /** The number of steps taken, then what is remembered of each weight: the live tensors, to be read or cloned before the optimiser is disposed of. */
    override async getWeights(): Promise<NamedTensor[]> {
      const memory = [...this.#memory].flatMap(([name, tensors]) => tensors.map((tensor, i) => ({name: `${name}/${this.#rule.remembers[i]}`, tensor})));
      return [await this.saveIterations(), ...memory];
    }

    /** Takes over what `getWeights` gave: the next step goes on where that optimiser stood. */
    override async setWeights(named: NamedTensor[]): Promise<void> {
      const rest = new Map((await this.extractIterations(named)).map(({name, tensor}) => [name, tensor]));
      this.dispose();
      const weights = new Set([...rest.keys()].map((name) => name.slice(0, name.lastIndexOf("/"))));
      for (const weight of weights) {
        const known = tf.engine().registeredVariables[weight];
        if (known !== undefined) watcherOf(tf)?.meets(known);
        this.#memory.set(weight, this.#rule.remembers.map((what) => {
          const tensor = rest.get(`${weight}/${what}`);
          if (tensor === undefined) throw new RangeError(`optimiser ${this.#name}: of ${weight}, ${what} is missing`);
          return remembered(tf, () => copyOf(tf, tensor));
        }));
      }
    }

    override getConfig() {
      const {learningRate, weightDecay = 0} = this.#options;
      return {learningRate: typeof learningRate === "number" ? learningRate : this.#rateAt(1), weightDecay};
    }
  }
  return (name, rule, options) => new Stepper(name, rule, options);
}

interface StepNumbers {
  readonly rate: number;
  readonly decay: number;
  readonly clipNorm: number | undefined;
  readonly clipValue: number | undefined;
  readonly own: readonly number[];
}

/** Weight, gradient and memories of each part, one after the other: the kernel changes weights and memories in place. */
function step(tf: TensorFlow, kernel: Rule["kernel"], parts: readonly Part[], {rate, decay, clipNorm, clipValue, own}: StepNumbers): void {
  const inputs = parts.flatMap(({weight, gradient, memory}) => {
    for (const written of [weight, ...memory]) makeSoleOwner(tf, written);
    return [weight, gradient, ...memory];
  });
  const attributes = {rate, decay, own: [...own], ...(clipNorm === undefined ? {} : {clipNorm}), ...(clipValue === undefined ? {} : {clipValue})};
  tf.engine().runKernel(kernel, inputs as unknown as NamedTensorMap, attributes);
}

function compose(tf: TensorFlow, kernel: Rule["kernel"], parts: readonly Part[], {rate, decay, clipNorm, clipValue, own}: StepNumbers): void {
  tf.tidy(() => {
    const gradients = clipped(tf, parts.map(({gradient}) => gradient), clipNorm, clipValue);
    parts.forEach(({weight, memory}, i) => {
      const [by, ...remembered] = compositions[kernel](tf, gradients[i]!, memory, own, rate);
      const kept = decay === 0 ? weight : tf.sub(weight, tf.mul(weight, decay));
      weight.assign(tf.sub(kept, kernel === "RmspropStep" || kernel === "CentredRmspropStep" ? by : tf.mul(by, rate)));
      remembered.forEach((tensor, j) => memory[j]!.assign(tensor));
    });
  });
}

const listed = (gradients: NamedTensorMap | NamedTensor[]): readonly NamedTensor[] =>
  (Array.isArray(gradients) ? gradients : Object.entries(gradients).map(([name, tensor]) => ({name, tensor}))).filter(({tensor}) => tensor != null);

/** A variable, so that it outlives every scope and goes with `tf.disposeVariables()`; not trainable, so that no gradient is asked of it. */
const remembered = (tf: TensorFlow, initial: () => Tensor): Variable => tf.tidy(() => tf.variable(initial(), false));

/** Steps write in place, so a weight must not share its numbers with another tensor (its initial value, a reshaped view). */
function makeSoleOwner(tf: TensorFlow, written: Variable): void {
  if (tf.backend().refCount(written.dataId) <= 1) return;
  const copy = copyOf(tf, written);
  written.assign(copy);
  copy.dispose();
}

const copyOf = (tf: TensorFlow, tensor: Tensor): Tensor => tf.mul(tensor, 1);
