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
  ["a variable that a step puts into keep from elsewhere", ({tf, checkpoint}) => {
    const weight = tf.variable(tf.scalar(1)), state: {best?: object} = {};
    return checkpoint.loop({steps: 2, keep: {state}}, () => { state.best = weight; });
  }, /put a model, a variable or an optimiser into keep/],
  ["a random stream that a step opens and the next one draws from", ({random, checkpoint}) => {
    let noise: ReturnType<typeof random.stream> | undefined;
    return checkpoint.loop({steps: 2}, () => { (noise ??= random.stream("noise")).uniform(); });
  }, /a step opened the random stream noise and a later one draws from it/],
  ["a random stream that a step opens and a much later one draws from", ({random, checkpoint}) => {
    let noise: ReturnType<typeof random.stream> | undefined;
    return checkpoint.loop({steps: 9}, (step) => { if (step % 4 === 0) (noise ??= random.stream("noise")).uniform(); });
  }, /a step opened the random stream noise and a later one draws from it/],
  ["a random stream that an onEpoch opens and a later one draws from", (context) => {
    let noise: ReturnType<typeof context.random.stream> | undefined;
    return context.fit(linear(context), {x, y}, {...once, epochs: 2, keep: {}, onEpoch: () => { (noise ??= context.random.stream("noise")).uniform(); }});
  }, /a step opened the random stream noise and a later one draws from it/],
  ["a layer that a step makes and the next one draws from", ({tf, layers, checkpoint}) => {
    let dropout: ReturnType<typeof layers.dropout> | undefined;
    return checkpoint.loop({steps: 2}, () => tf.dispose((dropout ??= layers.dropout("hidden", 0.5)).apply(tf.ones([2, 2]), {training: true}) as ReturnType<typeof tf.scalar>));
  }, /a step opened the random stream layer\/hidden and a later one draws from it/],
])("what no checkpoint could put back is refused, whether one is saved or not: %s", async (_, body, message) => {
  expect(await refusal(body)).toMatch(message);
});

type Looped = (context: TrainContext) => Promise<readonly number[]>;

const six = {steps: 6, every} as const;

/** Two names of one array at the start, of which a step replaces one. */
const oneOfTwo: Looped = async ({checkpoint}) => {
  const start = new Float32Array(3), state = {best: start, current: start};
  await checkpoint.loop({...six, keep: {state}}, (step) => { state.current = state.current.map((each) => each + step); });
  return [...state.best, ...state.current];
};

/** An array that the code holds elsewhere too, which a step does not change but replaces. */
const heldElsewhere: Looped = async ({checkpoint}) => {
  const data = {x0: Float32Array.of(1, 2)}, state = {current: data.x0};
  await checkpoint.loop({...six, keep: {state}}, (step) => { state.current = state.current.map((each, i) => each * step + data.x0[i]!); });
  return [...data.x0, ...state.current];
};

/** Two objects that become one in a step; a later one changes it. */
const oneOnly: Looped = async ({checkpoint}) => {
  const state = {best: {numbers: [0]}, current: {numbers: [1]}, last: undefined as Float32Array | undefined, again: [] as Float32Array[]};
  await checkpoint.loop({...six, keep: {state}}, (step) => {
    if (step === 1) [state.best, state.last] = [state.current, new Float32Array(1)];
    if (step === 1) state.again.push(state.last!);
    state.current.numbers.push(step);
    state.last![0]! += step;
  });
  return [...state.best.numbers, ...state.current.numbers, ...state.last!, ...state.again[0]!];
};

/** A step says which of the variables and optimisers is the best, in an object, a list and a Map. */
const whichIsBest: Looped = async ({tf, checkpoint, optimizers}) => {
  const weights = [1, 2, 3].map((each) => tf.variable(tf.scalar(each))), makers = [0.1, 0.2].map((learningRate) => optimizers.sgd({learningRate}));
  const state = {best: weights[0]!, maker: makers[0]!, order: [] as typeof weights, by: new Map([["first", weights[0]!]])};
  await checkpoint.loop({...six, keep: {state, weights, makers}}, (step) => {
    state.best = weights[step % 3]!;
    state.maker = makers[step % 2]!;
    state.order.push(state.best);
    state.by.set(`step ${step}`, state.best);
    const best = state.order[Math.floor(step / 2)]!;
    tf.dispose(state.maker.minimize(() => tf.square(best).asScalar(), true, [best])!);
  });
  return [weights.indexOf(state.best), makers.indexOf(state.maker), ...[...state.order, ...state.by.values()].map((each) => weights.indexOf(each)), ...weights.map((each) => each.dataSync()[0]!)];
};

/** A Map whose keys are variables and objects. */
const byObject: Looped = async ({tf, checkpoint}) => {
  const keys: readonly object[] = [tf.variable(tf.scalar(1)), {name: "a"}, {name: "b"}], sums = new Map<object, number>();
  await checkpoint.loop({...six, keep: {keys, sums}}, (step) => { sums.set(keys[step % 3]!, (sums.get(keys[step % 3]!) ?? 0) + step); });
  return [sums.size, ...keys.map((each) => sums.get(each)!)];
};

/** Tensors in a Set, of which a step makes one more of all that there are. */
const setOfTensors: Looped = async ({tf, checkpoint}) => {
  const seen = new Set([tf.scalar(1)]);
  await checkpoint.loop({...six, keep: {seen}}, () => { seen.add(tf.keep(tf.addN([...seen]))); });
  return [...seen].map((each) => each.dataSync()[0]!);
};

/** Names in another order, in the loop after it too; objects that cannot change. */
const inOrder: Looped = async ({checkpoint}) => {
  const state: Record<string, number[]> = {a: [1], b: [2]}, fixed = Object.freeze({list: Object.freeze([1, 2]), scores: {a: [0]}});
  const turn = (step: number): void => {
    const [[name, list]] = Object.entries(state) as [[string, number[]]];
    delete state[name];
    state[name] = [...list, step];
    fixed.scores.a.push(step);
  };
  await checkpoint.loop({...six, steps: 3, keep: {state, fixed}}, turn);
  await checkpoint.loop({...six, keep: {state, fixed}}, turn);
  return [...fixed.scores.a, ...Object.entries(state).flatMap(([name, list]) => [name.charCodeAt(0), ...list])];
};

/** A later loop changes in place what an earlier one made. */
const inPlaceLater: Looped = async ({checkpoint, log}) => {
  const state = {made: [] as Float64Array[]};
  await checkpoint.loop({...six, steps: 3, keep: {state}}, (step) => { state.made.push(Float64Array.of(step)); });
  log("between", {sum: state.made.reduce((sum, [each]) => sum + each!, 0), bytes: state.made[0]!.buffer.byteLength});
  await checkpoint.loop({...six, keep: {state}}, (step) => { state.made[step % 3]![0]! += step; });
  return state.made.map(([each]) => each!);
};

test.each([
  ["two names of one array, one of which is replaced", oneOfTwo, 5], ["an array that the code holds elsewhere", heldElsewhere, 5], ["objects that become one", oneOnly, 5],
  ["variables and optimisers", whichIsBest, 5], ["a Map by variables and objects", byObject, 5],
  ["a Set of tensors", setOfTensors, 5], ["names in another order, frozen objects", inOrder, 2 + 5], ["what a later loop changes in place", inPlaceLater, 2 + 5],
] as const)("killed again and again, what keep holds is the same objects: %s", async (_, looped, checkpoints) => {
  const train: Train = async (context) => ({predictions: context.tf.tensor1d([...await looped(context)])});
  const whole = await runTrain(train);
  const {saved} = await attempt(train);
  expect(saved).toHaveLength(checkpoints);
  for (const [i, left] of saved.entries()) expect(bytesOf((await attempt(train, left)).outcome), `after checkpoint ${i + 1}`).toEqual(bytesOf(whole));
  for (let left: Uint8Array | undefined; ;) {
    const {outcome, saved: [next]} = await attempt(train, left, 1);
    left = next;
    if (outcome === "killed") continue;
    return expect(bytesOf(outcome)).toEqual(bytesOf(whole));
  }
});

test("streams that a step opens for itself and those of before a loop are drawn from freely, layers' and shuffles' too", async () => {
  const train: Train = async (context) => {
    const {tf, checkpoint, random, fit, layers, log} = context;
    const noise = random.stream("noise"), model = tf.sequential({layers: [tf.layers.dense({inputShape: [6], units: 3, kernelInitializer: context.initializers.glorotUniform("one")}), layers.dropout("hidden", 0.5)]});
    await fit(model, {x, y}, {...once, epochs: 4, keep: {}, onEpoch: (epoch) => log("epochs", {epoch, draw: random.stream(`epoch ${epoch}`).uniform(), noise: noise.uniform()})});
    let last = noise;
    await checkpoint.loop({steps: 4, every}, async (step) => {
      last = random.stream("noise");
      const own = random.stream(`step ${step}`);
      log("draws", {step, noise: noise.uniform(), last: last.uniform(), own: own.uniform(), loss: await fit(model, {x, y}, {...once, stream: "own order"})});
    });
    log("after", {draw: last.uniform()});
    return output(context, model);
  };
  const whole = await runTrain(train);
  const {saved} = await attempt(train);
  expect(saved).toHaveLength(7 + 3);
  for (const left of saved) expect(bytesOf((await attempt(train, left)).outcome)).toEqual(bytesOf(whole));
});

test.each<readonly [string, (bytes: Uint8Array) => Uint8Array, RegExp]>([
  ["cut off", (bytes) => bytes.slice(0, bytes.length / 2), /./],
  ["no checkpoint at all", () => new TextEncoder().encode("hello, world, this is no checkpoint"), /./],
  ["of other shapes", (bytes) => changed(bytes, ({current}) => { current.state.variables[0] = {shape: [2, 2], dtype: "float32", values: new Float32Array(4)}; }), /its variable 0 is float32 \[2,2\], the run's float32 \[6,8\]/],
  ["of another optimiser", (bytes) => changed(bytes, ({current}) => { current.state.optimizers[0]!.name = "Lion"; }), /its optimiser 0 is Lion, the run's Adam/],
  ["of other objects", (bytes) => changed(bytes, ({current}) => { (current.kept as {begun: unknown[]}).begun.pop(); }), /it keeps \d objects, the run \d/],
  ["of a run with fewer streams", (bytes) => changed(bytes, ({current}) => { delete current.state.streams["order"]; }), /the random stream order/],
  ["of other code", (bytes) => changed(bytes, ({current}) => { current.kept = {whole: {other: []}, begun: []}; }), /it keeps other, the run best, seen/],
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
