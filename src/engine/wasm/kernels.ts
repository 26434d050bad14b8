import type {ActivationGradientKernels} from "./activation-gradients.ts";
import type {CastingKernels} from "./casting.ts";
import type {ConvolutionKernels} from "./convolution.ts";
import type {DepthwiseKernels} from "./depthwise.ts";
import type {IndexKernels} from "./indices.ts";
import type {LossKernels} from "./losses.ts";
import type {MakingKernels} from "./making.ts";
import type {ProductKernels} from "./matmul.ts";
import type {MorphologyKernels} from "./morphology.ts";
import type {NormalizationKernels} from "./normalization.ts";
import type {PairKernels} from "./pairs.ts";
import type {PoolingKernels} from "./pooling.ts";
import type {ReductionKernels} from "./reductions.ts";
import type {ResizeKernels} from "./resizing.ts";
import type {RowKernels} from "./rows.ts";
import type {ScatterKernels} from "./scattering.ts";
import type {SearchKernels} from "./searching.ts";
import type {SingleKernels} from "./singles.ts";
import type {SoftmaxKernels} from "./softmax.ts";
import type {SparseKernels} from "./sparse.ts";
import type {SuppressionKernels} from "./suppression.ts";
import type {VolumeConvolutionKernels} from "./volume-convolution.ts";
import type {WalkKernels} from "./walk.ts";
import type {WarpKernels} from "./warping.ts";

type Address = number;

/** The exports of kernels.wasm; `assembly/` says what each computes. Addresses are byte offsets in the shared memory. */
export interface Kernels extends
  ActivationGradientKernels, CastingKernels, ConvolutionKernels, DepthwiseKernels, LossKernels, MorphologyKernels, NormalizationKernels, PairKernels,
  PoolingKernels, ProductKernels, ReductionKernels, SingleKernels, SoftmaxKernels, VolumeConvolutionKernels,
  IndexKernels, MakingKernels, ResizeKernels, RowKernels, ScatterKernels, SearchKernels, SparseKernels, SuppressionKernels, WalkKernels, WarpKernels {
  sgdStep(w: Address, g: Address, count: number, rate: number): void;
  momentumStep(w: Address, g: Address, v: Address, count: number, rate: number, momentum: number, nesterov: boolean): void;
  adamStep(
    w: Address, g: Address, m: Address, v: Address, count: number,
    rate: number, beta1: number, rest1: number, beta2: number, rest2: number, correction1: number, correction2: number, epsilon: number, decay: number,
  ): void;
  fillZero(target: Address, bytes: number): void;
}
