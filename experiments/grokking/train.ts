import type {Train} from "reprise";
import {argmax, numericArray} from "reprise/data";
import {allPairs, oneHotPairs, pairCount, sums} from "./addition.ts";
import type experiment from "./experiment.ts";
import {network, weightNorm} from "./network.ts";

/** Full-batch training on half of the addition table; predictions for the whole table are kept at regular steps. */
export const train: Train<typeof experiment> = async ({tf, parameters, random, initializers, fit, log}) => {
  const {modulus: p, trainingShare, hidden, steps, every, learningRate, beta2, weightDecay} = parameters;
  const order = random.stream("split").permutation(pairCount(p));
  const training = order.slice(0, Math.round(trainingShare * order.length)).sort();
  const examples = {x: oneHotPairs(training, p), y: sums(training, p)};
  const model = network(tf, initializers, p, hidden);

  const table = tf.tensor2d(oneHotPairs(allPairs(p), p).values, [pairCount(p), 2 * p]);
  const predicted = async (): Promise<Int32Array> => {
    const logits = tf.tidy(() => model.apply(table) as ReturnType<typeof tf.tensor2d>);
    const classes = argmax({shape: logits.shape, values: await logits.data<"float32">()});
    logits.dispose();
    return classes;
  };
  const snapshots = [{step: 0, classes: await predicted()}];

  await fit(model, examples, {
    epochs: steps,
    batch: training.length,
    optimizer: {adamw: {learningRate, weightDecay, beta2}},
    keep: {snapshots},
    onEpoch: async (step, loss) => {
      if (step % every !== 0) return;
      snapshots.push({step, classes: await predicted()});
      log("optimisation", {step, loss, weightNorm: await weightNorm(model)});
    },
  });

  return {
    weights: model,
    predictions: {
      classes: numericArray([snapshots.length, pairCount(p)], Int32Array.from(snapshots.flatMap(({classes}) => [...classes]))),
      steps: numericArray([snapshots.length], Int32Array.from(snapshots, ({step}) => step)),
      training: numericArray([training.length], training),
    },
  };
};
