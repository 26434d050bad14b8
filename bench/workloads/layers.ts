import type {Tensor} from "@tensorflow/tfjs-core";
import {indices, numbers} from "../numbers.ts";
import type {Side} from "../side.ts";
import type {Prepared, Workload} from "../workload.ts";
import {drawWeights, type Layer} from "./weights.ts";

type Apply = (input: Tensor, training: boolean) => Tensor;

/** One layer: what it does to inputs of that shape. */
interface Measured {
  readonly name: string;
  readonly title: string;
  readonly shapes: string;
  readonly input: readonly [batch: number, ...rest: number[]];
  /** The inputs are whole numbers below this bound. */
  readonly vocabulary?: number;
  readonly make: (side: Side) => Apply;
}

const measured: readonly Measured[] = [
  {name: "dense", title: "Dense", shapes: "batch 128, 784 → 256, ReLU", input: [128, 784], make: layer((tf) => tf.layers.dense({units: 256, activation: "relu"}))},
  {name: "conv2d", title: "Convolution", shapes: "batch 8, 28 × 28 × 16 → 32 channels, 3 × 3, same", input: [8, 28, 28, 16], make: layer((tf) => tf.layers.conv2d({filters: 32, kernelSize: 3, padding: "same"}))},
  {name: "depthwise", title: "Depthwise convolution", shapes: "batch 8, 28 × 28 × 32, 3 × 3, same", input: [8, 28, 28, 32], make: layer((tf) => tf.layers.depthwiseConv2d({kernelSize: 3, padding: "same"}))},
  {name: "max-pooling", title: "Max pooling", shapes: "batch 32, 28 × 28 × 32, 2 × 2", input: [32, 28, 28, 32], make: layer((tf) => tf.layers.maxPooling2d({poolSize: 2}))},
  {name: "batch-norm", title: "Batch normalisation", shapes: "batch 32, 28 × 28 × 32", input: [32, 28, 28, 32], make: layer((tf) => tf.layers.batchNormalization())},
  {name: "layer-norm", title: "Layer normalisation", shapes: "batch 32, 64 × 64", input: [32, 64, 64], make: layer((tf) => tf.layers.layerNormalization())},
  {name: "lstm", title: "LSTM", shapes: "batch 64, 28 steps of 28, 64 units", input: [64, 28, 28], make: layer((tf) => tf.layers.lstm({units: 64, recurrentInitializer: "zeros"}))},
  {name: "embedding", title: "Embedding", shapes: "batch 64, 32 words of 1,000, 64 numbers each", input: [64, 32], vocabulary: 1000, make: layer((tf) => tf.layers.embedding({inputDim: 1000, outputDim: 64}))},
  {name: "attention", title: "Attention", shapes: "batch 8, 4 heads, 128 positions, 32 numbers each", input: [8, 4, 128, 32], make: attention},
];

/** Layers by themselves: forward, then forward and backward to inputs and weights. */
export const layers: readonly Workload[] = measured.flatMap((each) => [
  workload(each, "forward", "forward", forward),
  workload(each, "backward", "forward and backward", backward),
]);

function workload(each: Measured, pass: string, passes: string, prepare: (side: Side, each: Measured) => Prepared): Workload {
  return {
    id: `layer/${each.name}-${pass}`, title: `${each.title}, ${passes}`, shapes: each.shapes, unit: "samples", unitsPerStep: each.input[0],
    peers: ["stock-wasm", "stock-cpu"], prepare: (side) => prepare(side, each),
  };
}

function layer(make: (tf: Side["tf"]) => Layer): (side: Side) => Apply {
  return ({tf}) => {
    const made = make(tf);
    return (input, training) => {
      const isNew = !made.built;
      const output = made.apply(input, {training}) as Tensor;
      if (isNew) drawWeights(tf, [made]);
      return output;
    };
  };
}

/** softmax(q · kᵀ / √depth) · v, with one tensor as queries, keys and values. */
function attention({tf}: Side): Apply {
  return (input) => {
    const scale = 1 / Math.sqrt(input.shape.at(-1)!);
    return tf.matMul(tf.softmax(tf.mul(tf.matMul(input, input, false, true), scale)), input);
  };
}

function forward(side: Side, each: Measured): Prepared {
  const {tf} = side;
  const apply = each.make(side), input = inputOf(side, each);
  tf.tidy(() => void apply(input, false));
  return {
    step: () => tf.tidy(() => apply(input, false)).dispose(),
    check: async () => tf.tidy(() => tf.mean(tf.abs(apply(input, false)))).dataSync()[0]!,
  };
}

/** The gradient of the mean square of the outputs. */
function backward(side: Side, each: Measured): Prepared {
  const {tf} = side;
  const apply = each.make(side), input = inputOf(side, each);
  const loss = (): Tensor<import("@tensorflow/tfjs-core").Rank.R0> => tf.mean(tf.square(apply(input, true)));
  tf.tidy(() => void loss());
  const gradients = () => tf.variableGrads(loss);
  return {
    step: () => tf.dispose(gradients()),
    check: async () => tf.tidy(() => tf.addN(Object.values(gradients().grads).map((gradient) => tf.sum(tf.abs(gradient))))).dataSync()[0]!,
  };
}

/** Numbers that have a gradient of their own; of words there is none. */
function inputOf({tf}: Side, {input, vocabulary}: Measured): Tensor {
  const count = input.reduce((product, extent) => product * extent, 1);
  if (vocabulary !== undefined) return tf.tensor(indices(count, vocabulary, 5), [...input], "int32");
  return tf.variable(tf.tensor(numbers(count, 5), [...input]), true);
}
