import * as core from "@tensorflow/tfjs-core";
import type {Tensor} from "@tensorflow/tfjs-core";
import {UserError} from "../../errors.ts";
import {hasKernel, registerGradient, runKernel} from "./kernel.ts";
import {logSoftmax} from "./softmax.ts";

/**
 * Cross-entropy of softmax(logits) with dense targets along the last axis: logits and labels [..., classes] → losses [...], in nats. Targets need not sum
 * to 1. A row with NaN or Infinity costs NaN. On the wasm engine a class of logit -Infinity and target 0 costs nothing.
 */
export function softmaxCrossEntropy(logits: Tensor, labels: Tensor): Tensor {
  if (String(labels.shape) !== String(logits.shape)) {
    throw new UserError(`softmaxCrossEntropy: expected labels of the logits' shape [${logits.shape}], got [${labels.shape}].`, "Give one target per class; for class numbers there is sparseSoftmaxCrossEntropy.");
  }
  return core.tidy(() => {
    const targets = as("float32", labels);
    if (hasKernel("SoftmaxCrossEntropy")) return runKernel("SoftmaxCrossEntropy", {logits, labels: targets});
    return core.neg(core.sum(core.mul(targets, logSoftmax(logits)), -1));
  });
}

/**
 * Cross-entropy of softmax(logits) with class numbers from 0: logits [..., classes], labels int32 [...] → losses [...], in nats. The wasm engine refuses a
 * number that is no class; elsewhere its row costs 0.
 */
export function sparseSoftmaxCrossEntropy(logits: Tensor, labels: Tensor): Tensor {
  if (String(labels.shape) !== String(logits.shape.slice(0, -1))) {
    throw new UserError(`sparseSoftmaxCrossEntropy: expected labels of shape [${logits.shape.slice(0, -1)}] for logits [${logits.shape}], got [${labels.shape}].`, "Give one class number per row of logits.");
  }
  return core.tidy(() => {
    const classes = as("int32", labels);
    if (hasKernel("SparseSoftmaxCrossEntropy")) return runKernel("SparseSoftmaxCrossEntropy", {logits, labels: classes});
    return core.neg(core.sum(core.mul(logSoftmax(logits), core.oneHot(classes, logits.shape.at(-1)!)), -1));
  });
}

const as = (dtype: "float32" | "int32", tensor: Tensor): Tensor => (tensor.dtype === dtype ? tensor : core.cast(tensor, dtype));

export function registerCrossEntropyGradients(): void {
  registerGradient({
    kernel: "SoftmaxCrossEntropy",
    saves: ["logits", "labels"],
    gradients: ([dy], [logits, labels]) => ({
      logits: () => runKernel("SoftmaxCrossEntropyGradient", {logits: logits!, labels: labels!, dy: dy!}),
      labels: () => core.mul(core.neg(logSoftmax(logits!)), core.expandDims(dy!, -1)),
    }),
  });
  registerGradient({
    kernel: "SparseSoftmaxCrossEntropy",
    saves: ["logits", "labels"],
    gradients: ([dy], [logits, labels]) => ({
      logits: () => runKernel("SparseSoftmaxCrossEntropyGradient", {logits: logits!, labels: labels!, dy: dy!}),
      labels: () => core.zerosLike(core.cast(labels!, "float32")),
    }),
  });
}
