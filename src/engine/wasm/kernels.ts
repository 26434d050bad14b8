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
import type {SamplingKernels} from "./sampling.ts";
import type {ScatterKernels} from "./scattering.ts";
import type {SearchKernels} from "./searching.ts";
import type {SingleKernels} from "./singles.ts";
import type {SoftmaxKernels} from "./softmax.ts";
import type {SparseKernels} from "./sparse.ts";
import type {SteppingKernels} from "./stepping.ts";
import type {SuppressionKernels} from "./suppression.ts";
import type {VolumeConvolutionKernels} from "./volume-convolution.ts";
import type {WalkKernels} from "./walk.ts";
import type {WarpKernels} from "./warping.ts";

type Address = number;

/** The exports of kernels.wasm; `assembly/` says what each computes. Addresses are byte offsets in the engine's memory. */
export interface Kernels extends
  ActivationGradientKernels,
  CastingKernels,
  ConvolutionKernels,
  DepthwiseKernels,
  IndexKernels,
  LossKernels,
  MakingKernels,
  MorphologyKernels,
  NormalizationKernels,
  PairKernels,
  PoolingKernels,
  ProductKernels,
  ReductionKernels,
  ResizeKernels,
  RowKernels,
  SamplingKernels,
  ScatterKernels,
  SearchKernels,
  SingleKernels,
  SoftmaxKernels,
  SparseKernels,
  SteppingKernels,
  SuppressionKernels,
  VolumeConvolutionKernels,
  WalkKernels,
  WarpKernels {
  firstFreeAddress(): Address;
  fillZero(target: Address, bytes: number): void;
}
