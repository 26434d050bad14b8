import type {Tensor, Tensor1D, Tensor4D, Tensor5D} from "@tensorflow/tfjs-core";
import {expect, test} from "vitest";
import type {TensorFlow} from "../../src/engine/engine.ts";
import {openEngine} from "../../src/engine/node.ts";
import {batchNormalization, layerNormalization} from "../../src/engine/fused/normalization.ts";
import {gelu} from "../../src/engine/fused/gelu.ts";
import {sparseSoftmaxCrossEntropy} from "../../src/engine/fused/cross-entropy.ts";
import {observe} from "../bits/observation.ts";
import {numbers} from "./both-engines.ts";
import {expectDerivative} from "./reference.ts";
import {refused} from "./refused.ts";

const {tf} = await openEngine("wasm");
const observed = observe(tf);

type Compute = (tf: TensorFlow, ...operands: Tensor[]) => Tensor;
type Case = readonly [shapes: readonly number[][], compute: Compute];

const of = (name: "abs", shapes: readonly number[][] = [[5, 3]]): Case => [shapes, (on, x) => on[name](x)];
const named = (names: readonly string[]): Readonly<Record<string, Case>> => Object.fromEntries(names.map((name) => [name[0]!.toUpperCase() + name.slice(1), of(name as "abs")]));
/** x in 0.3 … 0.9, where roots and logarithms are smooth. */
const positive = (on: TensorFlow, x: Tensor): Tensor => on.add(on.mul(x, 0.3), 0.6);
const inside = (name: "sqrt" | "log" | "rsqrt" | "reciprocal" | "acos" | "asin" | "atanh" | "acosh", more = 0): Case => [[[5, 3]], (on, x) => on[name](on.add(positive(on, x), more))];
const ids = (on: TensorFlow): Tensor1D => on.tensor1d([2, 0, 1, 0, 2], "int32");
/** Operands that are broadcast both ways. */
const both: readonly number[][] = [[2, 1, 3], [4, 1]];
const apart = (on: TensorFlow, x: Tensor): Tensor => on.add(x, on.reshape(on.range(0, x.size), x.shape));

/** Derivatives by the kernel that is differentiated; numbers are kept away from where a function bends. */
const cases: Readonly<Record<string, Case>> = {
  ...named(["atan", "asinh", "cos", "cosh", "erf", "exp", "expm1", "neg", "sigmoid", "sin", "sinh", "softplus", "square", "tan", "tanh", "elu", "selu"]),
  Abs: [[[5, 3]], (on, x) => on.abs(on.sub(on.mul(x, 0.3), 0.5))], Relu: [[[5, 3]], (on, x) => on.relu(positive(on, x))], Relu6: [[[5, 3]], (on, x) => on.relu6(on.add(x, 4))], LeakyRelu: [[[5, 3]], (on, x) => on.leakyRelu(on.neg(positive(on, x)), 0.3)],
  ClipByValue: [[[5, 3]], (on, x) => on.clipByValue(x, -5, 5)], Gelu: [[[5, 3]], (_, x) => gelu(x)], Prelu: [[[2, 5, 3], [3]], (on, x, alpha) => on.prelu(on.neg(positive(on, x)), alpha)],
  Sqrt: inside("sqrt"), Rsqrt: inside("rsqrt"), Log: inside("log"), Reciprocal: inside("reciprocal"), Acos: inside("acos"), Asin: inside("asin"), Atanh: inside("atanh", -0.2), Acosh: inside("acosh", 1), Log1p: [[[5, 3]], (on, x) => on.log1p(positive(on, x))],
  Add: [both, (on, a, b) => on.add(a, b)], Sub: [both, (on, a, b) => on.sub(a, b)], Multiply: [both, (on, a, b) => on.mul(a, b)], RealDiv: [both, (on, a, b) => on.div(a, positive(on, b))], SquaredDifference: [both, (on, a, b) => on.squaredDifference(a, b)],
  Maximum: [both, (on, a, b) => on.maximum(on.add(a, [2, -2, 2]), b)], Minimum: [both, (on, a, b) => on.minimum(on.add(a, [2, -2, 2]), b)], Pow: [both, (on, a, b) => on.pow(positive(on, a), b)], Atan2: [both, (on, a, b) => on.atan2(a, positive(on, b))],
  Mod: [[[5, 3], [3]], (on, a, b) => on.mod(positive(on, a), on.add(b, 3))], AddN: [[[2, 3], [2, 3]], (on, a, b) => on.addN([a, b, a])], Select: [[[2, 3], [2, 3]], (on, a, b) => on.where(on.tensor2d([[1, 0, 1], [0, 0, 1]], [2, 3], "bool"), a, b)], Cast: [[[2, 3]], (on, x) => on.engine().runKernel("Cast", {x}, {dtype: "float32"})],
  Sum: [[[2, 5, 3]], (on, x) => on.sum(x, [0, 2])], Mean: [[[2, 5, 3]], (on, x) => on.mean(x, 1)], Prod: [[[2, 4]], (on, x) => on.prod(positive(on, x), 1)], Max: [[[4, 3]], (on, x) => on.max(apart(on, x), 0)], Min: [[[4, 3]], (on, x) => on.min(apart(on, x), 1)],
  Cumsum: [[[2, 5, 3]], (on, x) => on.cumsum(x, 1, true, true)], BatchMatMul: [[[3, 2, 4], [1, 5, 4]], (on, a, b) => on.matMul(a, b, false, true)], UnsortedSegmentSum: [[[5, 3]], (on, x) => on.unsortedSegmentSum(x, ids(on), 4)],
  Reshape: [[[2, 6]], (on, x) => on.reshape(x, [3, 4])], ExpandDims: [[[2, 6]], (on, x) => on.expandDims(x, 1)], Identity: [[[2, 6]], (on, x) => on.clone(x)], Slice: [[[4, 5]], (on, x) => on.slice(x, [1, 2], [2, 3])], Pack: [[[3, 4], [3, 4]], (on, a, b) => on.stack([a, b], 1)],
  Unpack: [[[3, 4]], (on, x) => on.addN(on.unstack(x, 1))], SplitV: [[[4, 6]], (on, x) => on.concat(on.split(x, [1, 3, 2], 1).toReversed(), 1)], Concat: [[[3, 2], [3, 4]], (on, a, b) => on.concat([a, b], 1)], Transpose: [[[2, 3, 4]], (on, x) => on.transpose(x, [2, 0, 1])],
  Tile: [[[2, 3]], (on, x) => on.tile(x, [3, 2])], Reverse: [[[3, 4]], (on, x) => on.reverse(x, 1)], PadV2: [[[3, 4]], (on, x) => on.pad(x, [[1, 2], [0, 3]], 5)], MirrorPad: [[[4, 5]], (on, x) => on.mirrorPad(x, [[2, 3], [0, 4]], "reflect")], GatherV2: [[[3, 5, 2]], (on, x) => on.gather(x, ids(on), 1)],
  SpaceToBatchND: [[[1, 4, 4, 2]], (on, x) => on.spaceToBatchND(x, [2, 2], [[1, 1], [0, 2]])], BatchToSpaceND: [[[4, 2, 3, 2]], (on, x) => on.batchToSpaceND(x, [2, 2], [[1, 0], [0, 1]])],
  Conv2D: [[[2, 5, 6, 3], [3, 2, 3, 4]], (on, x, w) => on.conv2d(x as Tensor4D, w as Tensor4D, [2, 1], "same")], Conv2DBackpropInput: [[[1, 4, 4, 3], [3, 3, 2, 3]], (on, x, w) => on.conv2dTranspose(x as Tensor4D, w as Tensor4D, [1, 8, 8, 2], 2, "same")],
  Conv3D: [[[1, 3, 4, 5, 2], [2, 3, 2, 2, 3]], (on, x, w) => on.conv3d(x as Tensor5D, w as Tensor5D, 1, "same")], Conv3DBackpropInputV2: [[[1, 2, 2, 3, 3], [2, 3, 3, 2, 3]], (on, x, w) => on.conv3dTranspose(x as Tensor5D, w as Tensor5D, [1, 4, 4, 6, 2], 2, "same")],
  DepthwiseConv2dNative: [[[1, 5, 6, 3], [3, 3, 3, 2]], (on, x, w) => on.depthwiseConv2d(x as Tensor4D, w as Tensor4D, 1, "valid")], AvgPool: [[[2, 5, 6, 3]], (on, x) => on.avgPool(x as Tensor4D, 3, 2, "same")], AvgPool3D: [[[1, 3, 4, 5, 2]], (on, x) => on.avgPool3d(x as Tensor5D, [2, 3, 2], 1, "same")],
  MaxPool: [[[1, 4, 6, 2]], (on, x) => on.maxPool(apart(on, x) as Tensor4D, 3, 2, "same")], MaxPool3D: [[[1, 3, 3, 4, 2]], (on, x) => on.maxPool3d(apart(on, x) as Tensor5D, 2, 1, "same")], Dilation2D: [[[1, 4, 5, 2], [2, 2, 2]], (on, x, w) => on.dilation2d(apart(on, x) as Tensor4D, w as never, 1, "valid")],
  ResizeBilinear: [[[2, 3, 4, 2]], (on, x) => on.image.resizeBilinear(x as Tensor4D, [5, 3], true)], ResizeNearestNeighbor: [[[2, 3, 4, 2]], (on, x) => on.image.resizeNearestNeighbor(x as Tensor4D, [5, 7])],
  Softmax: [[[4, 5]], (on, x) => on.softmax(x)], LogSoftmax: [[[4, 5]], (on, x) => on.logSoftmax(x)], SoftmaxCrossEntropy: [[[4, 5], [4, 5]], (on, x, labels) => on.losses.softmaxCrossEntropy(labels, x)], SparseSoftmaxCrossEntropy: [[[5, 3]], (on, x) => sparseSoftmaxCrossEntropy(x, ids(on))],
  SquaredError: [[[4, 5], [4, 5]], (on, a, b) => on.losses.meanSquaredError(b, a)], SigmoidCrossEntropy: [[[4, 5], [4, 5]], (on, a, b) => on.losses.sigmoidCrossEntropy(b, a)], HuberLoss: [[[4, 5], [4, 5]], (on, a, b) => on.losses.huberLoss(on.add(b, 3), a, undefined, 0.75)],
  LayerNormalization: [[[4, 5], [5], [5]], (_, x, gamma, beta) => layerNormalization(x, {gamma, beta, epsilon: 0.1})], BatchNormalization: [[[4, 5], [5], [5]], (_, x, gamma, beta) => batchNormalization(x, {gamma, beta, epsilon: 0.1}).y],
  FusedBatchNorm: [[[4, 5], [5], [5], [5], [5]], (on, x, mean, variance, offset, scale) => on.batchNorm(x as never, mean as Tensor1D, positive(on, variance) as Tensor1D, offset as Tensor1D, scale as Tensor1D)], LRN: [[[1, 2, 3, 5]], (on, x) => on.localResponseNormalization(x as Tensor4D, 2, 1, 0.5, 0.75)],
};

/** Their value moves in jumps, or does not depend on numbers: the derivative is 0 or none. */
const flat = [
  "All", "Any", "ArgMax", "ArgMin", "Ceil", "Equal", "Floor", "FloorDiv", "Greater", "GreaterEqual", "IsFinite", "IsInf", "IsNan", "Less", "LessEqual", "LogicalAnd", "LogicalNot", "LogicalOr", "LogicalXor", "NotEqual",
  "OneHot", "OnesLike", "Round", "Sign", "Step", "ZerosLike",
];

test("every kernel that has a derivative is differentiated here", () => {
  const differentiable = tf.getKernelsForBackend(tf.getBackend()).map(({kernelName}) => kernelName).filter((name) => tf.getGradient(name) !== undefined && !refused.includes(name) && !flat.includes(name));
  expect(Object.keys(cases).sort()).toEqual(differentiable.sort());
});

test.each(Object.entries(cases))("the derivative of %s agrees with finite differences within 1e-3", async (kernel, [shapes, compute]) => {
  observed();
  await expectDerivative(compute, shapes.map((shape, i) => ({shape, values: numbers(shape.reduce((size, extent) => size * extent, 1), 120 + i)})), 4e-3);
  expect(observed().kernels).toContain(kernel);
});

test.each(["Ceil", "Floor", "Round", "Sign", "Step"])("%s has derivative 0", (kernel) => {
  const [made] = tf.grads((x: Tensor) => tf.engine().runKernel(kernel, {x}, {alpha: 0}) as Tensor)([tf.tensor1d([0.3, -1.7, 2.2])]);
  expect([...made!.dataSync()].map(Math.abs)).toEqual([0, 0, 0]);
});

test("the derivative of logSigmoid is right where its argument is no variable", async () => {
  await expectDerivative((on, x) => on.logSigmoid(on.mul(x, 2)), [{shape: [5, 3], values: numbers(15, 130)}], 4e-3);
});
