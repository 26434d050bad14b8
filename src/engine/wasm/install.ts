import type {Attribute} from "@tensorflow/tfjs-core";
import type {TensorFlow} from "../engine.ts";
import type {LeanKernel} from "../lean/internals.ts";
import {leanKernels} from "../lean/lean.ts";
import {register} from "../registration.ts";
import {activationGradients} from "./elementwise/activation-gradients.ts";
import {batchesAndSpace} from "./movement/batches-and-space.ts";
import {casting} from "./elementwise/casting.ts";
import {convolution} from "./windows/convolution.ts";
import {depthwise} from "./windows/depthwise.ts";
import {backendName} from "./backend.ts";
import type {Host} from "./host.ts";
import {joining} from "./movement/joining.ts";
import {losses} from "./fused/losses.ts";
import {making} from "./movement/making.ts";
import {matmul} from "./products/matmul.ts";
import {refuseMissing} from "./missing.ts";
import {morphology} from "./windows/morphology.ts";
import {normalization} from "./fused/normalization.ts";
import {padding} from "./movement/padding.ts";
import {pairs} from "./elementwise/pairs.ts";
import {permuting} from "./movement/permuting.ts";
import {pooling} from "./windows/pooling.ts";
import {reductions} from "./reductions/reductions.ts";
import type {Kernel, Replacement} from "./replacement.ts";
import {resizing} from "./images/resizing.ts";
import {rows} from "./movement/rows.ts";
import {scattering} from "./movement/scattering.ts";
import {searching} from "./movement/searching.ts";
import {sharing} from "./movement/sharing.ts";
import {singleKernels} from "./elementwise/singles.ts";
import {slicing} from "./movement/slicing.ts";
import {sampling} from "./training/sampling.ts";
import {softmax} from "./fused/softmax.ts";
import {sparse} from "./movement/sparse.ts";
import {stepping} from "./training/stepping.ts";
import {suppression} from "./movement/suppression.ts";
import {volumeConvolution} from "./windows/volume-convolution.ts";
import {warping} from "./images/warping.ts";

const replacements: readonly Replacement[] = [
  matmul,
  convolution,
  volumeConvolution,
  depthwise,
  pooling,
  morphology,
  rows,
  reductions,
  softmax,
  normalization,
  losses,
  singleKernels,
  pairs,
  casting,
  activationGradients,
  sampling,
  stepping,
  sharing,
  slicing,
  joining,
  permuting,
  padding,
  batchesAndSpace,
  making,
  scattering,
  sparse,
  searching,
  resizing,
  warping,
  suppression,
];

/** Registers our kernels, by name; what we have not refuses by its name. */
export function installKernels(tf: TensorFlow, host: Host): void {
  const kernels = new Map<string, Kernel>();
  const ours = (name: string): Kernel => (inputs, attributes) => kernels.get(name)!(inputs, attributes);
  for (const replacement of replacements) {
    for (const [kernelName, given] of Object.entries(replacement(tf, host, ours))) {
      const kernel = host.leavingNothing(given);
      kernels.set(kernelName, kernel);
      register(tf, {
        kernelName,
        backendName,
        kernelFunc: ({inputs, attrs}) => kernel(inputs, (attrs ?? {}) as Readonly<Record<string, Attribute>>),
      });
    }
  }
  refuseMissing(tf);
  leanKernels(tf, backendName, kernels as ReadonlyMap<string, LeanKernel>);
}
