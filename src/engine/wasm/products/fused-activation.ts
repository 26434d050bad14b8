import type {TensorInfo} from "@tensorflow/tfjs-core";
import type {TensorFlow} from "../../engine.ts";
import {backendName} from "../backend.ts";
import type {Host} from "../host.ts";
import {input, type Attributes} from "../replacement.ts";

/** The attributes by which TensorFlow.js asks for bias and activation within a product or convolution. */
export interface FusedActivation extends Attributes {
  readonly activation?: string;
  readonly leakyreluAlpha?: number;
}

type Inputs = Readonly<Record<string, TensorInfo | undefined>>;

/** What happens to a product: what the product's own kernel can do while the numbers are near, and the rest. */
export interface Epilogue {
  /** Address of a bias of one number for each column; 0: none. */
  readonly bias: number;
  /** 0 none, 1 relu, 2 relu6. */
  readonly activation: number;
  /** Applies what is left, by kernels of their own. */
  readonly finish: (product: TensorInfo) => TensorInfo;
}

export const noEpilogue: Epilogue = {bias: 0, activation: 0, finish: (product) => product};

const ownActivations: Readonly<Record<string, number>> = {linear: 0, relu: 1, relu6: 2};
const activationKernels: Readonly<Record<string, string>> = {relu: "Relu", relu6: "Relu6", elu: "Elu", sigmoid: "Sigmoid", leakyrelu: "LeakyRelu", prelu: "Prelu"};

/** The bias and activation of a fused kernel over `columns` columns; numbers that are not floats leave everything to other kernels. */
export function epilogueOf(tf: TensorFlow, host: Host, inputs: Inputs, attributes: FusedActivation, columns: number, dtype: string): Epilogue {
  const name = attributes.activation ?? "linear";
  if (!(name in ownActivations) && !(name in activationKernels)) {
    throw new RangeError(`fused kernel: the wasm engine knows no activation ${name}; apply it as a layer or function of its own`);
  }
  const {bias} = inputs;
  const near = dtype === "float32" && (bias === undefined || (bias.dtype === "float32" && bias.shape.at(-1) === columns && tf.util.sizeFromShape(bias.shape) === columns));
  const activation = near ? ownActivations[name] : undefined;
  return {
    bias: near && bias ? host.address(bias) : 0,
    activation: activation ?? 0,
    finish: (product) => {
      const biased = near || bias === undefined ? product : replaced(tf, host, "Add", product, {a: product, b: bias}, {});
      return activation !== undefined || name === "linear" ? biased : activated(tf, host, name, biased, inputs, attributes);
    },
  };
}

function activated(tf: TensorFlow, host: Host, name: string, x: TensorInfo, inputs: Inputs, attributes: FusedActivation): TensorInfo {
  const operands = name === "prelu" ? {x, alpha: input(inputs, "preluActivationWeights")} : {x};
  return replaced(tf, host, activationKernels[name]!, x, operands, name === "leakyrelu" ? {alpha: attributes.leakyreluAlpha} : {});
}

/** What another kernel makes of a temporary tensor, which goes. */
function replaced(tf: TensorFlow, host: Host, kernelName: string, temporary: TensorInfo, inputs: Readonly<Record<string, TensorInfo>>, attrs: Attributes): TensorInfo {
  const kernel = tf.getKernel(kernelName, backendName);
  if (!kernel) throw new Error(`wasm engine: the kernel ${kernelName} is not registered`);
  const made = kernel.kernelFunc({inputs, attrs: attrs as never, backend: tf.backend()}) as TensorInfo;
  host.dispose(temporary);
  return made;
}
