import {inputLayerTraining, layerTraining, type Training} from "./training.ts";

export const activation: readonly Training[] = [
  layerTraining("layer activation", [5], ({tf}) => tf.layers.activation({activation: "tanh"})),
  layerTraining("layer reLU with a bound", [5], ({tf}) => tf.layers.reLU({maxValue: 0.5})),
  layerTraining("layer leakyReLU", [5], ({tf}) => tf.layers.leakyReLU({alpha: 0.2})),
  layerTraining("layer prelu", [3, 4], ({tf, initial}) => tf.layers.prelu({alphaInitializer: initial.uniform("slopes", 0, 0.5)})),
  layerTraining("layer prelu with shared slopes", [3, 4], ({tf, initial}) => tf.layers.prelu({alphaInitializer: initial.uniform("slopes", 0, 0.5), sharedAxes: [1]})),
  layerTraining("layer elu", [5], ({tf}) => tf.layers.elu({})),
  inputLayerTraining("layer thresholdedReLU", [5], ({tf}, first) => tf.layers.thresholdedReLU({theta: 0.3, ...first})),
  layerTraining("layer softmax", [3, 5], ({tf}) => tf.layers.softmax({axis: -1})),
];
