import {inputGradientBytes} from "./convolution.ts";
import {floats, type Replacement} from "../replacement.ts";
import {expectShape, volumeConvolutionGeometry, volumeNumbers} from "./window-geometry.ts";

type Address = number;

/** The exports of kernels.wasm for volume convolutions; the numbers are those of `volumeNumbers`, then scratch memory. */
export interface VolumeConvolutionKernels {
  volumeConvolution(x: Address, w: Address, y: Address, ...numbersScratch: readonly number[]): void;
  volumeFilterGradient(x: Address, w: Address, y: Address, ...numbersScratch: readonly number[]): void;
  volumeInputGradient(x: Address, w: Address, y: Address, ...numbersScratchWorkspace: readonly number[]): void;
}

/** Three-dimensional convolution [batch, depth, height, width, channels] and its two gradients. */
export const volumeConvolution: Replacement = (tf, host) => ({
  Conv3D: (inputs, attributes) => {
    const x = floats(inputs, "x", "conv3d"), filter = floats(inputs, "filter", "conv3d");
    const geometry = volumeConvolutionGeometry(tf, x.shape, filter.shape, attributes);
    const out = host.output(geometry.outShape);
    host.kernels.volumeConvolution(host.address(x), host.address(filter), host.address(out), ...volumeNumbers(geometry), host.scratch);
    return out;
  },
  Conv3DBackpropFilterV2: (inputs, attributes) => {
    const x = floats(inputs, "x", "conv3d");
    const geometry = volumeConvolutionGeometry(tf, x.shape, attributes["filterShape"] as number[], attributes);
    const dy = expectShape("conv3d", floats(inputs, "dy", "conv3d"), geometry.outShape);
    const out = host.output(geometry.filterShape);
    host.kernels.volumeFilterGradient(host.address(x), host.address(out), host.address(dy), ...volumeNumbers(geometry), host.scratch);
    return out;
  },
  Conv3DBackpropInputV2: (inputs, attributes) => {
    const filter = floats(inputs, "filter", "conv3d");
    const geometry = volumeConvolutionGeometry(tf, attributes["inputShape"] as number[], filter.shape, attributes);
    const dy = expectShape("conv3d", floats(inputs, "dy", "conv3d"), geometry.outShape);
    const out = host.output(geometry.inShape);
    const workspace = host.workspace(inputGradientBytes(host, geometry));
    host.kernels.volumeInputGradient(host.address(out), host.address(filter), host.address(dy), ...volumeNumbers(geometry), host.scratch, workspace);
    return out;
  },
});
