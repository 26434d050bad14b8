import {expect, test} from "vitest";
import type {Train, TrainContext} from "../../src/train/context.ts";
import {canonicalWords, rollingDigest} from "../../src/train/rolling-digest.ts";
import {nextRecorded, traceRecorder} from "../../src/train/trace.ts";
import {DivergedError} from "../../src/train/diverged.ts";
import type {Trace} from "../../src/results/result.ts";
import {watchSteps} from "../../src/engine/optimizers/watch.ts";
import {engine, runTrain} from "./job.ts";

const words = (...values: readonly number[]) => Int32Array.from(values);

test.each([
  // python -c "import xxhash, struct; print(xxhash.xxh32(struct.pack('<3i', 1, 2, 3), seed=0).hexdigest())", and so on
  ["3 words", words(1, 2, 3), 0, "1f578c88"],
  ["9 words after another digest", words(0, 1, 2, 3, 4, 5, 6, 7, 8), 7, "1ab292d7"],
  ["8 floats", canonicalWords(Float32Array.from({length: 8}, (_, i) => i / 3)), 0xfedcba98, "4d23343c"],
] as const)("the rolling digest of %s is XXH32", (_, of, before, expected) => {
  expect(rollingDigest(of, before).toString(16)).toBe(expected);
});

test("every NaN counts as one, and -0 is not 0", () => {
  const [quiet, other] = [words(0x7fc00000, 5), words(0x7fc12345, 5)].map(({buffer}) => canonicalWords(new Float32Array(buffer)));
  expect(rollingDigest(quiet!, 0)).toBe(rollingDigest(other!, 0));
  expect(rollingDigest(canonicalWords(Float32Array.of(0)), 0)).not.toBe(rollingDigest(canonicalWords(Float32Array.of(-0)), 0));
});

test("steps are recorded up to 8 and then eight per doubling", () => {
  const steps = [0];
  while (steps.length < 30) steps.push(nextRecorded(steps.at(-1)!));
  expect(steps.slice(7)).toEqual([7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 18, 20, 22, 24, 26, 28, 30, 32, 36, 40, 44, 48, 52]);
});

async function traceOf(train: Train): Promise<Trace | undefined> {
  const outcome = await runTrain(train);
  return outcome.status === "completed" ? outcome.trained.trace : outcome.trace;
}

const x = {shape: [24, 3], values: Float32Array.from({length: 72}, (_, i) => (i * 7 % 24) / 12 - 1)};
const y = {shape: [24], values: Int32Array.from({length: 24}, (_, i) => i % 2)};

/** A layers model, fitted with dropout; `shift` is added to a bias before epoch 3, when it is asked for. */
const fitted = (batch: number, shift = 0): Train => async ({tf, initializers, layers, fit}) => {
  const model = tf.sequential({layers: [
    tf.layers.dense({inputShape: [3], units: 5, activation: "relu", kernelInitializer: initializers.heUniform("hidden")}),
    layers.dropout("hidden", 0.5),
    tf.layers.dense({units: 2, name: "output", kernelInitializer: initializers.glorotUniform("output")}),
  ]});
  const onEpoch = (epoch: number): void => {
    const bias = model.layers[2]!.weights[1]!;
    if (shift !== 0 && epoch === 2) bias.write(tf.add(bias.read(), tf.tensor1d([shift, 0])));
  };
  await fit(model, {x, y}, {epochs: 5, batch, optimizer: {adam: {learningRate: 0.01}}, onEpoch});
  return {predictions: model.apply(tf.tensor(x.values, x.shape)) as ReturnType<typeof tf.tensor>};
};

test("fit leaves a trace: every weight by its place and short name, and what was drawn, whatever ran before in the process", async () => {
  const first = await traceOf(fitted(8));
  expect(Object.keys(first!.tensors)).toEqual(["000.dense/kernel", "001.dense/bias", "002.output/kernel", "003.output/bias"]);
  expect(first!.steps).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]);
  expect(first!.tensors["000.dense/kernel"]).toHaveLength(16);
  expect(new Set(first!.tensors["000.dense/kernel"]).size).toBe(16);
  expect(Object.keys(first!.streams)).toEqual(["initializer/hidden", "layer/hidden", "initializer/output", "order"]);
  expect(first!.streams["order"]!.map((words, i) => words - (first!.streams["order"]![i - 1] ?? 0))).toEqual([23, 0, 0, 0, 23, 0, 0, 23, 0, 0, 23, 0, 0, 23, 0, 0]);
  expect(await traceOf(fitted(8))).toEqual(first);
});

test("two runs part in the trace at the step and the tensor where their numbers do", async () => {
  const [a, b] = [await traceOf(fitted(8)), await traceOf(fitted(8, 0.5))];
  const parted = Object.keys(a!.tensors).map((name) => a!.tensors[name]!.findIndex((digest, i) => digest !== b!.tensors[name]![i]));
  expect(parted, "a bias was moved after step 6").toEqual([7, 7, 7, 7]);
});

/** One's own loop: two optimisers, one of them TensorFlow.js's own by its name, take turns on weights of their own. */
const inTurns: Train = async ({tf, optimizers}: TrainContext) => {
  const [a, b] = [tf.variable(tf.tensor1d([1, 2])), tf.variable(tf.scalar(3), true, "named")];
  const [first, second] = [optimizers.adamw({learningRate: 0.1, weightDecay: 0.1}), tf.train.sgd(0.1)];
  for (let step = 0; step < 9; step += 1) {
    tf.dispose(first.minimize(() => tf.sum(tf.square(a)), true, [a])!);
    if (step >= 2) tf.dispose(second.minimize(() => tf.square(b), true, [b])!);
  }
  return {predictions: a};
};

test("every optimiser of a run is traced, a weight from when it was first stepped", async () => {
  const trace = await traceOf(inTurns);
  expect(Object.keys(trace!.tensors)).toEqual(["000.2", "001.named"]);
  expect(trace!.steps).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16]);
  expect(trace!.tensors["001.named"]!.map((digest) => digest === "")).toEqual([true, true, true, true, ...Array.from({length: 13}, () => false)]);
  expect(new Set(trace!.tensors["001.named"]!.slice(4)).size).toBe(13);
});

test("a run that trains nothing leaves no trace, and one that diverged leaves the trace up to there", async () => {
  expect(await traceOf(({tf}) => ({predictions: tf.scalar(1)}))).toBeUndefined();
  const diverged: Train = async ({tf}) => {
    const weight = tf.variable(tf.scalar(1));
    tf.dispose(tf.train.sgd(1e30).minimize(() => tf.square(weight), true)!);
    throw new DivergedError("it left");
  };
  expect((await traceOf(diverged))?.steps).toEqual([0, 1]);
});

test("an engine that answers later leaves the same trace, and no tensor behind", async () => {
  const {tf, optimizers} = engine;
  const traced = async (late: boolean): Promise<Trace | undefined> => {
    const weights = tf.tidy(() => tf.variable(tf.tensor1d([1, 2, 3]))), optimizer = optimizers.adam({learningRate: 0.1});
    const recorder = traceRecorder(tf, {late, drawn: () => new Map()});
    const unwatch = watchSteps(tf, {...recorder, made: () => undefined});
    for (let step = 0; step < 20; step += 1) tf.tidy(() => void optimizer.minimize(() => tf.sum(tf.square(weights)), false, [weights]));
    const trace = await recorder.finish();
    unwatch();
    optimizer.dispose();
    weights.dispose();
    return trace;
  };
  const before = tf.memory().numTensors;
  expect(await traced(true)).toEqual(await traced(false));
  expect(tf.memory().numTensors).toBe(before);
});
