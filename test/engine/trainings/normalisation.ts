import {layerTraining, type Training} from "./training.ts";

export const normalisation: readonly Training[] = [
  layerTraining("layer batchNormalization", [6], ({tf}) => tf.layers.batchNormalization({}), {batch: 7}),
  layerTraining("layer batchNormalization of images", [4, 3, 5], ({tf}) => tf.layers.batchNormalization({momentum: 0.9, epsilon: 1e-5})),
  layerTraining("layer batchNormalization, not moved", [5, 3], ({tf}) => tf.layers.batchNormalization({center: false})),
  layerTraining("layer layerNormalization", [7], ({tf}) => tf.layers.layerNormalization({})),
  layerTraining("layer layerNormalization over two axes", [5, 3], ({tf}) => tf.layers.layerNormalization({axis: [1, 2]})),
];
