import * as core from "@tensorflow/tfjs-core";
import type {Tensor, TensorLike} from "@tensorflow/tfjs-core";
import type {TensorFlow} from "../engine.ts";
import {registerCrossEntropyGradients} from "./cross-entropy.ts";
import {registerCumulativeGradient} from "../gradients/cumulative-gradient.ts";
import {fuseGeluActivations, registerGeluGradient} from "./gelu.ts";
import {fuseNormalizingLayers} from "./layers.ts";
import {registerLossGradients} from "./losses.ts";
import {registerNormalizationGradients} from "./normalization.ts";
import {logSoftmax, registerSoftmaxGradients} from "./softmax.ts";
import {registerMirrorGradient} from "../gradients/mirror-gradient.ts";
import {registerSumGradients} from "../gradients/sum-gradient.ts";
import {fusedLosses} from "./tensorflow-losses.ts";

const logSoftmaxOf = (logits: Tensor | TensorLike, axis?: number): Tensor => logSoftmax(logits instanceof core.Tensor ? logits : core.tensor(logits), axis);

/** -ln(1 + e^-x). TensorFlow.js's own gradient reads x after it is gone, where x is no variable. */
const logSigmoid = (x: Tensor | TensorLike): Tensor => core.neg(core.softplus(core.neg(x)));

/** What takes the place of TensorFlow.js's own operations in the namespace that experiments see. */
export const fusedOperations: Pick<TensorFlow, "losses" | "logSoftmax" | "logSigmoid"> = {losses: fusedLosses, logSoftmax: logSoftmaxOf as TensorFlow["logSoftmax"], logSigmoid: logSigmoid as TensorFlow["logSigmoid"]};

/** Tells TensorFlow.js the gradients of our fused kernels and has its layers use them. */
export function fuse(): void {
  registerSoftmaxGradients();
  registerCrossEntropyGradients();
  registerLossGradients();
  registerNormalizationGradients();
  registerCumulativeGradient();
  registerSumGradients();
  registerMirrorGradient();
  registerGeluGradient();
  fuseNormalizingLayers();
  fuseGeluActivations();
}
