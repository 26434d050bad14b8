import * as core from "@tensorflow/tfjs-core";
import type {Tensor} from "@tensorflow/tfjs-core";
import * as layers from "@tensorflow/tfjs-layers";
import {batchNormalization, layerNormalization} from "./normalization.ts";

type Inputs = Tensor | Tensor[];
type Weight = {read(): Tensor; write(value: Tensor): void} | null | undefined;

/** What the two layers keep, as of TensorFlow.js 4.22. */
interface NormalizingLayer {
  readonly axis: number | readonly number[];
  readonly epsilon: number;
  readonly momentum: number;
  readonly gamma: Weight;
  readonly beta: Weight;
  readonly movingMean: NonNullable<Weight>;
  readonly movingVariance: NonNullable<Weight>;
  call(inputs: Inputs, options: {readonly training?: boolean}): Inputs;
}

/** Has TensorFlow.js's normalising layers compute with the fused functions where these apply; weights, configuration and moving averages are as before. */
export function fuseNormalizingLayers(): void {
  replaceCall(layers.layers.batchNormalization({name: "prototype"}), (layer, call, inputs, options) => {
    const x = [inputs].flat()[0]!;
    if (isLast(layer.axis, x)) return options.training ? trainedBatch(layer, x) : call();
    return core.tidy(() => alongLastAxis(x, layer.axis as number, (turned) => (options.training ? trainedBatch(layer, turned) : knownBatch(layer, turned))));
  });
  replaceCall(layers.layers.layerNormalization({name: "prototype"}), (layer, call, inputs) => {
    const x = [inputs].flat()[0]!, axes = [layer.axis].flat();
    return areLast(axes, x.rank) ? layerNormalization(x, learned(layer), axes.length) : call();
  });
}

type Replaced = (layer: NormalizingLayer, call: () => Inputs, inputs: Inputs, options: {readonly training?: boolean}) => Inputs;

function replaceCall(example: object, replaced: Replaced): void {
  const prototype = Object.getPrototypeOf(example) as NormalizingLayer;
  const original = prototype.call;
  prototype.call = function (this: NormalizingLayer, inputs, options = {}) {
    return replaced(this, () => original.call(this, inputs, options), inputs, options);
  };
}

const learned = ({gamma, beta, epsilon}: NormalizingLayer): Parameters<typeof layerNormalization>[1] => ({gamma: gamma?.read(), beta: beta?.read(), epsilon});
const isLast = (axis: NormalizingLayer["axis"], x: Tensor): boolean => axis === -1 || axis === x.rank - 1;
const areLast = (axes: readonly number[], rank: number): boolean => axes.every((axis, i) => axis === rank - axes.length + i);

/** TensorFlow.js's own batch normalisation cannot be trained along an inner axis, and on its cpu backend it then counts the channels wrongly. */
function alongLastAxis(x: Tensor, axis: number, normalize: (x: Tensor) => Tensor): Tensor {
  const others = x.shape.map((_, i) => i).filter((i) => i !== (axis + x.rank) % x.rank), order = [...others, (axis + x.rank) % x.rank];
  return core.transpose(normalize(core.transpose(x, order)), order.map((_, i) => order.indexOf(i)));
}

function knownBatch(layer: NormalizingLayer, x: Tensor): Tensor {
  const one = (tensor: Tensor | undefined): core.Tensor1D | undefined => tensor as core.Tensor1D | undefined;
  const rows = core.reshape(x, [-1, x.shape.at(-1)!]) as core.Tensor2D;
  const y = core.batchNorm2d(rows, one(layer.movingMean.read())!, one(layer.movingVariance.read())!, one(layer.beta?.read()), one(layer.gamma?.read()), layer.epsilon);
  return core.reshape(y, x.shape);
}

function trainedBatch(layer: NormalizingLayer, x: Tensor): Tensor {
  return core.tidy(() => {
    const {y, mean, variance} = batchNormalization(x, learned(layer));
    moveTowards(layer.movingMean, mean, 1 - layer.momentum);
    moveTowards(layer.movingVariance, variance, 1 - layer.momentum);
    return y;
  });
}

function moveTowards(average: NonNullable<Weight>, value: Tensor, share: number): void {
  core.tidy(() => {
    const before = average.read();
    average.write(core.sub(before, core.mul(core.sub(before, value), share)));
  });
}
