import * as core from "@tensorflow/tfjs-core";
import type {Tensor, Tensor1D, Tensor2D} from "@tensorflow/tfjs-core";
import {UserError} from "../../errors.ts";
import {hasKernel, registerGradient, runKernel, runKernels} from "./kernel.ts";

/** What normalisation learns; 1 and 0 where left out. */
export interface Learned {
  readonly gamma?: Tensor | undefined;
  readonly beta?: Tensor | undefined;
  /** Added to the variance. */
  readonly epsilon?: number;
}

/**
 * Layer normalisation (Ba, Kiros and Hinton, 2016) over the last `axes` axes: (x - mean) / √(variance + epsilon) · gamma + beta, gamma and beta having the
 * shape of those axes.
 */
export function layerNormalization(x: Tensor, {gamma, beta, epsilon = 1e-3}: Learned = {}, axes = gamma?.rank ?? beta?.rank ?? 1): Tensor {
  const shape = x.shape.slice(x.rank - axes);
  checkLearned("layerNormalization", shape, gamma, beta);
  return core.tidy(() => {
    const scale = gamma ?? core.ones(shape), offset = beta ?? core.zeros(shape);
    if (hasKernel("LayerNormalization")) return runKernel("LayerNormalization", {x, gamma: scale, beta: offset}, {epsilon});
    const {mean, variance} = core.moments(x, shape.map((_, i) => x.rank - axes + i), true);
    return core.add(core.mul(core.mul(core.sub(x, mean), core.rsqrt(core.add(variance, epsilon))), scale), offset);
  });
}

/** What batch normalisation in training gives: y of x's shape; mean and variance of the batch, one number per channel. */
export interface Normalized {
  readonly y: Tensor;
  readonly mean: Tensor;
  readonly variance: Tensor;
}

/** Batch normalisation in training (Ioffe and Szegedy, 2015): the channels, x's last axis, are normalised over all others; the variance is divided by the count. */
export function batchNormalization(x: Tensor, {gamma, beta, epsilon = 1e-3}: Learned = {}): Normalized {
  const channels = x.shape.at(-1) ?? 1;
  checkLearned("batchNormalization", [channels], gamma, beta);
  const [y, mean, variance] = core.tidy(() => {
    const scale = gamma ?? core.ones([channels]), offset = beta ?? core.zeros([channels]);
    if (hasKernel("BatchNormalization")) return [...runKernels("BatchNormalization", {x, gamma: scale, beta: offset}, {epsilon})];
    const rows = core.reshape(x, [-1, channels]) as Tensor2D, moments = core.moments(rows, 0);
    const normal = core.batchNorm2d(rows, moments.mean as Tensor1D, moments.variance as Tensor1D, offset as Tensor1D, scale as Tensor1D, epsilon);
    return [core.reshape(normal, x.shape), moments.mean, moments.variance];
  }) as [Tensor, Tensor, Tensor];
  return {y, mean, variance};
}

function checkLearned(name: string, shape: readonly number[], ...learned: readonly (Tensor | undefined)[]): void {
  for (const tensor of learned) {
    if (tensor === undefined || String(tensor.shape) === String(shape)) continue;
    throw new UserError(`${name}: expected gamma and beta of shape [${shape}], got [${tensor.shape}].`, "Give them the extents of the normalised axes.");
  }
}

export function registerNormalizationGradients(): void {
  registerGradient({
    kernel: "LayerNormalization",
    saves: ["x", "gamma"],
    gradients: ([dy], [x, gamma], {epsilon}) => once(runKernels("LayerNormalizationGradient", {x: x!, gamma: gamma!, dy: dy!}, {epsilon: epsilon!})),
  });
  registerGradient({
    kernel: "BatchNormalization",
    saves: ["x", "gamma"],
    savesOutputs: [false, true, true],
    gradients: ([dy, dmean, dvariance], [x, gamma, mean, variance], {epsilon}) => once(runKernels(
      "BatchNormalizationGradient", {x: x!, gamma: gamma!, mean: mean!, variance: variance!, dy: dy!, dmean: dmean!, dvariance: dvariance!}, {epsilon: epsilon!})),
  });
}

/** Gradients that one kernel has computed all at once. */
const once = ([x, gamma, beta]: readonly Tensor[]): Readonly<Record<string, () => Tensor>> => ({x: () => x!, gamma: () => gamma!, beta: () => beta!});
