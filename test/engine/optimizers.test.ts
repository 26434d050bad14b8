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

const adamReference = (rate: number, decay: number, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-7) => (g: number, memory: number[], t: number, w: number): number => {
  memory[0] = beta1 * memory[0]! + (1 - beta1) * g;
  memory[1] = beta2 * memory[1]! + (1 - beta2) * g * g;
  return w - rate * decay * w - rate * (memory[0] / (1 - beta1 ** t)) / (Math.sqrt(memory[1] / (1 - beta2 ** t)) + epsilon);
};
const momentumReference = (rate: number, momentum: number, nesterov: boolean) => (g: number, memory: number[], _: number, w: number): number => {
  memory[0] = momentum * memory[0]! + g;
  return w - rate * (nesterov ? g + momentum * memory[0] : memory[0]);
};

type Case = readonly [title: string, choose: (optimizers: Optimizers) => Optimizer, reference: Parameters<typeof reference>[0]];
const cases: readonly Case[] = [
  ["sgd", (o) => o.sgd({learningRate: 0.05}), (g, _, __, w) => w - 0.05 * g],
  ["momentum", (o) => o.momentum({learningRate: 0.03, momentum: 0.8}), momentumReference(0.03, 0.8, false)],
  ["Nesterov's momentum", (o) => o.momentum({learningRate: 0.03, momentum: 0.8, nesterov: true}), momentumReference(0.03, 0.8, true)],
  ["Adam", (o) => o.adam({learningRate: 0.02}), adamReference(0.02, 0)],
  ["Adam with its own numbers", (o) => o.adam({learningRate: 0.02, beta1: 0.7, beta2: 0.9, epsilon: 1e-3}), adamReference(0.02, 0, 0.7, 0.9, 1e-3)],
  ["AdamW", (o) => o.adamw({learningRate: 0.02, weightDecay: 0.5}), adamReference(0.02, 0.5)],
];

test.each(cases)("%s follows its formula", async (_, choose, update) => {
  const weights = await stepped("wasm", ({optimizers}) => choose(optimizers));
  reference(update).forEach((expected, i) => expect(Math.abs(weights[i]! - expected)).toBeLessThan(3e-6 * Math.max(1, Math.abs(expected))));
});

test.each(cases)("%s takes the same steps on the cpu engine", async (_, choose) => {
  const ours = await stepped("wasm", ({optimizers}) => choose(optimizers), 1);
  expect(await stepped("cpu", ({optimizers}) => choose(optimizers), 1)).toEqual(ours);
});

test.each([
  ["sgd", (e: Engine) => e.optimizers.sgd({learningRate: 0.05}), (e: Engine) => e.tf.train.sgd(0.05)],
  ["momentum", (e: Engine) => e.optimizers.momentum({learningRate: 0.05, momentum: 0.9, nesterov: true}), (e: Engine) => e.tf.train.momentum(0.05, 0.9, true)],
  ["adam", (e: Engine) => e.optimizers.adam({learningRate: 0.01}), (e: Engine) => e.tf.train.adam(0.01)],
] as const)("%s steps as tf.train's of that name", async (_, ours, theirs) => {
  const own = await stepped("wasm", ours), stock = await stepped("wasm", theirs);
  own.forEach((weight, i) => expect(Math.abs(weight - stock[i]!)).toBeLessThan(3e-6));
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
  for (const make of [() => optimizers.adamw({learningRate: 0.02, weightDecay: 0.1}), () => optimizers.momentum({learningRate: 0.02, momentum: 0.9}), () => optimizers.sgd({learningRate: 0.1})]) {
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
