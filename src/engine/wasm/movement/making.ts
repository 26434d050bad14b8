import type {TensorInfo} from "@tensorflow/tfjs-core";
import type {TensorFlow} from "../../engine.ts";
import {elements, integers, kindOf, sizeOf, typeAsked, type ElementType} from "./elements.ts";
import type {Host} from "../host.ts";
import type {Attributes, Replacement} from "../replacement.ts";
import {copyElements} from "./walk.ts";

export interface MakingKernels {
  fill(target: number, count: number, value: number, kind: number): void;
  sequence(target: number, count: number, start: number, step: number, kind: number): void;
  oneHot(indices: number, target: number, count: number, depth: number, on: number, off: number, kind: number): void;
  integerAt(values: number, index: number): number;
  setInteger(values: number, index: number, value: number): void;
}

/** Tensors made of a few numbers. */
export const making: Replacement = (tf, host) => ({
  Fill: (_, attributes) => {
    const {shape, value} = attributes as unknown as {shape: number[]; value: number};
    return filled(host, shape, Number(value), typeAsked(attributes, "fill", tf.util.inferDtype(value)));
  },
  ZerosLike: (inputs) => like(host, elements(inputs, "x", "zerosLike"), 0),
  OnesLike: (inputs) => like(host, elements(inputs, "x", "onesLike"), 1),
  Range: (_, attributes) => range(host, attributes),
  LinSpace: (_, attributes) => linSpace(host, attributes),
  OneHot: (inputs, attributes) => {
    const indices = integers(inputs, "indices", "oneHot");
    const {depth, onValue, offValue} = attributes as {depth: number; onValue: number; offValue: number};
    const out = host.output([...indices.shape, depth], typeAsked(attributes, "oneHot", "int32"));
    host.kernels.oneHot(host.address(indices), host.address(out), sizeOf(indices.shape), depth, onValue, offValue, kindOf(out.dtype));
    return out;
  },
  Diag: (inputs) => {
    const x = elements(inputs, "x", "diag");
    const size = sizeOf(x.shape);
    const out = filled(host, [...x.shape, ...x.shape], 0, x.dtype as ElementType);
    copyElements(host, x, out, [{extent: size, from: 1, to: size + 1}]);
    return out;
  },
  BroadcastArgs: (inputs) => broadcastShape(tf, host, integers(inputs, "s0", "broadcastArgs"), integers(inputs, "s1", "broadcastArgs")),
});

/** A tensor of one value. */
export function filled(host: Host, shape: readonly number[], value: number, dtype: ElementType): TensorInfo {
  const out = host.output(shape, dtype);
  host.kernels.fill(host.address(out), sizeOf(shape), value, kindOf(dtype));
  return out;
}

const like = (host: Host, x: TensorInfo, value: number): TensorInfo => filled(host, x.shape, value, x.dtype as ElementType);

/** start + i · step, each rounded once; TensorFlow.js's own adds rounded steps up, and their errors with them. */
function range(host: Host, attributes: Attributes): TensorInfo {
  const {start, stop, step} = attributes as {start: number; stop: number; step: number};
  const dtype = typeAsked(attributes, "range", "float32");
  const towards = stop < start && step === 1 ? -1 : step;
  const count = Math.max(0, Math.ceil((stop - start) / towards));
  const out = host.output([count], dtype);
  host.kernels.sequence(host.address(out), count, start, towards, kindOf(dtype));
  return out;
}

/** `num` equally spaced numbers, the last of them `stop` itself. */
function linSpace(host: Host, attributes: Attributes): TensorInfo {
  const {start, stop, num} = attributes as {start: number; stop: number; num: number};
  const out = host.output([num], "float32");
  host.kernels.sequence(host.address(out), num, start, num > 1 ? (stop - start) / (num - 1) : 0, kindOf("float32"));
  if (num > 1) host.kernels.sequence(host.address(out) + 4 * (num - 1), 1, stop, 0, kindOf("float32"));
  return out;
}

function broadcastShape(tf: TensorFlow, host: Host, a: TensorInfo, b: TensorInfo): TensorInfo {
  return integerTensor(host, tf.backend_util.assertAndGetBroadcastShape(integersOf(host, a), integersOf(host, b)));
}

/** The numbers of a short tensor, such as a shape. */
export const integersOf = (host: Host, x: TensorInfo): number[] => Array.from({length: sizeOf(x.shape)}, (_, i) => host.kernels.integerAt(host.address(x), i));

/** A short tensor of these numbers. */
export function integerTensor(host: Host, values: readonly number[], shape: readonly number[] = [values.length]): TensorInfo {
  const out = host.output(shape, "int32");
  values.forEach((value, i) => host.kernels.setInteger(host.address(out), i, value));
  return out;
}
