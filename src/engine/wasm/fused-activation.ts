import type {TensorInfo} from "@tensorflow/tfjs-core";
import type {Host} from "./host.ts";
import {floats, type Attributes, type Kernel} from "./replacement.ts";

/** The attributes by which TensorFlow.js asks for bias and activation within a product or convolution. */
export interface FusedActivation extends Attributes {
  readonly activation?: string;
  readonly leakyreluAlpha?: number;
}

const ownActivations: Readonly<Record<string, number>> = {linear: 0, relu: 1, relu6: 2};
const otherActivations: Readonly<Record<string, string>> = {elu: "Elu", sigmoid: "Sigmoid", leakyrelu: "LeakyRelu", prelu: "Prelu"};

/** Adds the bias and activates: in place where our kernel can, else with the activation's own kernel. */
export function activateFused(
  host: Host, kernel: (name: string) => Kernel, product: TensorInfo, inputs: Readonly<Record<string, TensorInfo | undefined>>, attributes: FusedActivation,
): TensorInfo {
  const activation = attributes.activation ?? "linear";
  addBias(host, product, inputs["bias"] === undefined ? undefined : floats(inputs, "bias", "fused kernel"), ownActivations[activation] ?? 0);
  if (activation in ownActivations) return product;
  const name = otherActivations[activation];
  if (name === undefined) throw new RangeError(`fused kernel: the wasm engine knows no activation ${activation}; apply it as a layer or function of its own`);
  const operands = activation === "prelu" ? {x: product, alpha: inputs["preluActivationWeights"]} : {x: product};
  const activated = kernel(name)(operands, {alpha: attributes.leakyreluAlpha}) as TensorInfo;
  host.dispose(product);
  return activated;
}

function addBias(host: Host, product: TensorInfo, bias: TensorInfo | undefined, activation: number): void {
  if (bias === undefined && activation === 0) return;
  const columns = product.shape.at(-1) ?? 1;
  const size = product.shape.reduce((all, extent) => all * extent, 1);
  const biasSize = bias?.shape.reduce((all, extent) => all * extent, 1) ?? columns;
  if (biasSize !== columns) throw new RangeError(`fused kernel: expected a bias of ${columns} numbers, got shape [${bias?.shape}]`);
  if (size > 0) host.kernels.addBiasAndActivate(host.address(product), size / columns, columns, bias ? host.address(bias) : 0, activation);
}
