import type {Tensor, Variable} from "@tensorflow/tfjs-core";
import type {TensorFlow} from "../engine.ts";
import {register} from "../registration.ts";

type Numbers = Readonly<Record<string, number>>;
type Tensors = Readonly<Record<string, Tensor>>;
/** New values, by the name of what they replace. */
type Step = (tensors: Tensors, numbers: Numbers) => Tensors;

/** The optimisers' steps from TensorFlow.js's own kernels: nothing is written in place, each variable is given new values. */
export function registerSteps(tf: TensorFlow, backendName: string): void {
  const kernel = (kernelName: string, step: Step) => register(tf, {
    kernelName,
    backendName,
    kernelFunc: ({inputs, attrs}) => {
      tf.tidy(() => { for (const [name, values] of Object.entries(step(inputs as unknown as Tensors, attrs as Numbers))) (inputs[name] as Variable).assign(values); });
      return [];
    },
  });
  kernel("SgdStep", ({weights, gradient}, {rate}) => ({weights: tf.sub(weights!, tf.mul(rate!, gradient!))}));
  kernel("MomentumStep", momentumStep(tf));
  kernel("AdamStep", adamStep(tf));
}

const momentumStep = (tf: TensorFlow): Step => ({weights, gradient, velocity}, {rate, momentum, nesterov}) => {
  const next = tf.add(tf.mul(momentum!, velocity!), gradient!);
  const direction = nesterov ? tf.add(gradient!, tf.mul(momentum!, next)) : next;
  return {velocity: next, weights: tf.sub(weights!, tf.mul(rate!, direction))};
};

const adamStep = (tf: TensorFlow): Step => ({weights, gradient, mean, square}, {rate, beta1, beta2, correction1, correction2, epsilon, decay}) => {
  const nextMean = tf.add(tf.mul(beta1!, mean!), tf.mul(1 - beta1!, gradient!));
  const nextSquare = tf.add(tf.mul(beta2!, square!), tf.mul(1 - beta2!, tf.square(gradient!)));
  const decayed = tf.sub(weights!, tf.mul(decay!, weights!));
  const direction = tf.div(tf.div(nextMean, correction1!), tf.add(tf.sqrt(tf.div(nextSquare, correction2!)), epsilon!));
  return {mean: nextMean, square: nextSquare, weights: tf.sub(decayed, tf.mul(rate!, direction))};
};
