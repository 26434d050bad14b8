import type {Attribute, NamedTensorInfoMap} from "@tensorflow/tfjs-core";
import type {TensorFlow} from "../engine.ts";
import {register} from "../registration.ts";
import {activationGradients} from "./activation-gradients.ts";
import {casting} from "./casting.ts";
import {convolution} from "./convolution.ts";
import {depthwise} from "./depthwise.ts";
import type {Host} from "./host.ts";
import {losses} from "./losses.ts";
import {matmul} from "./matmul.ts";
import {refuseMissing} from "./missing.ts";
import {morphology} from "./morphology.ts";
import {normalization} from "./normalization.ts";
import {pairs} from "./pairs.ts";
import {pooling} from "./pooling.ts";
import type {Kernel, Replacement} from "./replacement.ts";
import {reductions} from "./reductions.ts";
import {rows} from "./rows.ts";
import {singleKernels} from "./singles.ts";
import {softmax} from "./softmax.ts";
import {stepping} from "./stepping.ts";
import {volumeConvolution} from "./volume-convolution.ts";

const replacements: readonly Replacement[] = [matmul, convolution, volumeConvolution, depthwise, pooling, morphology, rows, reductions, softmax, normalization, losses, singleKernels, pairs, casting, activationGradients, stepping];

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
