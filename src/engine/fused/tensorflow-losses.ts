import * as core from "@tensorflow/tfjs-core";
import type {Scalar, Tensor, TensorLike} from "@tensorflow/tfjs-core";
import {softmaxCrossEntropy} from "./cross-entropy.ts";
import {huberLoss, sigmoidCrossEntropy, squaredError} from "./losses.ts";

type Losses = typeof core.losses;
type Operand = Tensor | TensorLike;

/** TensorFlow.js's own losses with the same signatures and meaning, on fused kernels where the engine has them. */
export const fusedLosses: Losses = {
  ...core.losses,
  softmaxCrossEntropy: <T extends Tensor, O extends Tensor>(labels: T | TensorLike, logits: T | TensorLike, weights?: Operand, smoothing = 0, reduction?: core.Reduction) =>
    core.tidy(() => weighted(softmaxCrossEntropy(tensorOf(logits), smoothed(tensorOf(labels), smoothing, (classes) => 1 / classes)), weights, reduction)) as O,
  sigmoidCrossEntropy: <T extends Tensor, O extends Tensor>(labels: T | TensorLike, logits: T | TensorLike, weights?: Operand, smoothing = 0, reduction?: core.Reduction) =>
    core.tidy(() => weighted(sigmoidCrossEntropy(tensorOf(logits), smoothed(tensorOf(labels), smoothing, () => 0.5)), weights, reduction)) as O,
  meanSquaredError: <T extends Tensor, O extends Tensor>(labels: T | TensorLike, predictions: T | TensorLike, weights?: Operand, reduction?: core.Reduction) =>
    core.tidy(() => weighted(squaredError(tensorOf(predictions), tensorOf(labels)), weights, reduction)) as O,
  huberLoss: <T extends Tensor, O extends Tensor>(labels: T | TensorLike, predictions: T | TensorLike, weights?: Operand, delta = 1, reduction?: core.Reduction) =>
    core.tidy(() => weighted(huberLoss(tensorOf(predictions), tensorOf(labels), delta), weights, reduction)) as O,
};

/** A tensor of floats: as in TensorFlow.js, whole numbers and lists will do. */
function tensorOf(value: Operand): Tensor {
  const tensor = value instanceof core.Tensor ? value : core.tensor(value);
  return tensor.dtype === "float32" ? tensor : core.cast(tensor, "float32");
}

/** Labels moved towards what says nothing by that share (Szegedy and others, 2016). */
function smoothed(labels: Tensor, share: number, nothing: (classes: number) => number): Tensor {
  if (!(share > 0)) return labels;
  return core.add(core.mul(labels, 1 - share), nothing(labels.shape.at(-1) ?? 1) * share);
}

function weighted(losses: Tensor, weights: Operand | undefined, reduction: core.Reduction = core.Reduction.SUM_BY_NONZERO_WEIGHTS): Scalar | Tensor {
  const isMean = reduction === core.Reduction.MEAN || reduction === core.Reduction.SUM_BY_NONZERO_WEIGHTS;
  return (weights === undefined || weights === null) && isMean ? core.mean(losses) : core.losses.computeWeightedLoss(losses, weights, reduction);
}
