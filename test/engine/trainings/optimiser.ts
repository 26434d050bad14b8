import type {Optimizer} from "../../../src/engine/engine.ts";
import {layerTraining, type Kit, type Training} from "./training.ts";

const optimisers: readonly [title: string, choose: (kit: Kit) => Optimizer][] = [
  ["sgd", ({optimizers}) => optimizers.sgd({learningRate: 0.1})],
  ["momentum", ({optimizers}) => optimizers.momentum({learningRate: 0.05, momentum: 0.9})],
  ["momentum, Nesterov's", ({optimizers}) => optimizers.momentum({learningRate: 0.05, momentum: 0.9, nesterov: true})],
  ["adam", ({optimizers}) => optimizers.adam({learningRate: 0.02})],
  ["adam with its own numbers", ({optimizers}) => optimizers.adam({learningRate: 0.02, beta1: 0.7, beta2: 0.9, epsilon: 1e-3})],
  ["adamw", ({optimizers}) => optimizers.adamw({learningRate: 0.02, weightDecay: 0.3})],
  ["rmsprop", ({optimizers}) => optimizers.rmsprop({learningRate: 0.01, decay: 0.9, momentum: 0.5})],
  ["rmsprop, centred", ({optimizers}) => optimizers.rmsprop({learningRate: 0.01, centered: true})],
  ["adagrad", ({optimizers}) => optimizers.adagrad({learningRate: 0.1})],
  ["adadelta", ({optimizers}) => optimizers.adadelta({learningRate: 1})],
  ["adamax", ({optimizers}) => optimizers.adamax({learningRate: 0.02})],
  ["lion", ({optimizers}) => optimizers.lion({learningRate: 0.005})],
  ["sgd with its gradient's norm bounded", ({optimizers}) => optimizers.sgd({learningRate: 0.1, clipNorm: 0.5})],
  ["adam with its gradient's numbers bounded", ({optimizers}) => optimizers.adam({learningRate: 0.02, clipValue: 0.05})],
  ["sgd on half a cosine", ({optimizers}) => optimizers.sgd({learningRate: {cosine: {peak: 0.1, steps: 6, warmup: 2}}})],
  ["sgd on a line", ({optimizers}) => optimizers.sgd({learningRate: {linear: {peak: 0.1, steps: 6, end: 0.01}}})],
  ["sgd on an exponential", ({optimizers}) => optimizers.sgd({learningRate: {exponential: {initial: 0.1, factor: 0.7, every: 3}}})],
  ["sgd in steps", ({optimizers}) => optimizers.sgd({learningRate: {steps: {initial: 0.1, at: [2, 5], factor: 0.3}}})],
  ["sgd on an inverse square root", ({optimizers}) => optimizers.sgd({learningRate: {inverseSquareRoot: {peak: 0.1, warmup: 3}}})],
  ["sgd of tf.train", ({tf}) => tf.train.sgd(0.1)],
  ["momentum of tf.train", ({tf}) => tf.train.momentum(0.05, 0.9, true)],
  ["adagrad of tf.train", ({tf}) => tf.train.adagrad(0.1)],
  ["adam of tf.train", ({tf}) => tf.train.adam(0.02)],
  ["adamax of tf.train", ({tf}) => tf.train.adamax(0.02)],
  ["rmsprop of tf.train", ({tf}) => tf.train.rmsprop(0.01, 0.9, 0.5)],
];

/** Every optimiser, on weights of odd sizes. */
export const optimiser: readonly Training[] = optimisers.map(([title, optimizer]) => layerTraining(`optimiser ${title}`, [7], ({tf, initial}) => [
  tf.layers.dense({units: 5, activation: "tanh", kernelInitializer: initial.glorotUniform("hidden")}),
  tf.layers.dense({units: 3, kernelInitializer: initial.glorotUniform("output")}),
], {optimizer, steps: 7}));
