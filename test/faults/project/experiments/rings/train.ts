import type {Train} from "reprise";
import {numericArray} from "reprise/data";
import type experiment from "./experiment.ts";

const count = 160;

/** Shuffled epochs with dropout and Adam, saved every few steps: what is hardest to take up again. */
export const train: Train<typeof experiment> = async ({tf, parameters, random, initializers, layers, fit, log}) => {
  const {dropout, epochs, batch, learningRate} = parameters;
  const noise = random.stream("examples");
  const x = new Float32Array(2 * count);
  const y = Int32Array.from({length: count}, (_, at) => at % 2);
  for (let at = 0; at < count; at += 1) {
    const angle = noise.uniform(0, 6.28);
    const radius = (y[at] === 0 ? 1 : 2) + noise.normal(0, 0.3);
    x[2 * at] = radius * Math.cos(angle);
    x[2 * at + 1] = radius * Math.sin(angle);
  }
  const model = tf.sequential({layers: [
    tf.layers.dense({inputShape: [2], units: 16, activation: "relu", kernelInitializer: initializers.heUniform("first")}),
    layers.dropout("dropout", dropout),
    tf.layers.dense({units: 16, activation: "relu", kernelInitializer: initializers.heUniform("second")}),
    tf.layers.dense({units: 2, kernelInitializer: initializers.glorotUniform("output")}),
  ]});
  const examples = {x: numericArray([count, 2], x), y: numericArray([count], y)};
  await fit(model, examples, {epochs, batch, optimizer: {adam: {learningRate}}, checkpoint: {steps: 7}, keep: {}, onEpoch: (epoch, loss) => log("training", {epoch, loss})});
  const scores = model.apply(tf.tensor(x, [count, 2])) as ReturnType<typeof tf.tensor>;
  return {weights: model, predictions: {scores, truth: examples.y}};
};
