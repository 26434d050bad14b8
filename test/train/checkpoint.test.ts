import {expect, test} from "vitest";
import {UserError} from "../../src/errors.ts";
import type {Train, TrainContext} from "../../src/train/context.ts";
import {decodeCheckpoint, encodeCheckpoint} from "../../src/train/checkpoint-bytes.ts";
import {DivergedError} from "../../src/train/diverged.ts";
import {UnfitCheckpoint} from "../../src/train/unfit-checkpoint.ts";
import type {FitOptions} from "../../src/train/fit.ts";
import {attempted, bytesOf, type Attempt} from "./interrupted.ts";
import {runTrain} from "./job.ts";
import {convolutional, inARow, ownLoop, perceptron, x, y} from "./samples.ts";

/** Runs a `train`, killed after so many checkpoints. */
const attempt = (train: Train, left?: Uint8Array, killedAfter?: number): Promise<Attempt> => attempted((checkpointing) => runTrain(train, checkpointing), left, killedAfter);

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

const rate = {learningRate: 0.01};

test.each([
  {sgd: rate}, {momentum: {...rate, momentum: 0.9}}, {rmsprop: {...rate, momentum: 0.5}}, {rmsprop: {...rate, centered: true}}, {adam: rate}, {adamw: {...rate, weightDecay: 0.1}},
  {adagrad: rate}, {adadelta: rate}, {adamax: rate}, {lion: rate}, {sgd: {learningRate: {inverseSquareRoot: {peak: 0.1, warmup: 2}}, clipValue: 0.1}},
] satisfies readonly FitOptions["optimizer"][])("an optimiser goes on as if nothing had happened: %j", async (optimizer) => {
  const train: Train = async (context) => {
    const model = linear(context);
    await context.fit(model, {x, y}, {epochs: 2, batch: 6, optimizer, checkpoint: every});
    return {weights: model, ...output(context, model)};
  };
  const whole = await runTrain(train);
  const {saved} = await attempt(train);
  expect(saved).toHaveLength(7);
  for (const left of [saved[1]!, saved[5]!]) expect(bytesOf((await attempt(train, left)).outcome)).toEqual(bytesOf(whole));
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
  ["a number", ({checkpoint}) => checkpoint.loop({steps: 1, keep: {best: 1 as never}}, () => undefined), /keep: best is no object but 1/],
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
