import type {ActivationGradientKernels} from "./elementwise/activation-gradients.ts";
import type {CastingKernels} from "./elementwise/casting.ts";
import type {ConvolutionKernels} from "./windows/convolution.ts";
import type {DepthwiseKernels} from "./windows/depthwise.ts";
import type {IndexKernels} from "./movement/indices.ts";
import type {LossKernels} from "./fused/losses.ts";
import type {MakingKernels} from "./movement/making.ts";
import type {ProductKernels} from "./products/matmul.ts";
import type {MorphologyKernels} from "./windows/morphology.ts";
import type {NormalizationKernels} from "./fused/normalization.ts";
import type {PairKernels} from "./elementwise/pairs.ts";
import type {PoolingKernels} from "./windows/pooling.ts";
import type {ReductionKernels} from "./reductions/reductions.ts";
import type {ResizeKernels} from "./images/resizing.ts";
import type {RowKernels} from "./movement/rows.ts";
import type {SamplingKernels} from "./training/sampling.ts";
import type {ScatterKernels} from "./movement/scattering.ts";
import type {SearchKernels} from "./movement/searching.ts";
import type {SingleKernels} from "./elementwise/singles.ts";
import type {SoftmaxKernels} from "./fused/softmax.ts";
import type {SparseKernels} from "./movement/sparse.ts";
import type {SteppingKernels} from "./training/stepping.ts";
import type {SuppressionKernels} from "./movement/suppression.ts";
import type {VolumeConvolutionKernels} from "./windows/volume-convolution.ts";
import type {WalkKernels} from "./movement/walk.ts";
import type {WarpKernels} from "./images/warping.ts";

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
