import type {Attribute} from "@tensorflow/tfjs-core";
import type {TensorFlow} from "../engine.ts";
import type {LeanKernel} from "../lean/internals.ts";
import {leanKernels} from "../lean/lean.ts";
import {register} from "../registration.ts";
import {activationGradients} from "./activation-gradients.ts";
import {batchesAndSpace} from "./batches-and-space.ts";
import {casting} from "./casting.ts";
import {convolution} from "./convolution.ts";
import {depthwise} from "./depthwise.ts";
import {backendName} from "./backend.ts";
import type {Host} from "./host.ts";
import {joining} from "./joining.ts";
import {losses} from "./losses.ts";
import {making} from "./making.ts";
import {matmul} from "./matmul.ts";
import {refuseMissing} from "./missing.ts";
import {morphology} from "./morphology.ts";
import {normalization} from "./normalization.ts";
import {padding} from "./padding.ts";
import {pairs} from "./pairs.ts";
import {permuting} from "./permuting.ts";
import {pooling} from "./pooling.ts";
import {reductions} from "./reductions.ts";
import type {Kernel, Replacement} from "./replacement.ts";
import {resizing} from "./resizing.ts";
import {rows} from "./rows.ts";
import {scattering} from "./scattering.ts";
import {searching} from "./searching.ts";
import {sharing} from "./sharing.ts";
import {singleKernels} from "./singles.ts";
import {slicing} from "./slicing.ts";
import {sampling} from "./sampling.ts";
import {softmax} from "./softmax.ts";
import {sparse} from "./sparse.ts";
import {stepping} from "./stepping.ts";
import {suppression} from "./suppression.ts";
import {volumeConvolution} from "./volume-convolution.ts";
import {warping} from "./warping.ts";

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
    for (const [kernelName, kernel] of Object.entries(replacement(tf, host, ours))) {
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
