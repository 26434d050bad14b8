import type {Rank, Tensor, Tensor2D} from "@tensorflow/tfjs-core";
import {indices, numbers} from "../numbers.ts";
import type {Side} from "../side.ts";
import type {Prepared, Workload} from "../workload.ts";
import {transformerBlock} from "./transformer.ts";
import {drawWeights, type Layer} from "./weights.ts";

type TensorFlow = Side["tf"];

/** Inputs to logits of ten classes. */
export interface Network {
  readonly layers: readonly Layer[];
  readonly logits: (input: Tensor) => Tensor;
}

const mlp = sequence((tf) => [
  tf.layers.dense({units: 256, activation: "relu"}), tf.layers.dense({units: 128, activation: "relu"}), tf.layers.dense({units: 10}),
]);

const tiny = sequence((tf) => [
  tf.layers.dense({units: 32, activation: "relu"}), tf.layers.dense({units: 32, activation: "relu"}), tf.layers.dense({units: 10}),
]);

const cnn = sequence((tf) => [
  tf.layers.conv2d({filters: 16, kernelSize: 3, activation: "relu"}), tf.layers.maxPooling2d({poolSize: 2}),
  tf.layers.conv2d({filters: 32, kernelSize: 3, activation: "relu"}), tf.layers.maxPooling2d({poolSize: 2}),
  tf.layers.flatten(), tf.layers.dense({units: 10}),
]);

const lstm = sequence((tf) => [tf.layers.lstm({units: 64, recurrentInitializer: "zeros"}), tf.layers.dense({units: 10})]);

const perSample = "784-256-128-10, ReLU, batch 128, Adam";
const tinyShapes = "16-32-32-10, ReLU, batch 32, Adam";

/** Training: whole steps of optimizer.minimize, and model.fit over some batches. */
export const networks: readonly Workload[] = [
  {...training("mlp", "MLP", perSample, 128, [784], mlp), peers: ["stock-wasm", "stock-cpu", "pytorch"], goals: {"stock-wasm": {of: "cpu", atLeast: 7}, "stock-cpu": {of: "cpu", atLeast: 7}}},
  {...training("cnn", "CNN", "28 × 28 × 1, 16 filters 3 × 3, pool 2, 32 filters 3 × 3, pool 2, dense 10, ReLU, batch 128, Adam", 128, [28, 28, 1], cnn), peers: ["stock-wasm", "stock-cpu", "pytorch"], goals: {"stock-cpu": {of: "cpu", atLeast: 400}}},
  {...training("lstm", "LSTM", "28 steps of 28, 64 units, dense 10, batch 64, Adam", 64, [28, 28], lstm), peers: ["stock-wasm", "stock-cpu", "pytorch"]},
  {...training("transformer", "Transformer block", "16 positions, width 64, 4 heads, MLP 256, layer norm before each, mean, dense 10, batch 32, Adam", 32, [16, 64], transformerBlock), peers: ["stock-wasm", "stock-cpu", "pytorch"]},
  {...training("tiny", "Tiny MLP", tinyShapes, 32, [16], tiny), unit: "steps", unitsPerStep: 1, peers: ["stock-wasm", "stock-cpu", "pytorch"], goals: {"stock-wasm": {of: "wall", atLeast: 4}, "stock-cpu": {of: "wall", atLeast: 4}}},
  {...fitting("mlp", "MLP", perSample, 128, 4, [784], mlp), peers: ["stock-wasm"]},
  {...fitting("tiny", "Tiny MLP", tinyShapes, 32, 20, [16], tiny), unit: "steps", unitsPerStep: 20, peers: ["stock-wasm", "stock-cpu"]},
];

function training(name: string, title: string, shapes: string, batch: number, input: readonly number[], network: (side: Side) => Network): Workload {
  return {
    id: `step/${name}`, title: `${title}, training step`, shapes: `${shapes}, optimizer.minimize`, unit: "samples", unitsPerStep: batch, peers: [],
    prepare: (side) => minimising(side, network(side), batch, input),
  };
}

function fitting(name: string, title: string, shapes: string, batch: number, batches: number, input: readonly number[], network: (side: Side) => Network): Workload {
  return {
    id: `fit/${name}`, title: `${title}, model.fit`, shapes: `${shapes}, ${batches} batches an epoch`, unit: "samples", unitsPerStep: batch * batches, batches, peers: [],
    prepare: (side) => fittingModel(side, network(side), batch, batches, input),
  };
}

function sequence(make: (tf: TensorFlow) => readonly Layer[]): (side: Side) => Network {
  return ({tf}) => {
    const layers = make(tf);
    return {layers, logits: (input) => layers.reduce((tensor, layer) => layer.apply(tensor, {training: true}) as Tensor, input)};
  };
}

/** A batch of inputs and their classes, one-hot. */
function examples({tf}: Side, count: number, shape: readonly number[]): {readonly x: Tensor; readonly y: Tensor2D} {
  const size = shape.reduce((product, extent) => product * extent, count);
  const labels = indices(count, 10, 3);
  const oneHot = Float32Array.from({length: count * 10}, (_, i) => (labels[Math.floor(i / 10)] === i % 10 ? 1 : 0));
  return {x: tf.tensor(numbers(size, 2), [count, ...shape]), y: tf.tensor2d(oneHot, [count, 10])};
}

function minimising(side: Side, {layers, logits}: Network, batch: number, shape: readonly number[]): Prepared {
  const {tf} = side;
  const {x, y} = examples(side, batch, shape);
  tf.tidy(() => void logits(x));
  drawWeights(tf, layers);
  const optimizer = side.adam(0.001);
  const loss = (): Tensor<Rank.R0> => tf.losses.softmaxCrossEntropy(y, logits(x));
  return {
    step: () => void optimizer.minimize(loss),
    check: async () => tf.tidy(() => loss().dataSync()[0]!),
  };
}

function fittingModel(side: Side, {layers}: Network, batch: number, batches: number, shape: readonly number[]): Prepared {
  const {tf} = side;
  const {x, y} = examples(side, batch * batches, shape);
  const model = tf.sequential();
  model.add(tf.layers.inputLayer({inputShape: [...shape]}));
  for (const layer of [...layers, tf.layers.softmax()]) model.add(layer);
  drawWeights(tf, layers);
  model.compile({optimizer: side.adam(0.001), loss: "categoricalCrossentropy"});
  const fit = () => model.fit(x, y, {batchSize: batch, epochs: 1, shuffle: false, verbose: 0, yieldEvery: "never"});
  return {
    step: fit,
    check: async () => tf.tidy(() => (model.evaluate(x, y, {batchSize: batch}) as Tensor).dataSync()[0]!),
  };
}
