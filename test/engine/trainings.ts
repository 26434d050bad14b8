import {sha256} from "@noble/hashes/sha2.js";
import {bytesToHex} from "@noble/hashes/utils.js";
import type {Scalar, Tensor} from "@tensorflow/tfjs-core";
import type {LayersModel} from "@tensorflow/tfjs-layers";
import type {Engine, Initializers, Optimizer} from "../../src/engine/engine.ts";
import {randomness} from "../../src/random/random.ts";

type Build = (engine: Engine, initial: Initializers) => LayersModel;

/** Small models that between them reach most kernels of training. */
export const models: Readonly<Record<string, Build>> = {
  mlp: ({tf}, initial) => tf.sequential({layers: [
    tf.layers.dense({units: 24, activation: "relu", inputShape: [8], kernelInitializer: initial.glorotUniform("hidden")}),
    tf.layers.dense({units: 3, kernelInitializer: initial.glorotUniform("output")}),
  ]}),
  cnn: ({tf}, initial) => tf.sequential({layers: [
    tf.layers.conv2d({filters: 6, kernelSize: 3, activation: "relu", inputShape: [8, 8, 1], kernelInitializer: initial.heNormal("first")}),
    tf.layers.maxPooling2d({poolSize: 2}),
    tf.layers.conv2d({filters: 4, kernelSize: 2, padding: "same", activation: "relu", kernelInitializer: initial.heNormal("second")}),
    tf.layers.flatten(),
    tf.layers.dense({units: 3, kernelInitializer: initial.glorotNormal("output")}),
  ]}),
  normalised: ({tf}, initial) => tf.sequential({layers: [
    tf.layers.separableConv2d({filters: 4, kernelSize: 3, inputShape: [8, 8, 1], depthwiseInitializer: initial.heUniform("depth"), pointwiseInitializer: initial.heUniform("point")}),
    tf.layers.batchNormalization({}),
    tf.layers.averagePooling2d({poolSize: 2}),
    tf.layers.flatten(),
    tf.layers.dense({units: 5, activation: "tanh", kernelInitializer: initial.truncatedNormal("hidden", 0.3)}),
    tf.layers.layerNormalization({}),
    tf.layers.dense({units: 3, kernelInitializer: initial.normal("output", 0.3)}),
  ]}),
  lstm: ({tf}, initial) => tf.sequential({layers: [
    tf.layers.reshape({targetShape: [8, 8], inputShape: [8, 8, 1]}),
    tf.layers.lstm({units: 6, kernelInitializer: initial.glorotUniform("kernel"), recurrentInitializer: initial.uniform("recurrent", -0.4, 0.4)}),
    tf.layers.dense({units: 3, kernelInitializer: initial.glorotUniform("output")}),
  ]}),
  embedding: ({tf}, initial) => tf.sequential({layers: [
    tf.layers.embedding({inputDim: 9, outputDim: 4, inputLength: 8, embeddingsInitializer: initial.normal("words", 0.5)}),
    tf.layers.globalAveragePooling1d({}),
    tf.layers.dense({units: 3, kernelInitializer: initial.glorotUniform("output")}),
  ]}),
};

const inputShapes: Readonly<Record<string, readonly number[]>> = {mlp: [8], embedding: [8]};
const examples = 48;

export interface Training {
  readonly losses: readonly number[];
  /** SHA-256 over the bytes of all weights. */
  readonly weights: string;
  /** Tensors alive after the first step and after the last. */
  readonly tensors: readonly [number, number];
}

/** Trains a model of that name for some steps on made-up data. */
export function train(engine: Engine, name: string, optimizer: Optimizer, steps = 30): Training {
  const {tf} = engine;
  const random = randomness("engine-test", "seed-1", name);
  const model = models[name]!(engine, engine.initializers(random));
  const {x, y} = data(engine, name);
  const losses: number[] = [];
  const tensors: number[] = [];
  const loss = (): Scalar => tf.losses.softmaxCrossEntropy(y, model.apply(x, {training: true}) as Tensor);
  for (let step = 0; step < steps; step++) {
    const cost = optimizer.minimize(loss, true)!;
    losses.push(cost.dataSync()[0]!);
    cost.dispose();
    tensors.push(tf.memory().numTensors);
  }
  const weights = digest(model);
  tf.dispose([x, y]);
  optimizer.dispose();
  model.dispose();
  return {losses, weights, tensors: [tensors[0]!, tensors.at(-1)!]};
}

function data({tf}: Engine, name: string): {readonly x: Tensor; readonly y: Tensor} {
  const stream = randomness("engine-test", "seed-1", name).stream("data");
  const shape = [examples, ...(inputShapes[name] ?? [8, 8, 1])];
  const values = Float32Array.from({length: tf.util.sizeFromShape(shape)}, () => (name === "embedding" ? stream.integer(0, 9) : stream.normal()));
  const classes = Int32Array.from({length: examples}, () => stream.integer(0, 3));
  return {x: tf.tensor(values, shape), y: tf.tidy(() => tf.cast(tf.oneHot(tf.tensor1d(classes, "int32"), 3), "float32"))};
}

function digest(model: LayersModel): string {
  const hash = sha256.create();
  for (const weight of model.getWeights()) hash.update(new Uint8Array((weight.dataSync() as Float32Array).slice().buffer));
  return bytesToHex(hash.digest());
}

/** The first 16 hexadecimal digits of every training's weights; runs in browsers too. */
export const trainingDigests = (engine: Engine): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.keys(models).map((name) => [name, train(engine, name, engine.optimizers.adam({learningRate: 0.01})).weights.slice(0, 16)]));
