import type {TrainContext} from "reprise";
import {numericArray} from "reprise/data";
import type {NumericArray} from "reprise/data";

type Model = ReturnType<TrainContext["tf"]["sequential"]>;
type Build = (tf: TrainContext["tf"], initializers: TrainContext["initializers"], sizes: {readonly hidden: number; readonly filters: number}) => Model;

const side = 8;
const digits = 10;

/** One linear layer. */
const softmax: Build = (tf, initializers) => tf.sequential({layers: [
  tf.layers.dense({inputShape: [side * side], units: digits, kernelInitializer: initializers.glorotUniform("output")}),
]});

/** One hidden ReLU layer. */
const mlp: Build = (tf, initializers, {hidden}) => tf.sequential({layers: [
  tf.layers.dense({inputShape: [side * side], units: hidden, activation: "relu", kernelInitializer: initializers.heUniform("hidden")}),
  tf.layers.dense({units: digits, kernelInitializer: initializers.glorotUniform("output")}),
]});

/** Two 3 × 3 convolutions, each with 2 × 2 max pooling; the second has twice the filters. */
const cnn: Build = (tf, initializers, {filters}) => tf.sequential({layers: [
  tf.layers.reshape({inputShape: [side * side], targetShape: [side, side, 1]}),
  tf.layers.conv2d({filters, kernelSize: 3, padding: "same", activation: "relu", kernelInitializer: initializers.heUniform("first convolution")}),
  tf.layers.maxPooling2d({poolSize: 2}),
  tf.layers.conv2d({filters: 2 * filters, kernelSize: 3, padding: "same", activation: "relu", kernelInitializer: initializers.heUniform("second convolution")}),
  tf.layers.maxPooling2d({poolSize: 2}),
  tf.layers.flatten(),
  tf.layers.dense({units: digits, kernelInitializer: initializers.glorotUniform("output")}),
]});

/** The models that are compared; each gives the logits of the ten digits. */
export const models = {softmax, mlp, cnn} as const;

/** A copy of a model's weights as they are now. */
export const weightsOf = (model: Model): Promise<readonly NumericArray[]> =>
  Promise.all(model.getWeights().map(async (weight) => numericArray(weight.shape, (await weight.data<"float32">()).slice())));
