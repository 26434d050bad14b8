import type {Initializers} from "../../../src/engine/engine.ts";
import type {Stream} from "../../../src/random/randomness.ts";
import {layerTraining, weightTraining, type Training} from "./training.ts";

type Initializer = ReturnType<Initializers["normal"]>;

const initialisers: readonly [string, (initial: Initializers) => Initializer][] = [
  ["glorotUniform", (initial) => initial.glorotUniform("w")], ["glorotNormal", (initial) => initial.glorotNormal("w")], ["heUniform", (initial) => initial.heUniform("w")],
  ["heNormal", (initial) => initial.heNormal("w")], ["uniform", (initial) => initial.uniform("w", -0.3, 0.2)], ["normal", (initial) => initial.normal("w", 0.3, 0.1)],
  ["truncatedNormal", (initial) => initial.truncatedNormal("w", 0.3)],
];

const samplers: readonly [string, (stream: Stream) => readonly number[]][] = [
  ["uniform", (stream) => Array.from({length: 30}, () => stream.uniform(-2, 1))], ["normal", (stream) => Array.from({length: 30}, () => stream.normal(1, 0.5))],
  ["integer", (stream) => Array.from({length: 30}, () => stream.integer(-5, 17))], ["permutation", (stream) => [...stream.permutation(30)]],
  ["choice", (stream) => [...stream.choice([2, 3, 5, 7, 11], 25, {replace: true}), ...stream.choice([2, 3, 5, 7, 11], 5)]],
  ["shuffle", (stream) => stream.shuffle(Array.from({length: 30}, (_, i) => i * i))],
];

/** Everything that draws: initialisers, samplers, layers. */
export const randomness: readonly Training[] = [
  ...initialisers.map(([name, choose]) => layerTraining(`initialiser ${name}`, [5], ({tf, initial}) => tf.layers.dense({units: 9, activation: "tanh", kernelInitializer: choose(initial)}))),
  ...samplers.map(([name, draw]) => weightTraining(`sampler ${name}`, {w: [6, 1]}, ({tf, random, hold}, {w}) => {
    const x = hold(tf.tensor2d(Float32Array.from(draw(random.stream("draws"))), [5, 6]));
    return () => tf.mean(tf.square(tf.tanh(tf.matMul(tf.mul(x, 0.1), w!))));
  })),
  layerTraining("layer dropout", [9], ({layers}) => layers.dropout("drop", 0.4), {batch: 5}),
  layerTraining("layer gaussianNoise", [9], ({layers}) => layers.gaussianNoise("noise", 0.3), {batch: 5}),
];
