import * as core from "@tensorflow/tfjs-core";
import type {Tensor} from "@tensorflow/tfjs-core";
import {UserError} from "../../errors.ts";
import {hasKernel, registerGradient, runKernel} from "./kernel.ts";

/** (prediction - label)², number by number. */
export function squaredError(predictions: Tensor, labels: Tensor): Tensor {
  return elementwise("squaredError", "SquaredError", predictions, labels, (p, l) => core.squaredDifference(p, l));
}

/** Cross-entropy of sigmoid(logits) with labels from 0 to 1, number by number, in nats: max(x, 0) - x · label + log(1 + exp(-|x|)). */
export function sigmoidCrossEntropy(logits: Tensor, labels: Tensor): Tensor {
  return elementwise("sigmoidCrossEntropy", "SigmoidCrossEntropy", logits, labels, (x, label) =>
    core.add(core.sub(core.relu(x), core.mul(x, label)), core.log1p(core.exp(core.neg(core.abs(x))))));
}

/** Huber's loss, number by number: error² / 2 up to `delta`, linear beyond (Huber, 1964, "Robust estimation of a location parameter"). */
export function huberLoss(predictions: Tensor, labels: Tensor, delta = 1): Tensor {
  return elementwise("huberLoss", "HuberLoss", predictions, labels, (p, l) => {
    const error = core.abs(core.sub(p, l)), near = core.minimum(error, delta);
    return core.add(core.mul(0.5, core.square(near)), core.mul(delta, core.sub(error, near)));
  }, {delta});
}

type Attributes = Readonly<Record<string, number>>;

function elementwise(name: string, kernel: string, predictions: Tensor, labels: Tensor, composed: (predictions: Tensor, labels: Tensor) => Tensor, attributes: Attributes = {}): Tensor {
  if (String(predictions.shape) !== String(labels.shape)) {
    throw new UserError(`${name}: expected labels of the predictions' shape [${predictions.shape}], got [${labels.shape}].`, "Give one label per prediction, for instance with tf.reshape.");
  }
  return core.tidy(() => {
    const targets = labels.dtype === "float32" ? labels : core.cast(labels, "float32");
    return hasKernel(kernel) ? runKernel(kernel, {predictions, labels: targets}, attributes) : composed(predictions, targets);
  });
}

export function registerLossGradients(): void {
  symmetric("SquaredError");
  symmetric("HuberLoss");
  registerGradient({
    kernel: "SigmoidCrossEntropy",
    saves: ["predictions", "labels"],
    gradients: ([dy], [predictions, labels]) => ({
      predictions: () => runKernel("SigmoidCrossEntropyGradient", {predictions: predictions!, labels: labels!, dy: dy!}),
      labels: () => core.neg(core.mul(dy!, predictions!)),
    }),
  });
}

/** A loss of the difference alone: by the label it falls as it rises by the prediction. */
function symmetric(kernel: string): void {
  registerGradient({
    kernel,
    saves: ["predictions", "labels"],
    gradients: ([dy], [predictions, labels], attributes) => {
      const slope = (): Tensor => runKernel(`${kernel}Gradient`, {predictions: predictions!, labels: labels!, dy: dy!}, attributes);
      return {predictions: slope, labels: () => core.neg(slope())};
    },
  });
}
