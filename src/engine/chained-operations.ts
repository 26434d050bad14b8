import type {Tensor, TensorLike} from "@tensorflow/tfjs-core";
import type {TensorFlow} from "./engine.ts";

type Operation = (...operands: unknown[]) => unknown;

/** Operations of core that tensors have as methods, the tensor being the first operand: `x.add(y)` is `tf.add(x, y)`. */
const methods = [
  "abs", "acos", "acosh", "add", "all", "any", "argMax", "argMin", "asin", "asinh", "atan", "atan2", "atanh", "avgPool", "batchNorm", "batchToSpaceND", "broadcastTo",
  "cast", "ceil", "clipByValue", "conv1d", "conv2d", "conv2dTranspose", "cos", "cosh", "cumprod", "cumsum", "depthToSpace", "depthwiseConv2d", "dilation2d", "div", "divNoNan",
  "dot", "elu", "equal", "erf", "euclideanNorm", "exp", "expandDims", "expm1", "floor", "floorDiv", "gather", "greater", "greaterEqual", "isFinite", "isInf", "isNaN",
  "leakyRelu", "less", "lessEqual", "localResponseNormalization", "log", "log1p", "logSigmoid", "logSoftmax", "logSumExp", "logicalAnd", "logicalNot", "logicalOr", "logicalXor",
  "matMul", "max", "maxPool", "maximum", "mean", "min", "minimum", "mirrorPad", "mod", "mul", "neg", "norm", "notEqual", "oneHot", "onesLike", "pad", "pool", "pow", "prelu",
  "prod", "reciprocal", "relu", "relu6", "reshape", "reverse", "round", "rsqrt", "selu", "separableConv2d", "sigmoid", "sign", "sin", "sinh", "slice", "softmax", "softplus",
  "spaceToBatchND", "split", "sqrt", "square", "squaredDifference", "squeeze", "step", "stridedSlice", "sub", "sum", "tan", "tanh", "tile", "topk", "transpose", "unique",
  "unsortedSegmentSum", "unstack", "zerosLike",
] as const satisfies readonly (keyof TensorFlow)[];

/** Gives tensors their methods, which TensorFlow.js's core registers only from files that Node cannot load. */
export function registerChainedOperations(tf: TensorFlow): void {
  const operations = tf as unknown as Readonly<Record<string, Operation>>;
  for (const name of methods) giveMethod(tf, name, (tensor, operands) => operations[name]!(tensor, ...operands));
  for (const [name, method] of Object.entries(otherMethods(tf))) giveMethod(tf, name, (tensor, operands) => method(tensor, ...operands));
}

/** Methods that are no operation of their name. */
function otherMethods(tf: TensorFlow): Readonly<Record<string, (tensor: Tensor, ...operands: never[]) => unknown>> {
  const list = (others: Tensor | Tensor[]): Tensor[] => (Array.isArray(others) ? others : [others]);
  const shaped = (tensor: Tensor, ...shape: number[]): Tensor => tf.reshape(tensor, shape);
  return {
    as1D: (tensor) => shaped(tensor, tensor.size), as2D: shaped, as3D: shaped, as4D: shaped, as5D: shaped, asScalar: (tensor) => shaped(tensor),
    asType: (tensor, dtype: "float32") => tf.cast(tensor, dtype), toBool: (tensor) => tf.cast(tensor, "bool"), toFloat: (tensor) => tf.cast(tensor, "float32"), toInt: (tensor) => tf.cast(tensor, "int32"),
    flatten: (tensor) => shaped(tensor, tensor.size), reshapeAs: (tensor, other: Tensor) => tf.reshape(tensor, other.shape),
    concat: (tensor, others: Tensor | Tensor[], axis?: number) => tf.concat([tensor, ...list(others)], axis),
    stack: (tensor, others: Tensor | Tensor[], axis?: number) => tf.stack([tensor, ...list(others)], axis),
    where: (tensor, condition: TensorLike, other: Tensor) => tf.where(condition, tensor, other),
    resizeBilinear: (tensor, ...rest: [[number, number]]) => tf.image.resizeBilinear(tensor as Parameters<typeof tf.image.resizeBilinear>[0], ...rest),
    resizeNearestNeighbor: (tensor, ...rest: [[number, number]]) => tf.image.resizeNearestNeighbor(tensor as Parameters<typeof tf.image.resizeNearestNeighbor>[0], ...rest),
  };
}

function giveMethod(tf: TensorFlow, name: string, method: (tensor: Tensor, operands: never[]) => unknown): void {
  Object.defineProperty(tf.Tensor.prototype, name, {
    value(this: Tensor, ...operands: never[]) {
      this.throwIfDisposed();
      return method(this, operands);
    },
    writable: true,
    configurable: true,
  });
}
