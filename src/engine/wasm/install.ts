import type {Attribute, NamedTensorInfoMap} from "@tensorflow/tfjs-core";
import type {TensorFlow} from "../engine.ts";
import {register} from "../registration.ts";
import {activationGradients} from "./activation-gradients.ts";
import {batchesAndSpace} from "./batches-and-space.ts";
import {casting} from "./casting.ts";
import {convolution} from "./convolution.ts";
import {depthwise} from "./depthwise.ts";
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
import {softmax} from "./softmax.ts";
import {sparse} from "./sparse.ts";
import {stepping} from "./stepping.ts";
import {suppression} from "./suppression.ts";
import {volumeConvolution} from "./volume-convolution.ts";
import {warping} from "./warping.ts";

const replacements: readonly Replacement[] = [
  matmul, convolution, volumeConvolution, depthwise, pooling, morphology, rows, reductions, softmax, normalization, losses, singleKernels, pairs, casting, activationGradients, stepping,
  sharing, slicing, joining, permuting, padding, batchesAndSpace, making, scattering, sparse, searching, resizing, warping, suppression,
];

/** Puts our kernels in the place of TensorFlow.js's own; what is missing then refuses by name. */
export function installKernels(tf: TensorFlow, host: Host): void {
  const previous = stockKernels(tf);
  for (const replacement of replacements) {
    for (const [kernelName, kernel] of Object.entries(replacement(tf, host, previous))) {
      register(tf, {
        kernelName,
        backendName: "wasm",
        kernelFunc: ({inputs, attrs}) => kernel(inputs, (attrs ?? {}) as Readonly<Record<string, Attribute>>),
      });
    }
  }
  refuseMissing(tf);
}

/** TensorFlow.js's registry is one per process: whether an engine was opened here before. */
export const hasOurKernels = (tf: TensorFlow): boolean => tf.getKernel("AdamStep", "wasm") !== undefined;

/** TensorFlow.js's kernels by name, as they were before ours replaced them. */
function stockKernels(tf: TensorFlow): (name: string) => Kernel {
  const stock = new Map(tf.getKernelsForBackend("wasm").map((config) => [config.kernelName, config.kernelFunc]));
  return (name) => (inputs, attrs) => {
    const kernel = stock.get(name);
    if (!kernel) throw new Error(`wasm engine: TensorFlow.js has no kernel ${name}`);
    return kernel({inputs: inputs as NamedTensorInfoMap, attrs: attrs as Record<string, Attribute>, backend: tf.backend()});
  };
}
