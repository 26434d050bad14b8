import type {GradConfig, GradFunc, Tensor} from "@tensorflow/tfjs-core";
import type {TensorFlow} from "../engine.ts";
import {hasKernel, isRecorded, runKernel, type Attributes} from "../fused/kernel.ts";
import {comparisons} from "../lean/kernel-calls.ts";
import {selu} from "../wasm/elementwise/singles.ts";

/**
 * Gradients in the place of TensorFlow.js's own, with the same values: an activation's is one kernel where the engine has it, and nothing is multiplied by
 * ones, cast to the type that it has, or copied. Derivatives of derivatives are composed of operations that have derivatives themselves.
 */
export function registerGradients(tf: TensorFlow): void {
  for (const [kernelName, config] of Object.entries({...arithmetic(tf), ...shapes(tf), ...activations(tf), ...broadcasting(tf), ...prelu(tf), ...truths(tf)})) {
    if (tf.getGradient(kernelName) !== undefined) tf.unregisterGradient(kernelName);
    tf.registerGradient({kernelName, ...config});
  }
}

type Config = Omit<GradConfig, "kernelName" | "gradFunc"> & {readonly gradFunc: (dy: Tensor, saved: Tensor[], attributes: Attributes) => Record<string, () => Tensor>};
type Gradients = Readonly<Record<string, GradConfig | Omit<GradConfig, "kernelName">>>;

const of = (config: Config): Omit<GradConfig, "kernelName"> => ({...config, gradFunc: config.gradFunc as unknown as GradFunc});

function arithmetic(tf: TensorFlow): Gradients {
  const real = (tensor: Tensor): Tensor => (tensor.dtype === "float32" ? tensor : tf.cast(tensor, "float32"));
  const operands = ["a", "b"];
  return {
    Add: of({inputsToSave: operands, gradFunc: (dy, [a, b]) => ({a: () => summedTo(tf, dy, a!.shape), b: () => summedTo(tf, dy, b!.shape)})}),
    Sub: of({inputsToSave: operands, gradFunc: (dy, [a, b]) => ({a: () => summedTo(tf, dy, a!.shape), b: () => tf.neg(summedTo(tf, dy, b!.shape))})}),
    Multiply: of({inputsToSave: operands, gradFunc: (dy, [a, b]) => ({
      a: () => summedTo(tf, tf.mul(dy, real(b!)), a!.shape),
      b: () => summedTo(tf, tf.mul(dy, real(a!)), b!.shape),
    })}),
    Square: of({inputsToSave: ["x"], gradFunc: (dy, [x]) => ({x: () => tf.mul(dy, tf.mul(real(x!), 2))})}),
  };
}

function shapes(tf: TensorFlow): Gradients {
  return {
    Cast: of({gradFunc: (dy) => ({x: () => dy})}),
    Identity: of({gradFunc: (dy) => ({x: () => dy})}),
    Reshape: of({inputsToSave: ["x"], gradFunc: (dy, [x]) => ({x: () => tf.reshape(dy, x!.shape)})}),
  };
}

/** TensorFlow.js's own derivatives, summed where an operand was broadcast, which they forget. */
function broadcasting(tf: TensorFlow): Gradients {
  return Object.fromEntries(["Maximum", "Minimum", "SquaredDifference", "BatchMatMul"].map((name): [string, GradConfig] => {
    const stock = tf.getGradient(name);
    return [name, {...stock, gradFunc: (dy, saved, attributes) => {
      const by = stock.gradFunc(dy, saved, attributes), [a, b] = saved as [Tensor, Tensor];
      return {a: () => summedTo(tf, by["a"]!(), a.shape), b: () => summedTo(tf, by["b"]!(), b.shape)};
    }}];
  }));
}

/** dy summed over the axes along which an operand of that shape was broadcast. */
function summedTo(tf: TensorFlow, dy: Tensor, shape: number[]): Tensor {
  if (tf.util.arraysEqual(dy.shape, shape)) return dy;
  const axes = [...dy.shape.keys()].filter((axis) => (shape[axis + shape.length - dy.shape.length] ?? 1) !== dy.shape[axis]);
  const summed = axes.length === 0 ? dy : tf.sum(dy, axes);
  return tf.util.arraysEqual(summed.shape, shape) ? summed : tf.reshape(summed, shape);
}

/** Which of x and y the gradient needs, and how it is composed where there is no kernel or a second derivative is asked for. */
interface Activation {
  /** Where it is not the activation's name with "Gradient". */
  readonly kernel?: string;
  readonly given: "x" | "y";
  readonly composed: (dy: Tensor, given: Tensor, attributes: Attributes) => Tensor;
}

function activations(tf: TensorFlow): Gradients {
  const above = (x: Tensor, bound: number): Tensor => tf.cast(tf.greater(x, bound), "float32");
  const rules: Readonly<Record<string, Activation>> = {
    Relu: {given: "y", composed: (dy, y) => tf.mul(dy, above(y, 0))},
    Relu6: {given: "x", composed: (dy, x) => tf.mul(dy, tf.mul(above(x, 0), tf.cast(tf.lessEqual(x, 6), "float32")))},
    LeakyRelu: {given: "x", composed: (dy, x, {alpha}) => tf.where(tf.greater(x, 0), dy, tf.mul(dy, alpha as number))},
    Sigmoid: {given: "y", composed: (dy, y) => tf.mul(dy, tf.mul(y, tf.sub(1, y)))},
    Tanh: {given: "y", composed: (dy, y) => tf.mul(dy, tf.sub(1, tf.square(y)))},
    ClipByValue: {given: "x", composed: (dy, x, {clipValueMin, clipValueMax}) =>
      tf.where(tf.logicalAnd(tf.greaterEqual(x, clipValueMin as number), tf.lessEqual(x, clipValueMax as number)), dy, tf.zerosLike(dy))},
    Elu: {kernel: "EluGrad", given: "y", composed: (dy, y) => tf.where(tf.greaterEqual(y, 0), dy, tf.mul(dy, tf.add(y, 1)))},
    Selu: {given: "y", composed: (dy, y) => tf.where(tf.greater(y, 0), tf.mul(dy, selu.above), tf.mul(dy, tf.add(y, selu.below)))},
    Softplus: {given: "x", composed: (dy, x) => tf.mul(dy, tf.sigmoid(x))},
  };
  return Object.fromEntries(Object.entries(rules).map(([name, {given, composed, kernel = `${name}Gradient`}]) => [name, of({
    ...(given === "x" ? {inputsToSave: ["x"]} : {outputsToSave: [true]}),
    gradFunc: (dy, [saved], attributes) => ({x: () => (isFused(kernel, saved!) ? runKernel(kernel, {dy, [given]: saved!}, attributes) : composed(dy, saved!, attributes))}),
  })]));
}

/** Whether a gradient at a tensor is one kernel: that computes on floats, and has no derivative of its own. */
const isFused = (kernel: string, at: Tensor): boolean => at.dtype === "float32" && !isRecorded() && hasKernel(kernel);

function prelu(tf: TensorFlow): Gradients {
  return {
    Prelu: of({inputsToSave: ["x", "alpha"], gradFunc: (dy, saved) => {
      const [x, alpha] = saved as [Tensor, Tensor];
      return {
        x: () => (isFused("PreluGradient", x) ? runKernel("PreluGradient", {dy, x, alpha}) : tf.where(tf.greater(x, 0), dy, tf.mul(dy, alpha))),
        alpha: () => (isFused("PreluSlopeGradient", x) ? runKernel("PreluSlopeGradient", {dy, x}, {shape: alpha.shape}) : summedTo(tf, tf.mul(dy, tf.minimum(x, 0)), alpha.shape)),
      };
    }}),
  };
}

/** What is true changes in jumps, so that its derivative is 0: a choice by what depends on x is differentiated, and differentiated again. */
function truths(tf: TensorFlow): Gradients {
  const still = (names: readonly string[]): Omit<GradConfig, "kernelName"> =>
    of({inputsToSave: [...names], gradFunc: (_, saved) => Object.fromEntries(names.map((name, i) => [name, () => tf.zeros(saved[i]!.shape)]))});
  return {...Object.fromEntries(comparisons.map((kernel) => [kernel, still(["a", "b"])])), LogicalNot: still(["x"])};
}
