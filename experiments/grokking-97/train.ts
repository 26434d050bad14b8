import type {Train, TrainContext} from "reprise";
import {argmax, numericArray} from "reprise/data";
import {allPairs, pairCount, sums} from "../grokking/addition.ts";
import type experiment from "./experiment.ts";

type Tf = TrainContext["tf"];
type Variable = ReturnType<Tf["variable"]>;

/**
 * f(a, b) = (u_a + v_b)² W: the two-layer network with quadratic activation of the paper on one-hot pairs, whose first layer is looked up row by row.
 * Weights are normal with standard deviation 1 / (2 (2 hidden)^(1/3)).
 */
function network(tf: Tf, initializers: TrainContext["initializers"], p: number, hidden: number) {
  const deviation = 0.5 / Math.cbrt(2 * hidden);
  const weights = (name: string, shape: number[]): Variable => tf.variable(initializers.normal(name, deviation).apply(shape));
  const [u, v, output] = [weights("first", [p, hidden]), weights("second", [p, hidden]), weights("output", [hidden, p])];
  const logits = (pairs: Int32Array) => {
    const numbers = (of: (pair: number) => number) => tf.tensor1d(pairs.map(of), "int32");
    const hiddenUnits = tf.add(tf.gather(u, numbers((pair) => Math.floor(pair / p))), tf.gather(v, numbers((pair) => pair % p)));
    return tf.matMul(tf.square(hiddenUnits), output);
  };
  return {logits, weights: {u, v, output}};
}

/** Full-batch training on half of the addition table; predictions for the whole table are kept at regular steps. */
export const train: Train<typeof experiment> = async ({tf, parameters, random, initializers, optimizers, checkpoint, log}) => {
  const {modulus: p, trainingShare, hidden, steps, every, learningRate, weightDecay, beta1, beta2, epsilon} = parameters;
  const order = random.stream("split").permutation(pairCount(p));
  const training = order.slice(0, Math.round(trainingShare * order.length)).sort();
  const targets = tf.oneHot(tf.tensor1d(sums(training, p).values, "int32"), p).toFloat();
  const {logits, weights} = network(tf, initializers, p, hidden);
  const optimizer = optimizers.adamw({learningRate, weightDecay, beta1, beta2, epsilon});
  const predicted = (): Int32Array => tf.tidy(() => argmax({shape: [pairCount(p), p], values: logits(allPairs(p)).dataSync<"float32">()}));
  const snapshots = [{step: 0, classes: predicted()}];

  await checkpoint.loop({steps, keep: {snapshots}}, (step) => {
    const loss = tf.tidy(() => optimizer.minimize(() => tf.losses.meanSquaredError(targets, logits(training)).asScalar(), true)!.dataSync()[0]!);
    if (step % every !== 0) return;
    snapshots.push({step, classes: predicted()});
    log("optimisation", {step, loss});
  });

  return {
    weights,
    predictions: {
      classes: numericArray([snapshots.length, pairCount(p)], Int32Array.from(snapshots.flatMap(({classes}) => [...classes]))),
      steps: numericArray([snapshots.length], Int32Array.from(snapshots, ({step}) => step)),
      training: numericArray([training.length], training),
    },
  };
};
