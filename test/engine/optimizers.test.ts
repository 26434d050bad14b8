import type {Scalar, Variable} from "@tensorflow/tfjs-core";
import {expect, test} from "vitest";
import type {Engine, Optimizer, Optimizers} from "../../src/engine/engine.ts";
import {openEngine} from "../../src/engine/node.ts";
import {numbers} from "./both-engines.ts";

const size = 11;
const start = numbers(size, 5), targets = numbers(size, 6), slopes = numbers(size, 7);

/** Steps on Σ slope · (w - target)², whose gradient is 2 · slope · (w - target); the weights after it. */
async function stepped(engineName: "wasm" | "cpu", choose: (engine: Engine) => Optimizer, steps = 20): Promise<number[]> {
  const engine = await openEngine(engineName);
  const {tf} = engine;
  const w = tf.variable(tf.tensor1d(start));
  const optimizer = choose(engine);
  descend(engine, w, optimizer, steps);
  const weights = [...w.dataSync()];
  tf.disposeVariables();
  return weights;
}

function descend({tf}: Engine, w: Variable, optimizer: Optimizer, steps: number): void {
  for (let i = 0; i < steps; i++) optimizer.minimize(() => tf.sum(tf.mul(tf.tensor1d(slopes), tf.square(tf.sub(w, tf.tensor1d(targets))))) as Scalar);
}

/** The same steps in double precision, from the papers' formulas. */
function reference(update: (gradient: number, memory: number[], step: number, w: number) => number, steps = 20): number[] {
  return [...start].map((first, i) => {
    const memory = [0, 0];
    let w = first;
    for (let step = 1; step <= steps; step++) w = update(2 * slopes[i]! * (w - targets[i]!), memory, step, w);
    return w;
  });
}

type Update = Parameters<typeof reference>[0];

const adamReference = (rate: number, decay: number, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-7): Update => (g, memory, t, w) => {
  memory[0] = beta1 * memory[0]! + (1 - beta1) * g;
  memory[1] = beta2 * memory[1]! + (1 - beta2) * g * g;
  return w - rate * decay * w - rate * (memory[0] / (1 - beta1 ** t)) / (Math.sqrt(memory[1] / (1 - beta2 ** t)) + epsilon);
};
const momentumReference = (rate: number, momentum: number, nesterov: boolean): Update => (g, memory, _, w) => {
  memory[0] = momentum * memory[0]! + g;
  return w - rate * (nesterov ? g + momentum * memory[0] : memory[0]);
};
const rmspropReference = (rate: number, decay: number, momentum: number, epsilon: number, centered: boolean): Update => (g, memory, _, w) => {
  memory[0] = decay * memory[0]! + (1 - decay) * g * g;
  memory[2] = decay * (memory[2] ?? 0) + (1 - decay) * g;
  memory[1] = momentum * memory[1]! + rate * g / Math.sqrt(memory[0] - (centered ? memory[2] ** 2 : 0) + epsilon);
  return w - memory[1];
};
const adadeltaReference = (rate: number, rho: number, epsilon: number): Update => (g, memory, _, w) => {
  memory[0] = rho * memory[0]! + (1 - rho) * g * g;
  const update = Math.sqrt(memory[1]! + epsilon) / Math.sqrt(memory[0] + epsilon) * g;
  memory[1] = rho * memory[1]! + (1 - rho) * update * update;
  return w - rate * update;
};
const adamaxReference = (rate: number, beta1: number, beta2: number, epsilon: number): Update => (g, memory, t, w) => {
  memory[0] = beta1 * memory[0]! + (1 - beta1) * g;
  memory[1] = Math.max(beta2 * memory[1]!, Math.abs(g));
  return w - rate / (1 - beta1 ** t) * memory[0] / (memory[1] + epsilon);
};
const lionReference = (rate: number, decay: number, beta1: number, beta2: number): Update => (g, memory, _, w) => {
  const direction = Math.sign(beta1 * memory[0]! + (1 - beta1) * g);
  memory[0] = beta2 * memory[0]! + (1 - beta2) * g;
  return w - rate * decay * w - rate * direction;
};

type Case = readonly [title: string, choose: (optimizers: Optimizers) => Optimizer, update: Update];
const cases: readonly Case[] = [
  ["sgd", (o) => o.sgd({learningRate: 0.05}), (g, _, __, w) => w - 0.05 * g],
  ["sgd with weight decay", (o) => o.sgd({learningRate: 0.05, weightDecay: 0.3}), (g, _, __, w) => w - 0.05 * 0.3 * w - 0.05 * g],
  ["momentum", (o) => o.momentum({learningRate: 0.03, momentum: 0.8}), momentumReference(0.03, 0.8, false)],
  ["Nesterov's momentum", (o) => o.momentum({learningRate: 0.03, momentum: 0.8, nesterov: true}), momentumReference(0.03, 0.8, true)],
  ["RMSprop", (o) => o.rmsprop({learningRate: 0.01, decay: 0.8}), rmspropReference(0.01, 0.8, 0, 1e-7, false)],
  ["RMSprop with momentum", (o) => o.rmsprop({learningRate: 0.01, momentum: 0.5, epsilon: 1e-3}), rmspropReference(0.01, 0.9, 0.5, 1e-3, false)],
  ["centred RMSprop", (o) => o.rmsprop({learningRate: 0.01, centered: true, epsilon: 1e-3}), rmspropReference(0.01, 0.9, 0, 1e-3, true)],
  ["Adam", (o) => o.adam({learningRate: 0.02}), adamReference(0.02, 0)],
  ["Adam with its own numbers", (o) => o.adam({learningRate: 0.02, beta1: 0.7, beta2: 0.9, epsilon: 1e-3}), adamReference(0.02, 0, 0.7, 0.9, 1e-3)],
  ["AdamW", (o) => o.adamw({learningRate: 0.02, weightDecay: 0.5}), adamReference(0.02, 0.5)],
  ["Adagrad", (o) => o.adagrad({learningRate: 0.1, initialAccumulator: 0.2}), (g, memory, _, w) => w - 0.1 * g / Math.sqrt((memory[0] = (memory[0] || 0.2) + g * g) + 1e-7)],
  ["Adadelta", (o) => o.adadelta({learningRate: 1, rho: 0.9, epsilon: 1e-4}), adadeltaReference(1, 0.9, 1e-4)],
  ["Adamax", (o) => o.adamax({learningRate: 0.02}), adamaxReference(0.02, 0.9, 0.999, 1e-7)],
  ["Lion", (o) => o.lion({learningRate: 0.01, weightDecay: 0.1}), lionReference(0.01, 0.1, 0.9, 0.99)],
  ["a schedule", (o) => o.sgd({learningRate: {exponential: {initial: 0.1, factor: 0.9, every: 1}}}), (g, _, t, w) => w - 0.1 * 0.9 ** t * g],
  ["gradients bounded in value", (o) => o.sgd({learningRate: 0.05, clipValue: 0.3}), (g, _, __, w) => w - 0.05 * Math.max(-0.3, Math.min(0.3, g))],
];

test.each(cases)("%s follows its formula", async (_, choose, update) => {
  const weights = await stepped("wasm", ({optimizers}) => choose(optimizers));
  reference(update).forEach((expected, i) => expect(Math.abs(weights[i]! - expected)).toBeLessThan(5e-6 * Math.max(1, Math.abs(expected))));
});

test.each(cases)("%s takes the same steps on an engine without our kernels", async (_, choose) => {
  const ours = await stepped("wasm", ({optimizers}) => choose(optimizers), 5), composed = await stepped("cpu", ({optimizers}) => choose(optimizers), 5);
  composed.forEach((weight, i) => expect(Math.abs(weight - ours[i]!)).toBeLessThan(1e-6));
});

test.each(["wasm", "cpu"] as const)("all gradients of a step together keep within clipNorm on %s", async (name) => {
  const {tf, optimizers} = await openEngine(name);
  const a = tf.variable(tf.tensor1d([1, 2, 3])), b = tf.variable(tf.scalar(4));
  const optimizer = optimizers.sgd({learningRate: 1, clipNorm: 6.5});
  optimizer.applyGradients([{name: a.name, tensor: tf.tensor1d([3, 0, -4])}, {name: b.name, tensor: tf.scalar(12)}]); // norm 13
  expect([...a.dataSync(), ...b.dataSync()]).toEqual([-0.5, 2, 5, -2]);
  optimizer.applyGradients([{name: a.name, tensor: tf.tensor1d([1, 0, 0])}, {name: b.name, tensor: tf.scalar(0)}]);
  expect([...a.dataSync(), ...b.dataSync()]).toEqual([-1.5, 2, 5, -2]);
  tf.disposeVariables();
});

test.each(cases)("a gradient of NaN is not hidden by %s", async (_, choose) => {
  const {tf, optimizers} = await openEngine("wasm");
  const w = tf.variable(tf.tensor1d([1, 2, 3, 4, 5]));
  choose(optimizers).applyGradients([{name: w.name, tensor: tf.tensor1d([0.1, NaN, 0.1, 0.1, NaN])}]);
  expect([...w.dataSync()].map(Number.isNaN)).toEqual([false, true, false, false, true]);
  tf.disposeVariables();
});

test("one step moves weights of every size, and nothing beyond them", async () => {
  const {tf, optimizers} = await openEngine("wasm");
  const sizes = [1, 2, 3, 4, 5, 7, 8, 16, 17, 1023];
  const weights = sizes.map((size) => tf.variable(tf.ones([size]))), untouched = sizes.map((size) => tf.ones([size]));
  optimizers.adam({learningRate: 0.5}).applyGradients(weights.map((w) => ({name: w.name, tensor: tf.ones(w.shape)})));
  for (const w of weights) expect([...new Set(w.dataSync())]).toEqual([Math.fround(1 - 0.5 / (1 + 1e-7))]);
  for (const other of untouched) expect([...new Set(other.dataSync())]).toEqual([1]);
  tf.disposeVariables();
});

test.each([
  ["sgd", (o: Optimizers) => o.sgd({learningRate: 0.05}), (e: Engine) => e.tf.train.sgd(0.05)],
  ["momentum", (o: Optimizers) => o.momentum({learningRate: 0.05, momentum: 0.9, nesterov: true}), (e: Engine) => e.tf.train.momentum(0.05, 0.9, true)],
  ["rmsprop", (o: Optimizers) => o.rmsprop({learningRate: 0.01, decay: 0.8, momentum: 0.1, centered: true}), (e: Engine) => e.tf.train.rmsprop(0.01, 0.8, 0.1, null as never, true)],
  ["adam", (o: Optimizers) => o.adam({learningRate: 0.01}), (e: Engine) => e.tf.train.adam(0.01)],
  ["adagrad", (o: Optimizers) => o.adagrad({learningRate: 0.01}), (e: Engine) => e.tf.train.adagrad(0.01)],
  ["adadelta", (o: Optimizers) => o.adadelta({learningRate: 0.5}), (e: Engine) => e.tf.train.adadelta(0.5)],
  ["adamax", (o: Optimizers) => o.adamax({learningRate: 0.01}), (e: Engine) => e.tf.train.adamax(0.01)],
] as const)("tf.train.%s is ours, with TensorFlow.js's signature", async (_, ours, theirs) => {
  expect(await stepped("wasm", theirs)).toEqual(await stepped("wasm", ({optimizers}) => ours(optimizers)));
});

test("a model that is compiled with an optimiser's name gets ours", async () => {
  const {tf} = await openEngine("wasm");
  const model = tf.sequential({layers: [tf.layers.dense({units: 1, inputShape: [2], kernelInitializer: "zeros"})]});
  model.compile({optimizer: "adadelta", loss: "meanSquaredError"});
  expect(model.optimizer.getClassName()).toBe("Adadelta");
  expect(model.optimizer.constructor.name).toBe("Stepper");
  model.dispose();
});

test("a step changes the variable alone, not the tensor it began from nor a view of it", async () => {
  for (const name of ["wasm", "cpu"] as const) {
    const engine = await openEngine(name);
    const {tf} = engine;
    const initial = tf.tensor1d(start), w = tf.variable(initial), view = tf.reshape(w, [1, size]), copy = tf.clone(w);
    descend(engine, w, engine.optimizers.sgd({learningRate: 0.1}), 3);
    for (const other of [initial, view, copy]) expect(other.dataSync()).toEqual(start);
    expect(w.dataSync()).not.toEqual(start);
    tf.disposeVariables();
  }
});

test("an optimiser restored from its weights goes on in the same bits", async () => {
  const engine = await openEngine("wasm");
  const {tf, optimizers} = engine;
  for (const make of [() => optimizers.adamw({learningRate: 0.02, weightDecay: 0.1}), () => optimizers.momentum({learningRate: 0.02, momentum: 0.9}), () => optimizers.sgd({learningRate: 0.1}), () => optimizers.rmsprop({learningRate: 0.01, centered: true})]) {
    const through = tf.variable(tf.tensor1d(start), true, "w");
    descend(engine, through, make(), 12);
    const expected = through.dataSync();
    tf.disposeVariables();

    const first = make();
    const halfway = tf.variable(tf.tensor1d(start), true, "w");
    descend(engine, halfway, first, 7);
    const saved = (await first.getWeights()).map(({name, tensor}) => ({name, tensor: tf.clone(tensor)})), weights = halfway.dataSync();
    tf.disposeVariables();
    const second = make();
    await second.setWeights(saved);
    const resumed = tf.variable(tf.tensor1d(weights), true, "w");
    descend(engine, resumed, second, 5);
    expect(resumed.dataSync()).toEqual(expected);
    tf.disposeVariables();
  }
});

test("what an optimiser remembers outlives a scope and goes with the variables", async () => {
  const engine = await openEngine("wasm");
  const {tf} = engine;
  const {numTensors, numBytes} = tf.memory();
  const optimizer = engine.optimizers.adam({learningRate: 0.02});
  const w = tf.tidy(() => tf.variable(tf.tensor1d(start)));
  for (let i = 0; i < 3; i++) tf.tidy(() => descend(engine, w, optimizer, 1));
  expect(tf.memory().numTensors).toBe(numTensors + 3);
  tf.disposeVariables();
  expect(tf.memory()).toMatchObject({numTensors, numBytes});
});
