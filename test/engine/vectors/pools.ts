import type {NamedAttrMap, Tensor} from "@tensorflow/tfjs-core";
import type {TensorFlow} from "../../../src/engine/engine.ts";
import {filled} from "./numbers.ts";
import type {Vector} from "./vector.ts";

interface Setting {
  readonly name: string;
  readonly image: number[];
  readonly filterSize: number[];
  readonly strides: number[];
  readonly pad: "same" | "valid" | number | number[][];
  readonly dimRoundingMode?: "ceil" | "round" | "floor";
}

const planes: readonly Setting[] = [
  {name: " of 2 × 2", image: [2, 6, 7, 5], filterSize: [2, 2], strides: [2, 2], pad: "valid"},
  {name: " of 2 × 2, overlapping", image: [1, 5, 5, 9], filterSize: [2, 2], strides: [1, 1], pad: "valid"},
  {name: " of 3 × 3, same", image: [2, 7, 5, 4], filterSize: [3, 3], strides: [2, 2], pad: "same"},
  {name: " of 3 × 2, unequal strides, same", image: [1, 8, 9, 3], filterSize: [3, 2], strides: [1, 3], pad: "same"},
  {name: " padded by 1, rounded up", image: [1, 6, 6, 2], filterSize: [3, 3], strides: [2, 2], pad: 1, dimRoundingMode: "ceil"},
  {name: " with unequal padding", image: [1, 5, 5, 4], filterSize: [3, 3], strides: [2, 2], pad: [[0, 0], [1, 0], [0, 2], [0, 0]]},
];

const volumes: readonly Setting[] = [
  {name: " of 2 × 2 × 2", image: [1, 4, 4, 5, 3], filterSize: [2, 2, 2], strides: [2, 2, 2], pad: "valid"},
  {name: ", overlapping, same", image: [2, 3, 5, 4, 5], filterSize: [3, 2, 3], strides: [2, 1, 1], pad: "same"},
];

const run = (tf: TensorFlow, kernel: string, inputs: Readonly<Record<string, Tensor>>, attributes: object): Tensor => tf.engine().runKernel(kernel, {...inputs}, attributes as NamedAttrMap);

/** A pool and its gradient; equal numbers are frequent, so that the first of them has to win. */
function two(kernel: string, {name, image, filterSize, strides, pad, dimRoundingMode}: Setting): readonly Vector[] {
  const attributes = {filterSize, strides, pad, ...(dimRoundingMode ? {dimRoundingMode} : {})};
  const x = (tf: TensorFlow): Tensor => tf.div(tf.round(tf.mul(filled(tf, image, 401), 4)), 4);
  const made = (tf: TensorFlow): Tensor => run(tf, kernel, {x: x(tf)}, attributes);
  return [
    {title: `${kernel}${name}`, make: made},
    {title: `${kernel}Grad${name}`, make: (tf) => run(tf, `${kernel}Grad`, {dy: filled(tf, made(tf).shape, 402), input: x(tf), output: made(tf)}, attributes)},
  ];
}

const special = (tf: TensorFlow): never => tf.tensor4d([NaN, 1, -0, 0, 0, -0, -Infinity, -Infinity, 2 ** -149, 0, Infinity, 5, -Infinity, -0, 3e38, 3e38], [1, 4, 4, 1]) as never;
const positions = (tf: TensorFlow, image: number[], pad: "same" | "valid", includeBatch: boolean): Tensor[] => {
  const {result, indexes} = tf.maxPoolWithArgmax(filled(tf, image, 403) as never, [3, 2], [2, 2], pad, includeBatch) as unknown as {result: Tensor; indexes: Tensor};
  return [result, indexes];
};

const others: readonly Vector[] = [
  {title: "MaxPool of whole numbers", make: (tf) => tf.maxPool(tf.cast(tf.mul(filled(tf, [1, 5, 5, 6], 404), 1e9), "int32") as never, 2, 2, "same")},
  {title: "MaxPool of NaN, infinities, zeros and denormals", make: (tf) => tf.maxPool(special(tf), 2, 2, "valid")},
  {title: "MaxPool with windows wholly in the padding", make: (tf) => tf.maxPool(filled(tf, [1, 3, 3, 5], 405) as never, 2, 2, 2)},
  {title: "MaxPoolGrad among NaN, infinities, zeros and denormals", make: (tf) => tf.grad((x) => tf.sum(tf.maxPool(x as never, 2, 2, "valid")))(special(tf))},
  {title: "AvgPool of NaN, infinities, zeros and denormals", make: (tf) => tf.avgPool(special(tf), 2, 1, "same")},
  {title: "MaxPoolWithArgmax", make: (tf) => positions(tf, [2, 6, 7, 5], "valid", false)},
  {title: "MaxPoolWithArgmax, same, counted over the batch", make: (tf) => positions(tf, [3, 5, 4, 6], "same", true)},
];

/** Largest and mean values of windows, their gradients and positions. */
export const poolVectors: readonly Vector[] = [
  ...["MaxPool", "AvgPool"].flatMap((kernel) => planes.flatMap((setting) => two(kernel, setting))),
  ...["MaxPool3D", "AvgPool3D"].flatMap((kernel) => volumes.flatMap((setting) => two(kernel, setting))),
  ...others,
];
