import {expect, test} from "vitest";
import {UserError} from "../../src/errors.ts";
import type {Train, TrainContext} from "../../src/train/context.ts";
import {decodeCheckpoint, encodeCheckpoint} from "../../src/train/checkpoint-bytes.ts";
import {DivergedError} from "../../src/train/diverged.ts";
import {UnfitCheckpoint} from "../../src/train/unfit-checkpoint.ts";
import {attempt, bytesOf} from "./interrupted.ts";
import {runTrain} from "./job.ts";

const count = 22;
const x = {shape: [count, 6], values: Float32Array.from({length: count * 6}, (_, i) => (i * 7 % 31) / 15 - 1)};
const y = {shape: [count], values: Int32Array.from({length: count}, (_, i) => i % 3)};

/** A perceptron on shuffled batches with dropout and Adam, whose rate follows a schedule; the code around it keeps the best epoch. */
const perceptron: Train = async ({tf, initializers, layers, random, fit, log}) => {
  const noise = random.stream("noise");
  const model = tf.sequential({layers: [
    tf.layers.dense({inputShape: [6], units: 8, activation: "relu", kernelInitializer: initializers.heUniform("hidden")}),
    layers.dropout("hidden", 0.5),
    tf.layers.dense({units: 3, kernelInitializer: initializers.glorotUniform("output")}),
  ]});
  const best = {epoch: 0, loss: Number.POSITIVE_INFINITY, noise: 0};
  const seen: Float32Array[] = [];
  await fit(model, {x, y}, {
    epochs: 3, batch: 5, optimizer: {adam: {learningRate: {cosine: {peak: 0.05, steps: 15, warmup: 3}}}}, checkpoint: {steps: 1}, keep: {best, seen},
    onEpoch: async (epoch, loss) => {
      if (loss < best.loss) Object.assign(best, {epoch, loss, noise: noise.normal()});
      seen.push((await model.getWeights()[1]!.data<"float32">()).slice());
      log("training", {epoch, loss, noise: best.noise, nothing: -0});
    },
  });
  log("end", {epoch: best.epoch, seen: seen.flatMap((bias) => [...bias]).reduce((sum, each) => sum + each, 0)});
  return {weights: model, predictions: model.apply(tf.tensor(x.values, x.shape)) as ReturnType<typeof tf.tensor>};
};

/** Convolutions with batch normalisation, whose moving averages no optimiser steps, and momentum. */
const convolutional: Train = async ({tf, initializers, fit}) => {
  const model = tf.sequential({layers: [
    tf.layers.reshape({inputShape: [6], targetShape: [2, 3, 1]}),
    tf.layers.conv2d({filters: 4, kernelSize: 2, padding: "same", kernelInitializer: initializers.heNormal("filters")}),
    tf.layers.batchNormalization({}),
    tf.layers.flatten(),
    tf.layers.dense({units: 3, kernelInitializer: initializers.glorotUniform("output")}),
  ]});
  await fit(model, {x, y}, {epochs: 2, batch: 8, optimizer: {momentum: {learningRate: 0.05, momentum: 0.9, nesterov: true}}, checkpoint: {steps: 1}});
  return {weights: model, predictions: model.apply(tf.tensor(x.values, x.shape)) as ReturnType<typeof tf.tensor>};
};

/** A loop of one's own: AdamW with a schedule and clipping, a moving average of the weights by hand, noise, a tensor and lists that the code holds. */
const ownLoop: Train = async ({tf, random, optimizers, checkpoint, initializers, log, measure}) => {
  const weights = tf.variable(initializers.normal("weights", 0.5).apply([6, 3]));
  const average = tf.variable(tf.zeros([6, 3]), false);
  const optimizer = optimizers.adamw({learningRate: {exponential: {initial: 0.1, factor: 0.5, every: 4}}, weightDecay: 0.1, clipNorm: 1});
  const noise = random.stream("noise"), inputs = tf.tensor2d(x.values, [count, 6]), targets = tf.oneHot(tf.tensor1d(y.values, "int32"), 3);
  const state = {last: tf.scalar(0), rows: [] as number[], sizes: new Map<string, number>(), seen: new Set<number>(), sums: new Float64Array(3)};
  await measure("training", () => checkpoint.loop({steps: 9, every: {steps: 1}, keep: {state}}, async (step) => {
    const cost = tf.tidy(() => optimizer.minimize(() => tf.losses.softmaxCrossEntropy(targets, tf.matMul(tf.add(inputs, noise.normal(0, 0.1)), weights)).asScalar(), true)!);
    average.assign(tf.tidy(() => tf.add(tf.mul(average, 0.9), tf.mul(weights, 0.1))));
    state.last = tf.keep(tf.add(state.last, cost));
    state.rows.push((await cost.data())[0]!);
    state.seen.add(step % 3);
    state.sums[step % 3]! += step;
    state.sizes.set(`step ${step}`, noise.integer(0, 10));
    log("loop", {step, loss: state.rows.at(-1)!});
  }));
  const kept = [...state.rows, ...state.seen, ...state.sizes.values(), ...state.sums, (await state.last.data())[0]!];
  return {weights: {weights, average}, predictions: {output: tf.tensor1d(kept), average}};
};

/** Two trainings and a loop one after the other, the second on what the first learnt, with code and draws between them. */
const inARow: Train = async ({tf, initializers, random, fit, log, checkpoint, optimizers}) => {
  const model = tf.sequential({layers: [tf.layers.dense({inputShape: [6], units: 3, kernelInitializer: initializers.glorotUniform("one")})]});
  const first = await fit(model, {x, y}, {epochs: 2, batch: 11, optimizer: {adam: {learningRate: 0.05}}, checkpoint: {steps: 1}});
  const between = random.stream("order").permutation(count);
  log("between", {loss: first, first: between[0]!, weight: model.getWeights()[0]!.dataSync()[0]!});
  const second = await fit(model, {x, y}, {epochs: 2, batch: 11, optimizer: {lion: {learningRate: 0.01}}, checkpoint: {steps: 1}});
  log("between", {loss: second, first: random.stream("order").integer(0, 1000), weight: model.getWeights()[0]!.dataSync()[0]!});
  const late = tf.variable(tf.scalar(2)), optimizer = optimizers.rmsprop({learningRate: 0.1, centered: true});
  await checkpoint.loop({steps: 3, every: {steps: 1}}, (step) => {
    const lazily = random.stream(`step ${step}`).uniform();
    tf.dispose(optimizer.minimize(() => tf.square(tf.sub(late, lazily)).asScalar(), true, [late])!);
  });
  return {weights: {kernel: model.getWeights()[0]!, late}, predictions: model.apply(tf.tensor(x.values, x.shape)) as ReturnType<typeof tf.tensor>};
};

test.each([
  ["shuffled batches, dropout, Adam with a schedule and state of the code's own", perceptron, 14],
  ["convolutions, batch normalisation and momentum", convolutional, 5],
  ["a loop of one's own with AdamW, noise and an average of the weights", ownLoop, 8],
  ["two trainings and a loop in a row", inARow, 3 + 3 + 2],
] as const)("killed at any checkpoint, a run ends in the same bytes: %s", {timeout: 120_000}, async (_, train, checkpoints) => {
  const whole = await runTrain(train);
  expect(whole.status).toBe("completed");
  const saving = await attempt(train);
  expect(bytesOf(saving.outcome), "saving changes nothing").toEqual(bytesOf(whole));
  expect(saving.saved).toHaveLength(checkpoints);
  for (const [i, left] of saving.saved.entries()) {
    const resumed = await attempt(train, left);
    expect(bytesOf(resumed.outcome), `after checkpoint ${i + 1}`).toEqual(bytesOf(whole));
    expect(resumed.resumed, `after checkpoint ${i + 1}`).toHaveLength(1);
    expect(resumed.saved, `the checkpoints after checkpoint ${i + 1}`).toHaveLength(checkpoints - i - 1);
  }
});

test("killed again and again, after every checkpoint that it comes to, a run ends in the same bytes", {timeout: 60_000}, async () => {
  const whole = await runTrain(inARow);
  let left: Uint8Array | undefined;
  for (let kills = 0; ; kills += 1) {
    const {outcome, saved} = await attempt(inARow, left, 1);
    if (outcome !== "killed") {
      expect(bytesOf(outcome)).toEqual(bytesOf(whole));
      expect(kills).toBe(8);
      return;
    }
    left = saved[0];
  }
});

type Model = ReturnType<TrainContext["tf"]["sequential"]>;
const linear = ({tf, initializers}: TrainContext): Model => tf.sequential({layers: [tf.layers.dense({inputShape: [6], units: 3, kernelInitializer: initializers.glorotUniform("one")})]});
const output = ({tf}: TrainContext, model: Model) => ({predictions: model.apply(tf.tensor(x.values, x.shape)) as ReturnType<typeof tf.tensor>});
const every = {steps: 1}, once = {epochs: 1, batch: 11, optimizer: {adam: {learningRate: 0.05}}, checkpoint: every} as const;

/** A loop that was left by an error comes before one that is interrupted, and a rate that was changed by hand on the way. */
const caught: Train = async (context) => {
  const {tf, optimizers, checkpoint, fit} = context;
  const model = linear(context), weight = tf.variable(tf.scalar(1));
  await fit(model, {x, y}, once);
  await checkpoint.loop({steps: 3, every}, (step) => { if (step === 2) throw new DivergedError("on purpose"); }).catch(() => undefined);
  const optimizer = optimizers.sgd({learningRate: 0.1}) as ReturnType<typeof optimizers.sgd> & {setLearningRate(rate: number): void};
  await checkpoint.loop({steps: 4, every}, (step) => {
    if (step === 2) optimizer.setLearningRate(0.02);
    tf.dispose(optimizer.minimize(() => tf.square(weight).asScalar(), true, [weight])!);
  });
  return {weights: {weight}, ...output(context, model)};
};

/** Trainings within the steps of a loop are part of its steps; a training whose onEpoch nobody vouches for is run again whole. */
const nested: Train = async (context) => {
  const {checkpoint, fit, log} = context;
  const model = linear(context);
  let told = 0;
  await fit(model, {x, y}, {...once, epochs: 3, onEpoch: (_, loss) => { told += loss; }});
  log("told", {told});
  await checkpoint.loop({steps: 3, every}, async (step) => log("rounds", {step, loss: await fit(model, {x, y}, once)}));
  return output(context, model);
};

test.each([["a loop left by an error, a rate changed by hand", caught, 1 + 1 + 3], ["trainings within a loop", nested, 2]] as const)("killed at any checkpoint, a run ends in the same bytes: %s", async (_, train, checkpoints) => {
  const whole = await runTrain(train);
  const {saved} = await attempt(train);
  expect(saved).toHaveLength(checkpoints);
  for (const left of saved) expect(bytesOf((await attempt(train, left)).outcome)).toEqual(bytesOf(whole));
});

test("loops at the same time have no checkpoints, which would be torn", async () => {
  const both: Train = async (context) => {
    const models = [linear(context), linear(context)];
    await Promise.all(models.map((model, i) => context.fit(model, {x, y}, {...once, epochs: 4, stream: `order ${i}`})));
    return output(context, models[1]!);
  };
  const whole = await runTrain(both);
  const {outcome, saved} = await attempt(both);
  expect(bytesOf(outcome)).toEqual(bytesOf(whole));
  for (const left of saved) expect(bytesOf((await attempt(both, left)).outcome)).toEqual(bytesOf(whole));
});

test("a training with an onEpoch and without keep has no checkpoints", async () => {
  const silent: Train = async (context) => {
    const model = linear(context);
    await context.fit(model, {x, y}, {...once, epochs: 4, onEpoch: () => undefined});
    return output(context, model);
  };
  expect((await attempt(silent)).saved).toEqual([]);
});

const refusal = async (body: (context: TrainContext) => Promise<unknown>): Promise<unknown> => {
  const train: Train = async (context) => {
    await body(context);
    return {predictions: context.tf.scalar(1)};
  };
  const error = await runTrain(train).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(UserError);
  return (error as Error).message;
};

test.each<readonly [string, (context: TrainContext) => Promise<unknown>, RegExp]>([
  ["a number", ({checkpoint}) => checkpoint.loop({steps: 1, keep: {best: 1 as never}}, () => undefined), /keep: best is a 1/],
  ["a tensor by itself", ({tf, checkpoint}) => checkpoint.loop({steps: 1, keep: {best: tf.scalar(1)}}, () => undefined), /keep: best is a tensor/],
  ["a function within an object", ({checkpoint}) => checkpoint.loop({steps: 1, keep: {best: {of: () => 1}}}, () => undefined), /keep holds what cannot be kept/],
  ["an object within itself", ({checkpoint}) => {
    const self: {self?: object} = {};
    self.self = self;
    return checkpoint.loop({steps: 1, keep: {self}}, () => undefined);
  }, /holds itself/],
  ["a variable that a step makes and leaves", ({tf, checkpoint}) => checkpoint.loop({steps: 2}, () => void tf.variable(tf.scalar(1))), /outlives it/],
  ["an optimiser that a step makes and leaves", ({tf, checkpoint, optimizers}) => {
    const weight = tf.variable(tf.scalar(1));
    return checkpoint.loop({steps: 2}, () => tf.dispose(optimizers.adam({learningRate: 1}).minimize(() => tf.square(weight).asScalar(), true)!));
  }, /outlives it/],
])("what no checkpoint could put back is refused, whether one is saved or not: %s", async (_, body, message) => {
  expect(await refusal(body)).toMatch(message);
});

test.each<readonly [string, (bytes: Uint8Array) => Uint8Array, RegExp]>([
  ["cut off", (bytes) => bytes.slice(0, bytes.length / 2), /./],
  ["no checkpoint at all", () => new TextEncoder().encode("hello, world, this is no checkpoint"), /./],
  ["of other shapes", (bytes) => changed(bytes, ({current}) => { current.state.variables[0] = {shape: [2, 2], dtype: "float32", values: new Float32Array(4)}; }), /its variable 0 is float32 \[2,2\], the run's float32 \[6,8\]/],
  ["of another optimiser", (bytes) => changed(bytes, ({current}) => { current.state.optimizers[0]!.name = "Lion"; }), /its optimiser 0 is Lion, the run's Adam/],
  ["of a run with fewer streams", (bytes) => changed(bytes, ({current}) => { delete current.state.streams["order"]; }), /the random stream order/],
  ["of other code", (bytes) => changed(bytes, ({current}) => { current.kept = {other: []}; }), /it keeps other, the run best, seen/],
])("a checkpoint that is %s is told as unfit, so that the run begins anew", async (_, change, because) => {
  const {saved} = await attempt(perceptron, undefined, 5);
  const error = await attempt(perceptron, change(saved[4]!)).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(UnfitCheckpoint);
  expect((error as Error).message).toMatch(because);
});

interface Opened {
  current: {state: {variables: unknown[]; optimizers: {name: string}[]; streams: Record<string, unknown>}; kept: unknown};
}

function changed(bytes: Uint8Array, change: (checkpoint: Opened) => void): Uint8Array {
  const checkpoint = decodeCheckpoint(bytes) as Opened;
  change(checkpoint);
  return encodeCheckpoint(checkpoint);
}

test("a checkpoint keeps numbers exactly, and what stands in two places once", () => {
  const shared = Float32Array.of(0.1, Number.NaN, -0);
  const value = {numbers: [Number.NaN, -0, Number.POSITIVE_INFINITY, 0.1, 2 ** 53], shared, again: [shared], map: new Map([["a", Int32Array.of(-1)]]), nothing: undefined, empty: new Float64Array(0)};
  const bytes = encodeCheckpoint(value);
  const back = decodeCheckpoint(Buffer.concat([Buffer.of(1, 2, 3), bytes]).subarray(3)) as typeof value;
  expect(back).toEqual(value);
  expect(Object.is(back.shared[2], -0)).toBe(true);
  expect(back.again[0]).toBe(back.shared);
});
