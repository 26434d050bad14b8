import type {Tensor} from "@tensorflow/tfjs-core";
import {adam, integers, normals, oneHot, weightTraining, type Kit, type Started, type Training} from "./training.ts";

const [examples, inputs, classes] = [7, 5, 3];
const shapes = {w: [inputs, classes]};

/** A loss of logits or probabilities that come out of one product. */
const direct = (title: string, lossOf: (kit: Kit, outputs: Tensor) => Tensor): Training => weightTraining(`loss ${title}`, shapes, (kit, {w}) => {
  const x = normals(kit, "examples", [examples, inputs]);
  return () => lossOf(kit, kit.tf.matMul(x, w!));
});
const labels = (kit: Kit): Tensor => oneHot(kit, "labels", examples, classes);
const targets = (kit: Kit): Tensor => normals(kit, "targets", [examples, classes]);
const weights = (kit: Kit): Tensor => kit.tf.abs(normals(kit, "importance", [examples, classes]));

/** The losses of tf.losses and tf.metrics. */
const functions: readonly Training[] = [
  direct("absoluteDifference", (kit, outputs) => kit.tf.losses.absoluteDifference(targets(kit), outputs)),
  direct("cosineDistance", (kit, outputs) => kit.tf.losses.cosineDistance(targets(kit), outputs, 1)),
  direct("hingeLoss", (kit, outputs) => kit.tf.losses.hingeLoss(labels(kit), outputs)),
  direct("huberLoss", (kit, outputs) => kit.tf.losses.huberLoss(targets(kit), outputs, undefined, 0.7)),
  direct("logLoss", (kit, outputs) => kit.tf.losses.logLoss(labels(kit), kit.tf.sigmoid(outputs))),
  direct("meanSquaredError", (kit, outputs) => kit.tf.losses.meanSquaredError(targets(kit), outputs)),
  direct("meanSquaredError, weighted, summed", (kit, outputs) => kit.tf.losses.meanSquaredError(targets(kit), outputs, weights(kit), kit.tf.Reduction.SUM)),
  direct("meanSquaredError, weighted mean", (kit, outputs) => kit.tf.losses.meanSquaredError(targets(kit), outputs, weights(kit), kit.tf.Reduction.MEAN)),
  direct("sigmoidCrossEntropy, smoothed", (kit, outputs) => kit.tf.losses.sigmoidCrossEntropy(labels(kit), outputs, undefined, 0.1)),
  direct("softmaxCrossEntropy", (kit, outputs) => kit.tf.losses.softmaxCrossEntropy(labels(kit), outputs)),
  direct("softmaxCrossEntropy, smoothed", (kit, outputs) => kit.tf.losses.softmaxCrossEntropy(labels(kit), outputs, undefined, 0.2)),
];

/** Classes given as numbers, to compare with probabilities; else rows of targets between 0 and 1. */
const compiled = [
  "meanSquaredError", "meanAbsoluteError", "meanAbsolutePercentageError", "meanSquaredLogarithmicError", "squaredHinge", "hinge", "categoricalHinge", "logcosh",
  "categoricalCrossentropy", "sparseCategoricalCrossentropy", "binaryCrossentropy", "kullbackLeiblerDivergence", "poisson", "cosineProximity",
] as const;

/** A model compiled with a loss by its name, trained batch by batch as tf.layers does it. */
function startCompiled(kit: Kit, loss: string): Started {
  const {tf, initial} = kit;
  const model = tf.sequential({layers: [tf.layers.dense({units: classes, activation: "softmax", inputShape: [inputs], kernelInitializer: initial.glorotUniform("w")})]});
  const optimizer = adam(kit);
  model.compile({optimizer, loss});
  const x = normals(kit, "examples", [examples, inputs]);
  const y = loss === "sparseCategoricalCrossentropy" ? kit.hold(tf.cast(integers(kit, "labels", [examples, 1], classes), "float32")) : labels(kit);
  return {
    step: async () => (await model.trainOnBatch(x, y)) as number,
    weights: () => model.getWeights(),
    dispose: () => {
      optimizer.dispose();
      model.dispose();
    },
  };
}

/** Every loss, by function and by name. */
export const loss: readonly Training[] = [...functions, ...compiled.map((name): Training => ({title: `loss ${name} of a compiled model`, steps: 4, start: (kit) => startCompiled(kit, name)}))];
