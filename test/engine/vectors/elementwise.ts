import type {Tensor} from "@tensorflow/tfjs-core";
import type {TensorFlow} from "../../../src/engine/engine.ts";
import {awkward, filled} from "./numbers.ts";
import type {Vector} from "./vector.ts";

type Attributes = Readonly<Record<string, number | boolean | string>>;
const run = (tf: TensorFlow, kernel: string, inputs: Readonly<Record<string, Tensor>>, attributes: Attributes = {}): Tensor => tf.engine().runKernel(kernel, inputs, attributes) as Tensor;
const whole = (tf: TensorFlow, shape: number[], seed: number): Tensor => tf.cast(tf.mul(filled(tf, shape, seed), 0x100000), "int32");
const truth = (tf: TensorFlow, shape: number[], seed: number): Tensor => tf.greater(filled(tf, shape, seed), 0.1);
/** One number of each exponent, of both signs. */
const powers = (tf: TensorFlow): Tensor => tf.tensor1d(new Float32Array(Uint32Array.from({length: 255}, (_, i) => (i << 23) | 0x1e0652 | (i % 2 << 31)).buffer));

/** Kernels of one tensor of floats, with the attributes that they need. */
const singles: Readonly<Record<string, Attributes>> = {
  Abs: {}, Neg: {}, Square: {}, Sign: {}, Step: {alpha: 0.25}, Relu: {}, Relu6: {}, ClipByValue: {clipValueMin: -0.5, clipValueMax: 1.5}, LeakyRelu: {alpha: 0.3}, Selu: {}, Elu: {},
  Ceil: {}, Floor: {}, Round: {}, Sqrt: {}, Rsqrt: {}, Reciprocal: {}, Exp: {}, Expm1: {}, Log: {}, Log1p: {}, Sin: {}, Cos: {}, Tan: {}, Asin: {}, Acos: {}, Atan: {},
  Sinh: {}, Cosh: {}, Tanh: {}, Asinh: {}, Acosh: {}, Atanh: {}, Erf: {}, Sigmoid: {}, Softplus: {}, IsNan: {}, IsInf: {}, IsFinite: {}, Gelu: {approximate: false},
};

const ofOne = Object.entries(singles).flatMap(([kernel, attributes]): readonly Vector[] => [
  {title: `${kernel} of infinities, zeros, denormals and NaN`, make: (tf) => run(tf, kernel, {x: awkward(tf)}, attributes)},
  {title: `${kernel} of numbers small and large`, make: (tf) => [run(tf, kernel, {x: tf.mul(filled(tf, [13, 7], 41), 3)}, attributes), run(tf, kernel, {x: powers(tf)}, attributes)]},
]);

const ofOneWhole = ["Abs", "Neg", "Square", "Sign", "Step", "Relu", "Relu6", "ClipByValue"].map((kernel): Vector => ({
  title: `${kernel} of whole numbers`, make: (tf) => run(tf, kernel, {x: whole(tf, [3, 7], 42)}, singles[kernel]),
}));

const more: readonly Vector[] = [
  {title: "Gelu by tanh", make: (tf) => [run(tf, "Gelu", {x: awkward(tf)}, {approximate: true}), run(tf, "Gelu", {x: tf.mul(filled(tf, [13, 7], 41), 6)}, {approximate: true})]},
  {title: "LogicalNot", make: (tf) => tf.logicalNot(truth(tf, [3, 11], 43))},
  {title: "Sin, Cos and Tan beside multiples of a quarter turn", make: (tf) => [tf.sin, tf.cos, tf.tan].map((f) => f(tf.mul(tf.range(-200, 200), Math.PI / 4)))},
  {title: "Exp where it leaves the range of floats", make: (tf) => tf.exp(tf.tensor1d([-104, -103.5, -103, -100, -88, -87.4, 88, 88.7, 88.72, 88.73, 89]))},
  {title: "Prelu of one slope, per channel and per position", make: (tf) => [[1], [5], [3, 1]].map((shape, i) => tf.prelu(filled(tf, [2, 3, 5], 44), filled(tf, shape, 45 + i)))},
  {title: "AddN of one, two and five", make: (tf) => [1, 2, 5].map((count) => tf.addN(Array.from({length: count}, (_, i) => filled(tf, [3, 5], 50 + i))))},
  {title: "AddN of whole numbers", make: (tf) => tf.addN([1, 2, 3].map((seed) => whole(tf, [7], seed)))},
];

const pairs = ["Add", "Sub", "Multiply", "RealDiv", "FloorDiv", "Mod", "Pow", "Atan2", "Maximum", "Minimum", "SquaredDifference"] as const;
const wholePairs = ["Add", "Sub", "Multiply", "Maximum", "Minimum", "SquaredDifference", "BitwiseAnd", "FloorDiv", "Mod", "Pow"] as const;
const comparisons = ["Equal", "NotEqual", "Less", "LessEqual", "Greater", "GreaterEqual"] as const;
const shapes: readonly (readonly [number[], number[]])[] = [[[6, 11], [6, 11]], [[6, 11], []], [[], [6, 11]], [[6, 11], [11]], [[6, 1], [6, 11]], [[2, 1, 5, 1, 3], [4, 1, 2, 1]], [[0, 3], [3]], [[], []]];

const broadcast = (kernel: string, of: (tf: TensorFlow, shape: number[], seed: number) => Tensor, second = of) => (tf: TensorFlow): Tensor[] =>
  shapes.map(([a, b]) => run(tf, kernel, {a: of(tf, a, 60), b: second(tf, b, 61)}));
const coarse = (tf: TensorFlow, shape: number[], seed: number): Tensor => tf.round(tf.mul(filled(tf, shape, seed), 3));
const positive = (tf: TensorFlow, shape: number[], seed: number): Tensor => tf.add(tf.abs(whole(tf, shape, seed)), tf.scalar(1, "int32"));

const ofTwo: readonly Vector[] = [
  ...pairs.map((kernel): Vector => ({title: `${kernel} with broadcasting`, make: broadcast(kernel, filled)})),
  ...pairs.map((kernel): Vector => ({title: `${kernel} of infinities, zeros, denormals and NaN`, make: (tf) => run(tf, kernel, {a: tf.reshape(awkward(tf), [66, 1]), b: tf.reshape(awkward(tf), [1, 66])})})),
  ...wholePairs.map((kernel): Vector => ({title: `${kernel} of whole numbers`, make: broadcast(kernel, whole, positive)})),
  ...comparisons.flatMap((kernel): readonly Vector[] => [
    {title: `${kernel} of floats`, make: (tf) => [...broadcast(kernel, coarse)(tf), run(tf, kernel, {a: tf.reshape(awkward(tf), [66, 1]), b: tf.reshape(awkward(tf), [1, 66])})]},
    {title: `${kernel} of whole numbers`, make: broadcast(kernel, (tf, shape, seed) => tf.cast(coarse(tf, shape, seed), "int32"))},
    {title: `${kernel} of truth values`, make: broadcast(kernel, truth)},
  ]),
  ...["LogicalAnd", "LogicalOr", "LogicalXor"].map((kernel): Vector => ({title: `${kernel} with broadcasting`, make: broadcast(kernel, truth)})),
];

const types = ["float32", "int32", "bool"] as const;
const conversions: readonly Vector[] = [
  ...types.flatMap((from) => types.map((to): Vector => ({
    title: `Cast from ${from} to ${to}`,
    make: (tf) => [tf.cast(tf.cast(tf.mul(filled(tf, [3, 7], 70), 5), from), to), ...(from === "float32" ? [tf.cast(awkward(tf), to)] : [])],
  }))),
  ...types.map((type): Vector => ({
    title: `Select of ${type}`,
    make: (tf) => [[3, 7], [3, 1], [7], []].map((shape, i) => tf.where(truth(tf, shape, 71 + i), tf.cast(tf.mul(filled(tf, [3, 7], 75), 5), type), tf.cast(tf.mul(filled(tf, [3, 7], 76), 5), type))),
  })),
  {title: "Select of two types, and NaN on either side", make: (tf) => [tf.where(truth(tf, [5], 77), filled(tf, [5], 78), whole(tf, [5], 79)), tf.where(tf.less(awkward(tf), 1), awkward(tf), tf.scalar(NaN))]},
];

/** Gradients of activations: what they take besides dy, and their attributes. */
const gradients: Readonly<Record<string, readonly ["x" | "y", Attributes]>> = {
  ReluGradient: ["y", {}], Relu6Gradient: ["x", {}], ClipByValueGradient: ["x", {clipValueMin: -0.5, clipValueMax: 1.5}], LeakyReluGradient: ["x", {alpha: 0.3}], EluGrad: ["y", {}],
  SeluGradient: ["y", {}], SigmoidGradient: ["y", {}], TanhGradient: ["y", {}], SoftplusGradient: ["x", {}], GeluGradient: ["x", {approximate: true}],
};

const slopes = Object.entries(gradients).map(([kernel, [given, attributes]]): Vector => ({
  title: `${kernel} of numbers ordinary and awkward`,
  make: (tf) => [tf.mul(filled(tf, [6, 11], 80), 4), awkward(tf)].map((at) => run(tf, kernel, {dy: filled(tf, [6, 11], 81), [given]: at}, attributes)),
}));

const ofPrelu: readonly Vector[] = ["PreluGradient", "PreluSlopeGradient"].map((kernel): Vector => ({
  title: `${kernel} of one slope, per channel and per position`,
  make: (tf) => [[], [11], [6, 1], [6, 11]].flatMap((shape, i) => [filled(tf, [6, 11], 82), awkward(tf)].map((x) => {
    const given = {dy: filled(tf, [6, 11], 83), x};
    return kernel === "PreluGradient" ? run(tf, kernel, {...given, alpha: filled(tf, shape, 84 + i)}) : tf.engine().runKernel(kernel, given, {shape}) as Tensor;
  })),
}));

/** Functions of single numbers and of pairs, conversions, choices, gradients of activations. */
export const elementwiseVectors: readonly Vector[] = [...ofOne, ...ofOneWhole, ...more, ...ofTwo, ...conversions, ...slopes, ...ofPrelu];
