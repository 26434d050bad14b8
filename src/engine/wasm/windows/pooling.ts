import type {TensorInfo} from "@tensorflow/tfjs-core";
import type {TensorFlow} from "../../engine.ts";
import type {Host} from "../host.ts";
import {floats, input, type Attributes, type Kernel, type Replacement} from "../replacement.ts";
import {expectShape, planeWindows, poolGeometry, volumePoolGeometry, volumeWindows} from "./window-geometry.ts";

type Address = number;

/** The exports of kernels.wasm for pools; the windows are those of `volumeWindows`. */
export interface PoolingKernels {
  maxPool(x: Address, y: Address, ...windows: readonly number[]): void;
  maxPoolInt32(x: Address, y: Address, ...windows: readonly number[]): void;
  maxPoolIndices(x: Address, indices: Address, ...windowsIncludeBatch: readonly number[]): void;
  maxPoolGradient(x: Address, dy: Address, dx: Address, ...windows: readonly number[]): void;
  averagePool(x: Address, y: Address, ...windows: readonly number[]): void;
  averagePoolGradient(dy: Address, dx: Address, ...windows: readonly number[]): void;
}

interface Windows {
  readonly outShape: number[];
  readonly numbers: readonly number[];
}
type WindowsOf = (tf: TensorFlow, kernel: string, image: readonly number[], attributes: Attributes) => Windows;

const plane: WindowsOf = (tf, kernel, image, attributes) => {
  const geometry = poolGeometry(tf, kernel, image, attributes);
  return {outShape: geometry.outShape, numbers: planeWindows(geometry)};
};
const volume: WindowsOf = (tf, kernel, image, attributes) => {
  const geometry = volumePoolGeometry(tf, kernel, image, attributes);
  return {outShape: geometry.outShape, numbers: volumeWindows(geometry)};
};

/** Largest and mean value of windows over planes and volumes, and their gradients; what lies in the padding is not there. */
export const pooling: Replacement = (tf, host) => ({
  MaxPool: largest(tf, host, "maxPool", plane),
  MaxPool3D: largest(tf, host, "maxPool3d", volume),
  MaxPoolGrad: largestGradient(tf, host, "maxPool", plane),
  MaxPool3DGrad: largestGradient(tf, host, "maxPool3d", volume),
  MaxPoolWithArgmax: (inputs, attributes) => {
    const x = floats(inputs, "x", "maxPoolWithArgmax");
    const {outShape, numbers} = plane(tf, "maxPoolWithArgmax", x.shape, attributes);
    const out = host.output(outShape), indices = host.output(outShape, "int32");
    host.kernels.maxPool(host.address(x), host.address(out), ...numbers);
    host.kernels.maxPoolIndices(host.address(x), host.address(indices), ...numbers, attributes["includeBatchInIndex"] === true ? 1 : 0);
    return [out, indices];
  },
  AvgPool: mean(tf, host, "avgPool", plane),
  AvgPool3D: mean(tf, host, "avgPool3d", volume),
  AvgPoolGrad: meanGradient(tf, host, "avgPool", plane),
  AvgPool3DGrad: meanGradient(tf, host, "avgPool3d", volume),
});

function largest(tf: TensorFlow, host: Host, title: string, windows: WindowsOf): Kernel {
  return (inputs, attributes) => {
    const x = input(inputs, "x");
    const {outShape, numbers} = windows(tf, title, x.shape, attributes);
    const whole = x.dtype === "int32";
    const out = host.output(outShape, (whole ? x : floats(inputs, "x", title)).dtype as "float32" | "int32");
    (whole ? host.kernels.maxPoolInt32 : host.kernels.maxPool)(host.address(x), host.address(out), ...numbers);
    return out;
  };
}

function largestGradient(tf: TensorFlow, host: Host, title: string, windows: WindowsOf): Kernel {
  return (inputs, attributes) => {
    const x = floats(inputs, "input", title);
    const {outShape, numbers} = windows(tf, title, x.shape, attributes);
    const dy = expectShape(title, floats(inputs, "dy", title), outShape);
    const out = host.output(x.shape);
    host.kernels.maxPoolGradient(host.address(x), host.address(dy), host.address(out), ...numbers);
    return out;
  };
}

function mean(tf: TensorFlow, host: Host, title: string, windows: WindowsOf): Kernel {
  return (inputs, attributes) => {
    const x = floats(inputs, "x", title);
    const {outShape, numbers} = windows(tf, title, x.shape, attributes);
    const out: TensorInfo = host.output(outShape);
    host.kernels.averagePool(host.address(x), host.address(out), ...numbers);
    return out;
  };
}

function meanGradient(tf: TensorFlow, host: Host, title: string, windows: WindowsOf): Kernel {
  return (inputs, attributes) => {
    const x = floats(inputs, "input", title);
    const {outShape, numbers} = windows(tf, title, x.shape, attributes);
    const dy = expectShape(title, floats(inputs, "dy", title), outShape);
    const out = host.output(x.shape);
    host.kernels.averagePoolGradient(host.address(dy), host.address(out), ...numbers);
    return out;
  };
}
