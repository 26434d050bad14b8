import type {TensorFlow} from "../../engine.ts";
import type {Host} from "../host.ts";
import {floats, type Attributes, type Replacement} from "../replacement.ts";
import {dilationGeometry, expectShape, type PlaneGeometry} from "./window-geometry.ts";

type Address = number;

/** The exports of kernels.wasm for morphological dilation; the geometry is that of `numbersOf`. */
export interface MorphologyKernels {
  dilation(x: Address, w: Address, y: Address, ...geometry: readonly number[]): void;
  dilationGradient(byFilter: boolean, x: Address, w: Address, dy: Address, target: Address, ...geometry: readonly number[]): void;
}

/** Morphological dilation, the largest x + filter of each window, and its gradients, which go to the first largest. */
export const morphology: Replacement = (tf, host) => ({
  Dilation2D: (inputs, attributes) => {
    const x = floats(inputs, "x", "dilation2d"), filter = floats(inputs, "filter", "dilation2d");
    const geometry = dilationGeometry(tf, x.shape, filter.shape, attributes);
    const out = host.output(geometry.outShape);
    host.kernels.dilation(host.address(x), host.address(filter), host.address(out), ...numbersOf(geometry));
    return out;
  },
  Dilation2DBackpropInput: (inputs, attributes) => gradient(tf, host, inputs, attributes, false),
  Dilation2DBackpropFilter: (inputs, attributes) => gradient(tf, host, inputs, attributes, true),
});

function gradient(tf: TensorFlow, host: Host, inputs: Parameters<typeof floats>[0], attributes: Attributes, byFilter: boolean) {
  const x = floats(inputs, "x", "dilation2d"), filter = floats(inputs, "filter", "dilation2d");
  const geometry = dilationGeometry(tf, x.shape, filter.shape, attributes);
  const dy = expectShape("dilation2d", floats(inputs, "dy", "dilation2d"), geometry.outShape);
  const out = host.output(byFilter ? filter.shape : x.shape);
  host.kernels.fillZero(host.address(out), tf.util.sizeFromShape(out.shape) * 4);
  host.kernels.dilationGradient(byFilter, host.address(x), host.address(filter), host.address(dy), host.address(out), ...numbersOf(geometry));
  return out;
}

const numbersOf = (g: PlaneGeometry): readonly number[] => [
  g.batchSize, g.inHeight, g.inWidth, g.inChannels, g.filterHeight, g.filterWidth, g.outHeight, g.outWidth,
  g.strideHeight, g.strideWidth, g.dilationHeight, g.dilationWidth, g.padInfo.top, g.padInfo.left,
];
