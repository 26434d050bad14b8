import type {Train} from "reprise";
import type experiment from "./experiment.ts";
import {names, side, stripes} from "./images.ts";

/** One convolution, the largest answer of each filter anywhere, one linear layer. */
export const train: Train<typeof experiment> = async ({tf, parameters, random, initializers, fit, log}) => {
  const {filters, images, noise, epochs, batch, learningRate} = parameters;
  const training = stripes(random.stream("training images"), images, noise);
  const test = stripes(random.stream("test images"), images, noise);
  const model = tf.sequential({layers: [
    tf.layers.conv2d({inputShape: [side, side, 1], filters, kernelSize: 4, activation: "relu", kernelInitializer: initializers.heUniform("filters")}),
    tf.layers.maxPooling2d({poolSize: 5}),
    tf.layers.flatten(),
    tf.layers.dense({units: names.length, kernelInitializer: initializers.glorotUniform("output")}),
  ]});
  await fit(model, training, {epochs, batch, optimizer: {adam: {learningRate}}, onEpoch: (epoch, loss) => log("training", {epoch, loss})});
  const scores = model.apply(tf.tensor(test.x.values, [...test.x.shape])) as ReturnType<typeof tf.tensor>;
  return {weights: model, predictions: {scores, truth: test.y}};
};
