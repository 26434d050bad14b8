import {layerTraining, type Training} from "./training.ts";

/** The largest and the mean number of windows, in one to three dimensions and over all positions. */
export const pooling: readonly Training[] = [
  layerTraining("layer maxPooling1d", [7, 3], ({tf}) => tf.layers.maxPooling1d({poolSize: 2})),
  layerTraining("layer averagePooling1d, same", [7, 3], ({tf}) => tf.layers.averagePooling1d({poolSize: 3, strides: 2, padding: "same"})),
  layerTraining("layer maxPooling2d", [6, 5, 3], ({tf}) => tf.layers.maxPooling2d({poolSize: 2})),
  layerTraining("layer maxPooling2d, overlapping, same", [7, 5, 4], ({tf}) => tf.layers.maxPooling2d({poolSize: 3, strides: 2, padding: "same"})),
  layerTraining("layer averagePooling2d", [6, 5, 3], ({tf}) => tf.layers.averagePooling2d({poolSize: [2, 3], strides: [1, 2]})),
  layerTraining("layer averagePooling2d, same, batch 1", [5, 5, 1], ({tf}) => tf.layers.averagePooling2d({poolSize: 2, padding: "same"}), {batch: 1}),
  layerTraining("layer maxPooling3d", [4, 5, 3, 2], ({tf}) => tf.layers.maxPooling3d({poolSize: 2}), {batch: 2}),
  layerTraining("layer averagePooling3d, same", [3, 5, 3, 2], ({tf}) => tf.layers.averagePooling3d({poolSize: 2, padding: "same"}), {batch: 2}),
  layerTraining("layer globalMaxPooling1d", [5, 3], ({tf}) => tf.layers.globalMaxPooling1d({})),
  layerTraining("layer globalAveragePooling1d", [5, 3], ({tf}) => tf.layers.globalAveragePooling1d({})),
  layerTraining("layer globalMaxPooling2d", [3, 5, 3], ({tf}) => tf.layers.globalMaxPooling2d({})),
  layerTraining("layer globalAveragePooling2d", [3, 5, 3], ({tf}) => tf.layers.globalAveragePooling2d({})),
];
