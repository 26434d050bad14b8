import * as core from "@tensorflow/tfjs-core";
import type {GradConfig, NamedAttrMap, Tensor} from "@tensorflow/tfjs-core";
import {backendName} from "../wasm/backend.ts";

type Derivatives = (dy: Tensor, saved: Tensor[], attributes: NamedAttrMap) => Record<string, () => Tensor>;

/**
 * Gradients of convolutions and pools that hand every attribute on. TensorFlow.js's own refuse dilated convolutions and forget `dimRoundingMode`;
 * its other engines' kernels know no better, so there its own gradients stay.
 */
export function registerWindowGradients(): void {
  for (const [kernelName, derivatives] of Object.entries(gradients)) registerOnWasm(kernelName, derivatives);
  core.registerGradient({kernelName: "Conv3DBackpropInputV2", inputsToSave: ["dy", "filter"], gradFunc: (ddx, saved, attributes) => ofVolumeInputGradient(ddx as Tensor, saved, attributes)});
}

function registerOnWasm(kernelName: string, derivatives: Derivatives): void {
  const stock: GradConfig = core.getGradient(kernelName);
  core.registerGradient({
    ...stock,
    gradFunc: (dy, saved, attributes) => (core.getBackend() === backendName ? derivatives(dy as Tensor, saved, attributes) : stock.gradFunc(dy, saved, attributes)),
  });
}

const run = (kernel: string, inputs: Readonly<Record<string, Tensor>>, attributes: NamedAttrMap): Tensor => core.engine().runKernel(kernel, {...inputs}, attributes);

/** Of a convolution of x with a filter, by the kernels of those names. */
const ofConvolution = (byInput: string, byFilter: string): Derivatives => (dy, [x, filter], attributes) => ({
  x: () => run(byInput, {dy, filter: filter!}, {...attributes, inputShape: x!.shape}),
  filter: () => run(byFilter, {x: x!, dy}, {...attributes, filterShape: filter!.shape}),
});

const ofLargest = (kernel: string): Derivatives => (dy, [x, y], attributes) => ({x: () => run(kernel, {dy, input: x!, output: y!}, attributes)});
const ofMean = (kernel: string): Derivatives => (dy, [x], attributes) => ({x: () => run(kernel, {dy, input: x!}, attributes)});

/** The gradient of a transposed convolution of volumes, which TensorFlow.js has on no engine. */
const ofVolumeInputGradient: Derivatives = (ddx, [dy, filter], attributes) => ({
  dy: () => run("Conv3D", {x: ddx, filter: filter!}, {dataFormat: "NDHWC", dilations: [1, 1, 1], ...attributes}),
  filter: () => run("Conv3DBackpropFilterV2", {x: ddx, dy: dy!}, {...attributes, filterShape: filter!.shape}),
});

const gradients: Readonly<Record<string, Derivatives>> = {
  Conv2D: ofConvolution("Conv2DBackpropInput", "Conv2DBackpropFilter"),
  Conv3D: ofConvolution("Conv3DBackpropInputV2", "Conv3DBackpropFilterV2"),
  DepthwiseConv2dNative: ofConvolution("DepthwiseConv2dNativeBackpropInput", "DepthwiseConv2dNativeBackpropFilter"),
  Conv2DBackpropInput: (ddx, [dy, filter], attributes) => ({
    dy: () => run("Conv2D", {x: ddx, filter: filter!}, attributes),
    filter: () => run("Conv2DBackpropFilter", {x: ddx, dy: dy!}, {...attributes, filterShape: filter!.shape}),
  }),
  MaxPool: ofLargest("MaxPoolGrad"),
  MaxPool3D: ofLargest("MaxPool3DGrad"),
  AvgPool: ofMean("AvgPoolGrad"),
  AvgPool3D: ofMean("AvgPool3DGrad"),
};
