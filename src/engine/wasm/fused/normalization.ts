import type {TensorInfo} from "@tensorflow/tfjs-core";
import {UserError} from "../../../errors.ts";
import type {TensorFlow} from "../../engine.ts";
import type {Host} from "../host.ts";
import {floats, type Attributes, type Inputs, type Replacement} from "../replacement.ts";

type Address = number;

/** The exports of kernels.wasm for normalisation; gamma or beta 0: none. */
export interface NormalizationKernels {
  layerNormalization(x: Address, gamma: Address, beta: Address, y: Address, rows: number, columns: number, epsilon: number): void;
  layerNormalizationGradient(
    x: Address, gamma: Address, dy: Address, dx: Address, dgamma: Address, dbeta: Address, rows: number, columns: number, epsilon: number,
  ): void;
  batchNormalization(
    x: Address, gamma: Address, beta: Address, y: Address, mean: Address, variance: Address, inverse: Address, rows: number, channels: number, epsilon: number,
  ): void;
  batchNormalizationGradient(
    x: Address, gamma: Address, mean: Address, variance: Address, dy: Address, dmean: Address, dvariance: Address,
    dx: Address, dgamma: Address, dbeta: Address, scratch: Address, rows: number, channels: number, epsilon: number,
  ): void;
  normalizeChannels(
    x: Address, mean: Address, variance: Address, gamma: Address, beta: Address, y: Address, inverse: Address,
    outer: number, channels: number, inner: number, epsilon: number,
  ): void;
  responseNormalization(x: Address, y: Address, rows: number, channels: number, radius: number, bias: number, alpha: number, beta: number): void;
  responseNormalizationGradient(
    x: Address, y: Address, dy: Address, dx: Address, rows: number, channels: number, radius: number, bias: number, alpha: number, beta: number,
  ): void;
}

/** Normalisation over layers, batches and neighbouring channels, and the gradients, each in one kernel. Variances are computed in two passes. */
export const normalization: Replacement = (tf, host) => ({
  LayerNormalization: (inputs, attributes) => {
    const [x, gamma, beta] = allFloats("layerNormalization", inputs, ["x", "gamma", "beta"]) as [TensorInfo, TensorInfo, TensorInfo];
    const y = host.output(x.shape);
    host.kernels.layerNormalization(host.address(x), host.address(gamma), host.address(beta), host.address(y), ...rowsOf(tf, x, gamma), epsilonOf(attributes));
    return y;
  },
  LayerNormalizationGradient: (inputs, attributes) => {
    const given = allFloats("layerNormalizationGradient", inputs, ["x", "gamma", "dy"]);
    const [x, gamma] = given as [TensorInfo, TensorInfo];
    const made = [host.output(x.shape), host.output(gamma.shape), host.output(gamma.shape)];
    host.kernels.layerNormalizationGradient(...addresses<6>(host, [...given, ...made]), ...rowsOf(tf, x, gamma), epsilonOf(attributes));
    return made;
  },
  BatchNormalization: (inputs, attributes) => {
    const given = allFloats("batchNormalization", inputs, ["x", "gamma", "beta"]);
    const [x, gamma] = given as [TensorInfo, TensorInfo];
    const made = [host.output(x.shape), host.output(gamma.shape), host.output(gamma.shape)];
    const [rows, channels] = rowsOf(tf, x, gamma);
    host.kernels.batchNormalization(...addresses<6>(host, [...given, ...made]), host.workspace(channels * 4), rows, channels, epsilonOf(attributes));
    return made;
  },
  BatchNormalizationGradient: (inputs, attributes) => {
    const given = allFloats("batchNormalizationGradient", inputs, ["x", "gamma", "mean", "variance", "dy", "dmean", "dvariance"]);
    const [x, gamma] = given as [TensorInfo, TensorInfo];
    const made = [host.output(x.shape), host.output(gamma.shape), host.output(gamma.shape)];
    const [rows, channels] = rowsOf(tf, x, gamma);
    host.kernels.batchNormalizationGradient(...addresses<10>(host, [...given, ...made]), host.workspace(channels * 16), rows, channels, epsilonOf(attributes));
    return made;
  },
  FusedBatchNorm: (inputs, attributes) => withGivenMoments(host, inputs, attributes),
  LRN: (inputs, attributes) => {
    const x = floats(inputs, "x", "localResponseNormalization");
    const y = host.output(x.shape);
    host.kernels.responseNormalization(host.address(x), host.address(y), ...channelsLast(tf, x), ...response(attributes));
    return y;
  },
  LRNGrad: (inputs, attributes) => {
    const given = allFloats("localResponseNormalization", inputs, ["x", "y", "dy"]);
    const dx = host.output(given[0]!.shape);
    host.kernels.responseNormalizationGradient(...addresses<4>(host, [...given, dx]), ...channelsLast(tf, dx), ...response(attributes));
    return dx;
  },
});

/** So many numbers. */
type Tuple<N extends number, T extends readonly number[] = []> = T["length"] extends N ? T : Tuple<N, [...T, number]>;

const addresses = <N extends number>(host: Host, tensors: readonly TensorInfo[]): Tuple<N> => tensors.map(host.address) as Tuple<N>;
const allFloats = (kernel: string, inputs: Inputs, names: readonly string[]): readonly TensorInfo[] => names.map((name) => floats(inputs, name, kernel));
const epsilonOf = (attributes: Attributes): number => attributes["epsilon"] as number;

/** x as rows of as many numbers as gamma has. */
function rowsOf(tf: TensorFlow, x: TensorInfo, gamma: TensorInfo): readonly [rows: number, columns: number] {
  const axes = x.shape.length - gamma.shape.length;
  return [tf.util.sizeFromShape(x.shape.slice(0, axes)), tf.util.sizeFromShape(x.shape.slice(axes))];
}

function channelsLast(tf: TensorFlow, x: TensorInfo): readonly [rows: number, channels: number] {
  return [tf.util.sizeFromShape(x.shape.slice(0, -1)), x.shape.at(-1)!];
}

function response({depthRadius, bias, alpha, beta}: Attributes): readonly [radius: number, bias: number, alpha: number, beta: number] {
  return [depthRadius, bias, alpha, beta] as [number, number, number, number];
}

/** ((x - mean) · 1 / √(variance + epsilon)) · scale + offset, the four of one shape that x's axes contain. */
function withGivenMoments(host: Host, inputs: Inputs, attributes: Attributes): TensorInfo {
  const [x, mean, variance] = allFloats("batchNorm", inputs, ["x", "mean", "variance"]) as [TensorInfo, TensorInfo, TensorInfo];
  const [scale, offset] = ["scale", "offset"].map((name) => (inputs[name] ? floats(inputs, name, "batchNorm") : undefined));
  const {outer, channels, inner} = channelsWithin(x.shape, [mean, variance, scale, offset].flatMap((tensor) => (tensor ? [tensor.shape] : [])));
  const y = host.output(x.shape), where = (tensor: TensorInfo | undefined): number => (tensor ? host.address(tensor) : 0);
  host.kernels.normalizeChannels(...addresses<3>(host, [x, mean, variance]), where(scale), where(offset), host.address(y), host.workspace(channels * 4), outer, channels, inner, (attributes["varianceEpsilon"] as number | undefined) ?? 0.001);
  return y;
}

interface Channels {
  readonly outer: number;
  readonly channels: number;
  readonly inner: number;
}

/** Where in x's shape the channels lie that moments, scale and offset have. */
function channelsWithin(shape: readonly number[], parameters: readonly (readonly number[])[]): Channels {
  const [own] = parameters as readonly [readonly number[]];
  const aligned = [...Array<number>(Math.max(0, shape.length - own.length)).fill(1), ...own];
  const first = aligned.findIndex((extent) => extent !== 1), last = aligned.findLastIndex((extent) => extent !== 1);
  const [from, to] = first < 0 ? [shape.length, shape.length] : [first, last + 1];
  const fits = aligned.length === shape.length && aligned.slice(from, to).every((extent, i) => extent === shape[from + i]);
  if (!fits || parameters.some((other) => String(other) !== String(own))) {
    throw new UserError(`batchNorm: expected mean, variance, scale and offset of one shape within [${shape}], got ${parameters.map((other) => `[${other}]`).join(", ")}.`, "Reshape them, or broadcast them with tf.broadcastTo.");
  }
  const size = (extents: readonly number[]): number => extents.reduce((product, extent) => product * extent, 1);
  return {outer: size(shape.slice(0, from)), channels: size(shape.slice(from, to)), inner: size(shape.slice(to))};
}
