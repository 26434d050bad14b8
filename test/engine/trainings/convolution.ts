import {layerTraining, type Training} from "./training.ts";

/** Convolutions of one, two and three dimensions, transposed, separable and by depth, with odd extents, strides and paddings. */
export const convolution: readonly Training[] = [
  layerTraining("layer conv1d, valid", [9, 3], ({tf, initial}) => tf.layers.conv1d({filters: 4, kernelSize: 3, kernelInitializer: initial.heUniform("filter")})),
  layerTraining("layer conv1d, same, stride 2", [7, 2], ({tf, initial}) => tf.layers.conv1d({filters: 5, kernelSize: 4, strides: 2, padding: "same", activation: "relu", kernelInitializer: initial.heUniform("filter")})),
  layerTraining("layer conv2d, valid", [7, 6, 3], ({tf, initial}) => tf.layers.conv2d({filters: 5, kernelSize: [3, 2], kernelInitializer: initial.heNormal("filter")})),
  layerTraining("layer conv2d, same, stride 2", [7, 5, 2], ({tf, initial}) => tf.layers.conv2d({filters: 4, kernelSize: 3, strides: 2, padding: "same", activation: "relu", kernelInitializer: initial.heNormal("filter")})),
  layerTraining("layer conv2d, unequal strides, even kernel", [9, 6, 1], ({tf, initial}) => tf.layers.conv2d({filters: 3, kernelSize: 4, strides: [2, 1], padding: "same", kernelInitializer: initial.glorotNormal("filter")})),
  layerTraining("layer conv2d, 1 × 1, batch 1", [3, 3, 5], ({tf, initial}) => tf.layers.conv2d({filters: 6, kernelSize: 1, activation: "sigmoid", kernelInitializer: initial.glorotNormal("filter")}), {batch: 1}),
  layerTraining("layer conv2d, many channels", [6, 6, 17], ({tf, initial}) => tf.layers.conv2d({filters: 19, kernelSize: 3, padding: "same", activation: "relu", kernelInitializer: initial.heNormal("filter")})),
  layerTraining("layer conv1d, dilated", [11, 2], ({tf, initial}) => tf.layers.conv1d({filters: 3, kernelSize: 3, dilationRate: 3, kernelInitializer: initial.heUniform("filter")})),
  layerTraining("layer conv2d, dilated", [8, 7, 2], ({tf, initial}) => tf.layers.conv2d({filters: 3, kernelSize: 3, dilationRate: 2, padding: "same", activation: "relu", kernelInitializer: initial.heNormal("filter")})),
  layerTraining("layer conv2dTranspose, valid", [4, 3, 3], ({tf, initial}) => tf.layers.conv2dTranspose({filters: 2, kernelSize: 3, kernelInitializer: initial.heNormal("filter")})),
  layerTraining("layer conv2dTranspose, same, stride 2", [4, 3, 3], ({tf, initial}) => tf.layers.conv2dTranspose({filters: 5, kernelSize: 3, strides: 2, padding: "same", activation: "elu", kernelInitializer: initial.heNormal("filter")})),
  layerTraining("layer conv3d, valid", [4, 5, 3, 2], ({tf, initial}) => tf.layers.conv3d({filters: 3, kernelSize: 2, kernelInitializer: initial.heNormal("filter")}), {batch: 2}),
  layerTraining("layer conv3d, same, stride 2", [4, 3, 5, 1], ({tf, initial}) => tf.layers.conv3d({filters: 2, kernelSize: 3, strides: 2, padding: "same", activation: "relu", kernelInitializer: initial.heNormal("filter")}), {batch: 2}),
  layerTraining("layer separableConv2d", [7, 6, 3], ({tf, initial}) => tf.layers.separableConv2d({
    filters: 4, kernelSize: 3, depthMultiplier: 2, depthwiseInitializer: initial.heUniform("depth"), pointwiseInitializer: initial.heUniform("point"),
  })),
  layerTraining("layer separableConv2d, same, stride 2", [6, 7, 2], ({tf, initial}) => tf.layers.separableConv2d({
    filters: 3, kernelSize: 3, strides: 2, padding: "same", activation: "relu", depthwiseInitializer: initial.heUniform("depth"), pointwiseInitializer: initial.heUniform("point"),
  })),
  layerTraining("layer depthwiseConv2d", [6, 5, 3], ({tf, initial}) => tf.layers.depthwiseConv2d({kernelSize: 3, depthMultiplier: 2, depthwiseInitializer: initial.heUniform("depth")})),
  layerTraining("layer depthwiseConv2d, dilated", [8, 6, 3], ({tf, initial}) => tf.layers.depthwiseConv2d({kernelSize: 2, dilationRate: [3, 2], depthwiseInitializer: initial.heUniform("depth")})),
  layerTraining("layer depthwiseConv2d, same, stride 2", [7, 7, 5], ({tf, initial}) => tf.layers.depthwiseConv2d({kernelSize: 3, strides: 2, padding: "same", activation: "relu", depthwiseInitializer: initial.heUniform("depth")})),
];
