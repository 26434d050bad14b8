import type {TensorInfo} from "@tensorflow/tfjs-core";
import type {TensorFlow} from "../../engine.ts";
import {epilogueOf, noEpilogue, type Epilogue, type FusedActivation} from "../products/fused-activation.ts";
import type {Host} from "../host.ts";
import {floats, type Attributes, type Replacement} from "../replacement.ts";
import {convolutionGeometry, expectShape, planeNumbers} from "./window-geometry.ts";

type Address = number;

/** The exports of kernels.wasm for plane convolutions; the numbers are those of `planeNumbers`, then bias and activation, then whether to add, then scratch memory. */
export interface ConvolutionKernels {
  convolution(x: Address, w: Address, y: Address, ...numbersBiasActivationAddScratch: readonly number[]): void;
  convolutionFilterGradient(x: Address, w: Address, y: Address, ...numbersAddScratch: readonly number[]): void;
  convolutionInputGradient(x: Address, w: Address, y: Address, ...numbersAddScratchWorkspace: readonly number[]): void;
  convolutionInputGradientBytes(channels: number, filterHeight: number, filterWidth: number): number;
}

/** Two-dimensional convolution [batch, height, width, channels] and its two gradients, dilated too; assembly/windows/convolution.ts says the order of each sum. */
export const convolution: Replacement = (tf, host) => ({
  Conv2D: (inputs, attributes) => convolve(tf, host, floats(inputs, "x", "conv2d"), floats(inputs, "filter", "conv2d"), attributes, () => noEpilogue),
  FusedConv2D: (inputs, attributes) => convolve(
    tf, host, floats(inputs, "x", "conv2d"), floats(inputs, "filter", "conv2d"), attributes,
    (columns) => epilogueOf(tf, host, inputs, attributes as FusedActivation, columns, "float32"),
  ),
  Conv2DBackpropFilter: (inputs, attributes) => filterGradient(tf, host, floats(inputs, "x", "conv2d"), floats(inputs, "dy", "conv2d"), attributes),
  Conv2DBackpropInput: (inputs, attributes) => inputGradient(tf, host, floats(inputs, "dy", "conv2d"), floats(inputs, "filter", "conv2d"), attributes),
});

function convolve(tf: TensorFlow, host: Host, x: TensorInfo, filter: TensorInfo, attributes: Attributes, epilogueFor: (columns: number) => Epilogue): TensorInfo {
  const geometry = convolutionGeometry(tf, "conv2d", x.shape, filter.shape, attributes);
  const out = host.output(geometry.outShape);
  const {bias, activation, finish} = epilogueFor(geometry.outChannels);
  host.kernels.convolution(host.address(x), host.address(filter), host.address(out), ...planeNumbers(geometry), bias, activation, 0, host.scratch);
  return finish(out);
}

function filterGradient(tf: TensorFlow, host: Host, x: TensorInfo, dy: TensorInfo, attributes: Attributes): TensorInfo {
  const geometry = convolutionGeometry(tf, "conv2d", x.shape, attributes["filterShape"] as number[], attributes);
  expectShape("conv2d", dy, geometry.outShape);
  const out = host.output(geometry.filterShape);
  host.kernels.convolutionFilterGradient(host.address(x), host.address(out), host.address(dy), ...planeNumbers(geometry), 0, host.scratch);
  return out;
}

function inputGradient(tf: TensorFlow, host: Host, dy: TensorInfo, filter: TensorInfo, attributes: Attributes): TensorInfo {
  const geometry = convolutionGeometry(tf, "conv2d", attributes["inputShape"] as number[], filter.shape, attributes);
  expectShape("conv2d", dy, geometry.outShape);
  const out = host.output(geometry.inShape);
  const workspace = host.workspace(inputGradientBytes(host, geometry));
  host.kernels.convolutionInputGradient(host.address(out), host.address(filter), host.address(dy), ...planeNumbers(geometry), 0, host.scratch, workspace);
  return out;
}

interface PlaneExtents {
  readonly inChannels: number;
  readonly filterHeight: number;
  readonly filterWidth: number;
}

/** Workspace for the gradient by the input. */
export const inputGradientBytes = (host: Host, {inChannels, filterHeight, filterWidth}: PlaneExtents): number =>
  host.kernels.convolutionInputGradientBytes(inChannels, filterHeight, filterWidth);
