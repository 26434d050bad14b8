import type {Optimizers, TensorFlow} from "../engine.ts";
import {adadeltaRule, adagradRule, adamaxRule, adamRule, lionRule, momentumRule, rmspropRule, sgdRule} from "./rules.ts";
import {stepper} from "./stepper.ts";

/** The optimisers, each a kernel over all weights. */
export function optimizersOf(tf: TensorFlow): Optimizers {
  const make = stepper(tf);
  return {
    sgd: (options) => make("SGD", sgdRule, options),
    momentum: (options) => make("Momentum", momentumRule(options), options),
    rmsprop: (options) => make("RMSProp", rmspropRule(options), options),
    adam: (options) => make("Adam", adamRule(options), options),
    adamw: (options) => make("AdamW", adamRule(options), options),
    adagrad: (options) => make("Adagrad", adagradRule(options), options),
    adadelta: (options) => make("Adadelta", adadeltaRule(options), options),
    adamax: (options) => make("Adamax", adamaxRule(options), options),
    lion: (options) => make("Lion", lionRule(options), options),
  };
}

/**
 * `tf.train.adam(…)` and its siblings, in the place of TensorFlow.js's own, with their signatures and defaults: one kernel for each step, and Adadelta and
 * centred RMSprop as their papers have them (TensorFlow.js's Adadelta takes SGD's steps, its centred RMSprop ends in NaN).
 */
export function replaceStockOptimizers(tf: TensorFlow): void {
  const ours = optimizersOf(tf);
  const given = <T>(value: T | null | undefined, name: string) => (value === null || value === undefined ? {} : {[name]: value});
  const constructors: Partial<Record<keyof TensorFlow["train"], unknown>> = {
    sgd: (learningRate: number) => ours.sgd({learningRate}),
    momentum: (learningRate: number, momentum: number, nesterov = false) => ours.momentum({learningRate, momentum, nesterov}),
    rmsprop: (learningRate: number, decay = 0.9, momentum = 0, epsilon?: number | null, centered = false) => ours.rmsprop({learningRate, decay, momentum, centered, ...given(epsilon, "epsilon")}),
    adam: (learningRate = 0.001, beta1 = 0.9, beta2 = 0.999, epsilon?: number | null) => ours.adam({learningRate, beta1, beta2, ...given(epsilon, "epsilon")}),
    adagrad: (learningRate: number, initialAccumulator = 0.1) => ours.adagrad({learningRate, initialAccumulator}),
    adadelta: (learningRate = 0.001, rho = 0.95, epsilon?: number | null) => ours.adadelta({learningRate, rho, ...given(epsilon, "epsilon")}),
    adamax: (learningRate = 0.002, beta1 = 0.9, beta2 = 0.999, epsilon?: number | null, decay = 0) =>
      ours.adamax({learningRate: decay === 0 ? learningRate : (step) => learningRate / (1 + decay * (step - 1)), beta1, beta2, ...given(epsilon, "epsilon")}),
  };
  Object.assign(tf.train, constructors);
}
