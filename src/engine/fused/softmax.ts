import * as core from "@tensorflow/tfjs-core";
import type {Tensor} from "@tensorflow/tfjs-core";
import {hasKernel, isRecorded, registerGradient, runKernel} from "./kernel.ts";

/** The logarithm of the softmax along the last axis. */
export function logSoftmax(logits: Tensor, axis = -1): Tensor {
  const last = axis === -1 || axis === logits.rank - 1;
  return last && logits.dtype === "float32" && hasKernel("LogSoftmax") ? runKernel("LogSoftmax", {logits}, {axis: logits.rank - 1}) : core.logSoftmax(logits, axis);
}

/** One kernel each for the gradients of softmax and its logarithm, where there is one. */
export function registerSoftmaxGradients(): void {
  registerGradient({
    kernel: "Softmax",
    saves: [],
    savesOutputs: [true],
    gradients: ([dy], [y]) => ({logits: () => softmaxGradient(dy!, y!)}),
  });
  registerGradient({
    kernel: "LogSoftmax",
    saves: [],
    savesOutputs: [true],
    gradients: ([dy], [y]) => ({logits: () => (usable("LogSoftmaxGradient") ? runKernel("LogSoftmaxGradient", {y: y!, dy: dy!}) : core.sub(dy!, core.mul(core.sum(dy!, -1, true), core.exp(y!))))}),
  });
}

function softmaxGradient(dy: Tensor, y: Tensor): Tensor {
  if (usable("SoftmaxGradient")) return runKernel("SoftmaxGradient", {y, dy});
  return core.mul(core.sub(dy, core.sum(core.mul(dy, y), -1, true)), y);
}

/** A gradient that is differentiated again needs operations that have gradients. */
const usable = (kernel: string): boolean => !isRecorded() && hasKernel(kernel);
