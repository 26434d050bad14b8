import {inputLayerTraining, layerTraining, type Training} from "./training.ts";

/** Layers that move, repeat, pad or cut what comes in. */
export const reshaping: readonly Training[] = [
  layerTraining("layer upSampling2d, nearest", [3, 4, 2], ({tf}) => tf.layers.upSampling2d({size: [2, 3]})),
  layerTraining("layer upSampling2d, bilinear", [3, 4, 2], ({tf}) => tf.layers.upSampling2d({size: [2, 2], interpolation: "bilinear"})),
  layerTraining("layer rescaling", [5], ({tf}) => tf.layers.rescaling({scale: 0.25, offset: -1})),
  inputLayerTraining("layer centerCrop", [5, 6, 2], ({tf}, first) => tf.layers.centerCrop({...first, height: 3, width: 4})),
  layerTraining("layer zeroPadding2d", [3, 4, 2], ({tf}) => tf.layers.zeroPadding2d({padding: [[1, 2], [0, 3]]})),
  layerTraining("layer cropping2D", [5, 6, 2], ({tf}) => tf.layers.cropping2D({cropping: [[1, 2], [0, 3]]})),
  layerTraining("layer repeatVector", [5], ({tf}) => tf.layers.repeatVector({n: 3})),
  layerTraining("layer permute", [2, 3, 4], ({tf}) => tf.layers.permute({dims: [3, 1, 2]})),
  layerTraining("layer reshape and flatten", [2, 3, 4], ({tf}) => [tf.layers.reshape({targetShape: [4, 6]}), tf.layers.flatten()]),
  inputLayerTraining("layer masking", [4, 3], ({tf}, first) => tf.layers.masking({maskValue: 0, ...first})),
];
