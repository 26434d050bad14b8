import type {Tensor} from "@tensorflow/tfjs-core";
import {fitted, oneHot, weightTraining, type Kit, type Started, type Training} from "./training.ts";

const smallest = 2 ** -149; // the smallest number above zero that 32-bit floats have
const fed: readonly [string, readonly number[]][] = [
  ["NaN", [1, NaN, -2, 0.5, 3, -0.25]], ["infinities", [1, Infinity, -2, -Infinity, 3, -0.25]], ["zeros of both signs", [0, -0, 0, -0, 1, -0]],
  ["denormals", [smallest, -smallest, 2 ** -127, -3 * 2 ** -140, 5 * 2 ** -149, 2 ** -126]], ["numbers that overflow", [3e38, -3e38, 1e30, -2e25, 1e20, 3e38]],
];

function startFed(kit: Kit, values: readonly number[]): Started {
  const {tf, initial} = kit;
  const model = tf.sequential({layers: [
    tf.layers.conv2d({filters: 3, kernelSize: 2, padding: "same", activation: "relu", inputShape: [4, 3, 1], kernelInitializer: initial.heNormal("filter")}),
    tf.layers.maxPooling2d({poolSize: [2, 1]}),
    tf.layers.flatten(),
    tf.layers.layerNormalization({}),
    tf.layers.dense({units: 4, activation: "sigmoid", kernelInitializer: initial.glorotUniform("hidden")}),
    tf.layers.dense({units: 2, activation: "softmax", kernelInitializer: initial.glorotUniform("output")}),
  ]});
  return fitted(kit, model, kit.hold(tf.tensor(Array.from({length: 24}, (_, i) => values[i % values.length]!), [2, 4, 3, 1])), 2);
}

const logistic = (kit: Kit, w: Tensor, values: readonly number[]): (() => Tensor) => {
  const x = kit.hold(kit.tf.tensor2d(Float32Array.from({length: 18}, (_, i) => values[i % values.length]!), [3, 6])), y = oneHot(kit, "labels", 3, 4);
  return () => kit.tf.losses.softmaxCrossEntropy(y, kit.tf.matMul(x, w));
};

/** Inputs that a diverged or broken run meets: what comes out must be the same too. */
export const specialValues: readonly Training[] = fed.flatMap(([name, values]): readonly Training[] => [
  {title: `special values, ${name} through layers`, steps: 3, start: (kit) => startFed(kit, values)},
  weightTraining(`special values, ${name} through a product`, {w: [6, 4]}, (kit, {w}) => logistic(kit, w!, values), {steps: 3, optimizer: ({optimizers}) => optimizers.sgd({learningRate: 0.1})}),
]);
