import * as core from "@tensorflow/tfjs-core";
import type {Tensor, Tensor4D} from "@tensorflow/tfjs-core";

type Fused = typeof core.fused;
type FusedOptions = Parameters<Fused["conv2d"]>[0];

/** What we use of a layer of the class Conv2D. */
interface ConvolutionLayer {
  readonly dilationRate: number | readonly number[];
  readonly strides: [number, number];
  readonly padding: "same" | "valid";
  readonly dataFormat: "channelsLast" | "channelsFirst";
  readonly kernel: {read(): Tensor4D};
  readonly bias: {read(): Tensor} | null;
  readonly activation: {apply(x: Tensor): Tensor} | null;
  call(inputs: Tensor | Tensor[], options: unknown): Tensor | Tensor[];
}

/**
 * TensorFlow.js's fused convolutions refuse the gradient of a dilated one wherever they are called, and layers call them. Here a dilated one is
 * computed step by step, in the same bits, and so has its gradient from window-gradients.ts.
 */
export const fused: Fused = {
  ...core.fused,
  conv2d: ((options: FusedOptions) => (isDilated(options.dilations) ? stepByStep(convolved(options), options) : core.fused.conv2d(options))) as Fused["conv2d"],
  depthwiseConv2d: ((options: FusedOptions) => (isDilated(options.dilations) ? stepByStep(depthwise(options), options) : core.fused.depthwiseConv2d(options as Parameters<Fused["depthwiseConv2d"]>[0]))) as Fused["depthwiseConv2d"],
};

/** The same for layers of the class Conv2D. */
export function letDilatedLayersLearn(): void {
  const [Conv2D] = core.serialization.SerializationMap.getMap().classNameMap["Conv2D"]!;
  const prototype = Conv2D.prototype as unknown as {call: ConvolutionLayer["call"]};
  const call = prototype.call;
  prototype.call = function (this: ConvolutionLayer, inputs, options) {
    return isDilated(this.dilationRate) && this.dataFormat === "channelsLast" ? core.tidy(() => layerOutput(this, inputs)) : call.call(this, inputs, options);
  };
}

function layerOutput(layer: ConvolutionLayer, inputs: Tensor | Tensor[]): Tensor {
  const x = (Array.isArray(inputs) ? inputs[0] : inputs) as Tensor4D;
  const product = core.conv2d(x, layer.kernel.read(), layer.strides, layer.padding, "NHWC", layer.dilationRate as [number, number]);
  const biased = layer.bias ? core.add(product, layer.bias.read()) : product;
  return layer.activation ? layer.activation.apply(biased) : biased;
}

const isDilated = (dilations: number | readonly number[] | undefined): boolean => [dilations ?? 1].flat().some((extent) => extent !== 1);

const convolved = ({x, filter, strides, pad, dataFormat, dilations, dimRoundingMode}: FusedOptions): Tensor => core.conv2d(x, filter, strides, pad, dataFormat, dilations, dimRoundingMode);
const depthwise = ({x, filter, strides, pad, dataFormat, dilations, dimRoundingMode}: FusedOptions): Tensor => core.depthwiseConv2d(x, filter, strides, pad, dataFormat, dilations, dimRoundingMode);

function stepByStep(product: Tensor, {bias, activation, preluActivationWeights, leakyreluAlpha}: FusedOptions): Tensor {
  const biased = bias === undefined || bias === null ? product : core.add(product, bias);
  switch (activation ?? "linear") {
    case "linear": return biased;
    case "relu": return core.relu(biased);
    case "relu6": return core.relu6(biased);
    case "elu": return core.elu(biased);
    case "sigmoid": return core.sigmoid(biased);
    case "leakyrelu": return core.leakyRelu(biased, leakyreluAlpha);
    case "prelu": return core.prelu(biased, preluActivationWeights!);
    default: throw new RangeError(`fused convolution: unknown activation ${activation}`);
  }
}
