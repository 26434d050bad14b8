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

/** What takes the place of TensorFlow.js's own operations in the namespace that experiments see. */
export const fusedOperations: Pick<TensorFlow, "losses" | "logSoftmax"> = {losses: fusedLosses, logSoftmax: logSoftmaxOf as TensorFlow["logSoftmax"]};

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
