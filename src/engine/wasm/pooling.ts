import type {backend_util} from "@tensorflow/tfjs-core";
import type {TensorFlow} from "../engine.ts";
import {floats, type Attributes, type Replacement} from "./replacement.ts";

/** Largest and mean value of windows, and their gradients. */
export const pooling: Replacement = (tf, host) => ({
  MaxPool: (inputs, attributes) => {
    const x = floats(inputs, "x", "maxPool");
    const geometry = geometryOf(tf, x.shape, attributes);
    const out = host.output(geometry.outShape);
    host.kernels.maxPool(host.address(x), host.address(out), ...numbersOf(geometry));
    return out;
  },
  MaxPoolGrad: (inputs, attributes) => {
    const x = floats(inputs, "input", "maxPool");
    const out = host.output(x.shape);
    host.kernels.maxPoolGradient(host.address(x), host.address(floats(inputs, "dy", "maxPool")), host.address(out), ...numbersOf(geometryOf(tf, x.shape, attributes)));
    return out;
  },
  AvgPool: (inputs, attributes) => {
    const x = floats(inputs, "x", "avgPool");
    const geometry = geometryOf(tf, x.shape, attributes);
    const out = host.output(geometry.outShape);
    host.kernels.averagePool(host.address(x), host.address(out), ...numbersOf(geometry));
    return out;
  },
  AvgPoolGrad: (inputs, attributes) => {
    const x = floats(inputs, "input", "avgPool");
    const out = host.output(x.shape);
    host.kernels.averagePoolGradient(host.address(floats(inputs, "dy", "avgPool")), host.address(out), ...numbersOf(geometryOf(tf, x.shape, attributes)));
    return out;
  },
});

function geometryOf(tf: TensorFlow, image: readonly number[], attributes: Attributes): backend_util.Conv2DInfo {
  const {filterSize, strides, pad, dimRoundingMode} = attributes as unknown as {
    filterSize: number | [number, number]; strides: number | [number, number]; pad: "same" | "valid" | number; dimRoundingMode?: "floor" | "round" | "ceil";
  };
  return tf.backend_util.computePool2DInfo(image as [number, number, number, number], filterSize, strides, 1, pad, dimRoundingMode);
}

const numbersOf = (geometry: backend_util.Conv2DInfo): readonly number[] => [
  geometry.batchSize, geometry.inHeight, geometry.inWidth, geometry.inChannels, geometry.filterHeight, geometry.filterWidth, geometry.outHeight, geometry.outWidth,
  geometry.strideHeight, geometry.strideWidth, geometry.padInfo.top, geometry.padInfo.left,
];
