import {normals, oneHot, type Kit, type Started, type Training} from "./training.ts";

const classes = 3;

/** A small network of images, trained through tf.layers' own loop, in order. */
function startFitting(kit: Kit): Started {
  const {tf, initial, optimizers} = kit;
  const model = tf.sequential({layers: [
    tf.layers.conv2d({filters: 6, kernelSize: 3, activation: "relu", inputShape: [8, 8, 1], kernelInitializer: initial.heNormal("first")}),
    tf.layers.maxPooling2d({poolSize: 2}),
    tf.layers.batchNormalization({}),
    tf.layers.flatten(),
    tf.layers.dense({units: classes, activation: "softmax", kernelInitializer: initial.glorotNormal("output")}),
  ]});
  const optimizer = optimizers.momentum({learningRate: 0.05, momentum: 0.9});
  model.compile({optimizer, loss: "categoricalCrossentropy", metrics: ["accuracy"]});
  const x = normals(kit, "images", [20, 8, 8, 1]), y = oneHot(kit, "labels", 20, classes);
  return {
    step: async () => (await model.fit(x, y, {epochs: 1, batchSize: 7, shuffle: false, verbose: 0, yieldEvery: "never"})).history["loss"]![0] as number,
    weights: () => model.getWeights(),
    dispose: () => {
      optimizer.dispose();
      model.dispose();
    },
  };
}

export const model: readonly Training[] = [{title: "model fitted batch by batch", steps: 3, start: startFitting}];
