import type {Train} from "../../src/train/context.ts";

const count = 22;
export const x = {shape: [count, 6], values: Float32Array.from({length: count * 6}, (_, i) => (i * 7 % 31) / 15 - 1)};
export const y = {shape: [count], values: Int32Array.from({length: count}, (_, i) => i % 3)};

/** A perceptron on shuffled batches with dropout and Adam, whose rate follows a schedule; the code around it keeps the best epoch. */
export const perceptron: Train = async ({tf, initializers, layers, random, fit, log}) => {
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
export const convolutional: Train = async ({tf, initializers, fit}) => {
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
export const ownLoop: Train = async ({tf, random, optimizers, checkpoint, initializers, log, measure}) => {
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
export const inARow: Train = async ({tf, initializers, random, fit, log, checkpoint, optimizers}) => {
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
