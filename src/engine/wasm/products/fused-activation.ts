import type {TensorInfo} from "@tensorflow/tfjs-core";
import type {TensorFlow} from "../../engine.ts";
import {accepted} from "../elementwise/accepted.ts";
import {combineInto} from "../elementwise/pairs.ts";
import {selu} from "../elementwise/singles.ts";
import type {Host} from "../host.ts";
import type {Attributes, Inputs} from "../replacement.ts";

/** The attributes by which TensorFlow.js asks for bias and activation within a product or convolution. */
export interface FusedActivation extends Attributes {
  readonly activation?: string;
  readonly leakyreluAlpha?: number;
}

/** What happens to a product: what the product's own kernel can do while the numbers are near, and the rest. */
export interface Epilogue {
  /** Address of a bias of one number for each column; 0: none. */
  readonly bias: number;
  /** 0 none, 1 relu, 2 relu6. */
  readonly activation: number;
  /** Applies what is left, in place. */
  readonly finish: (product: TensorInfo) => TensorInfo;
}

export const noEpilogue: Epilogue = {bias: 0, activation: 0, finish: (product) => product};

type ProductType = "float32" | "int32";
/** Changes `count` numbers from an address on. */
type InPlace = (host: Host, x: number, count: number, attributes: FusedActivation) => void;

const withinKernel: Readonly<Record<string, number>> = {linear: 0, relu: 1, relu6: 2};
const largestWhole = 0x7fffffff, slopeBelow = 0.2;

const ofFloats: Readonly<Record<string, InPlace>> = {
  linear: () => undefined,
  relu: ({kernels}, x, count) => kernels.relu(x, x, count),
  relu6: ({kernels}, x, count) => kernels.clip(x, x, count, 0, 6),
  elu: ({kernels}, x, count) => kernels.elu(x, x, count),
  selu: ({kernels}, x, count) => kernels.selu(x, x, count, selu.above, selu.below),
  sigmoid: ({kernels}, x, count) => kernels.sigmoid(x, x, count),
  tanh: ({kernels}, x, count) => kernels.tanh(x, x, count),
  softplus: ({kernels}, x, count) => kernels.softplus(x, x, count),
  gelu: ({kernels}, x, count) => kernels.gelu(x, x, count),
  gelu_new: ({kernels}, x, count) => kernels.geluByTanh(x, x, count),
  leakyrelu: ({kernels}, x, count, {leakyreluAlpha}) => kernels.leakyRelu(x, x, count, leakyreluAlpha ?? slopeBelow),
};

const ofWholes: Readonly<Record<string, InPlace>> = {
  linear: () => undefined,
  relu: ({kernels}, x, count) => kernels.clipInt(x, x, count, 0, largestWhole),
  relu6: ({kernels}, x, count) => kernels.clipInt(x, x, count, 0, 6),
};

/** The bias and activation of a fused kernel over `columns` columns. */
export function epilogueOf(tf: TensorFlow, host: Host, inputs: Inputs, attributes: FusedActivation, columns: number, dtype: ProductType): Epilogue {
  const name = attributes.activation ?? "linear", activate = activationOf(tf, host, name, inputs, attributes, dtype);
  const bias = inputs["bias"] && accepted(inputs, "bias", "fused kernel", [dtype]);
  const near = dtype === "float32" && (bias === undefined || (bias.shape.at(-1) === columns && tf.util.sizeFromShape(bias.shape) === columns));
  const activation = near ? withinKernel[name] : undefined;
  return {
    bias: near && bias ? host.address(bias) : 0,
    activation: activation ?? 0,
    finish: (product) => {
      if (bias && !near) combineInto(tf, host, dtype === "int32" ? "addInt" : "add", product, bias, "fused kernel: a bias");
      if (activation === undefined) activate(product);
      return product;
    },
  };
}

function activationOf(tf: TensorFlow, host: Host, name: string, inputs: Inputs, attributes: FusedActivation, dtype: ProductType): (product: TensorInfo) => void {
  if (name === "prelu" && dtype === "float32") {
    const slopes = accepted(inputs, "preluActivationWeights", "fused kernel", [dtype]);
    return (product) => combineInto(tf, host, "prelu", product, slopes, "fused kernel: slopes");
  }
  const apply = (dtype === "int32" ? ofWholes : ofFloats)[name];
  if (!apply) throw new RangeError(`fused kernel: the wasm engine knows no activation ${name} of ${dtype}; apply it as a layer or function of its own`);
  return (product) => apply(host, host.address(product), tf.util.sizeFromShape(product.shape), attributes);
}
