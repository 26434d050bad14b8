import {layerTraining, type Training} from "./training.ts";

const activations = [
  "linear", "relu", "relu6", "elu", "selu", "sigmoid", "hardSigmoid", "softplus", "softsign", "tanh", "softmax", "logSoftmax", "swish", "mish", "gelu", "gelu_new",
] as const;

/** A dense layer with each activation, and in shapes that are no multiple of anything. */
export const dense: readonly Training[] = [
  ...activations.map((activation) => layerTraining(`layer dense, ${activation}`, [5], ({tf, initial}) =>
    tf.layers.dense({units: 7, activation: activation as "relu", kernelInitializer: initial.glorotUniform("dense")}))),
  layerTraining("layer dense, batch 1", [3], ({tf, initial}) => tf.layers.dense({units: 1, kernelInitializer: initial.heNormal("dense")}), {batch: 1}),
  layerTraining("layer dense over three axes, without bias", [2, 3, 5], ({tf, initial}) => tf.layers.dense({units: 4, useBias: false, kernelInitializer: initial.heUniform("dense")})),
  layerTraining("layer dense with penalties and constraints", [5], ({tf, initial}) => tf.layers.dense({
    units: 6, kernelInitializer: initial.normal("dense", 1), kernelRegularizer: tf.regularizers.l1l2({l1: 0.01, l2: 0.02}), kernelConstraint: tf.constraints.maxNorm({maxValue: 1, axis: 0}),
  })),
  layerTraining("layer dense, wide and deep", [37], ({tf, initial}) => [
    tf.layers.dense({units: 67, activation: "relu", kernelInitializer: initial.heUniform("first")}),
    tf.layers.dense({units: 33, activation: "tanh", kernelInitializer: initial.glorotUniform("second")}),
    tf.layers.dense({units: 1, kernelInitializer: initial.glorotUniform("third")}),
  ], {batch: 19}),
];
