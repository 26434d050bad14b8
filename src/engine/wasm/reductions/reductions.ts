import type {DataType, TensorInfo} from "@tensorflow/tfjs-core";
import type {TensorFlow} from "../../engine.ts";
import {reductionPasses} from "./axis-groups.ts";
import type {Host} from "../host.ts";
import {floats, input, type Attributes, type Kernel, type Replacement} from "../replacement.ts";

type Address = number;
type How = (typeof how)[keyof typeof how];

/** How numbers are joined: the codes of assembly/reductions/joining.ts. */
const how = {sum: 0, product: 1, largest: 2, smallest: 3} as const;

/** The exports of kernels.wasm for reductions; `assembly/` says the order of every sum. */
export interface ReductionKernels {
  reduceFloatRows(how: How, x: Address, target: Address, rows: number, length: number): void;
  reduceWholeRows(how: How, x: Address, target: Address, rows: number, length: number): void;
  reduceFloatColumns(how: How, x: Address, target: Address, outer: number, length: number, inner: number): void;
  reduceWholeColumns(how: How, x: Address, target: Address, outer: number, length: number, inner: number): void;
  reduceByteColumns(how: How, x: Address, target: Address, outer: number, length: number, inner: number): void;
  floatExtremeIndex(smallest: boolean, x: Address, target: Address, outer: number, length: number, inner: number): void;
  wholeExtremeIndex(smallest: boolean, x: Address, target: Address, outer: number, length: number, inner: number): void;
  cumulateFloats(how: How, x: Address, target: Address, outer: number, length: number, inner: number, exclusive: boolean, reverse: boolean): void;
  cumulateWholes(how: How, x: Address, target: Address, outer: number, length: number, inner: number, exclusive: boolean, reverse: boolean): void;
  wholesFromBytes(x: Address, target: Address, count: number): void;
  floatsFromWholes(x: Address, target: Address, count: number): void;
  spread(x: Address, target: Address, outer: number, length: number, inner: number, divisor: number): void;
  divideFloats(target: Address, count: number, by: number): void;
}

/**
 * Sums, products, extremes and their like over any axes.
 *
 * The order of every sum: adjacent reduced axes count as one long axis, and the last such group is summed first. Where it is the tensor's last, number i
 * of the row goes to partial sum i mod 8, in ascending order, and ((p0 + p4) + (p2 + p6)) + ((p1 + p5) + (p3 + p7)) is the row's; else the numbers are
 * added one after the other. A mean is the sum divided by the count. NaN is never hidden, and of equal extremes an index tells the first.
 */
export const reductions: Replacement = (tf, host) => ({
  Sum: (inputs, attributes) => reduced(tf, host, "sum", how.sum, wholesIfBool(tf, host, input(inputs, "x")), attributes),
  Prod: (inputs, attributes) => reduced(tf, host, "prod", how.product, wholesIfBool(tf, host, input(inputs, "x")), attributes),
  Max: (inputs, attributes) => reduced(tf, host, "max", how.largest, {tensor: input(inputs, "x"), temporary: false}, {...attributes, axis: attributes["reductionIndices"]}),
  Min: (inputs, attributes) => reduced(tf, host, "min", how.smallest, {tensor: input(inputs, "x"), temporary: false}, attributes),
  Any: (inputs, attributes) => reduced(tf, host, "any", how.largest, {tensor: typed(input(inputs, "x"), "any", ["bool"]), temporary: false}, attributes),
  All: (inputs, attributes) => reduced(tf, host, "all", how.smallest, {tensor: typed(input(inputs, "x"), "all", ["bool"]), temporary: false}, attributes),
  Mean: (inputs, attributes) => mean(tf, host, input(inputs, "x"), attributes),
  SumGradient: (inputs, attributes) => spread(tf, host, floats(inputs, "dy", "sumGradient"), attributes as unknown as Spread),
  ArgMax: extremeIndex(tf, host, "argMax", false),
  ArgMin: extremeIndex(tf, host, "argMin", true),
  Cumsum: cumulative(tf, host, "cumsum", how.sum),
  Cumprod: cumulative(tf, host, "cumprod", how.product),
});

/** An operand, which may be one made for the kernel alone. */
interface Operand {
  readonly tensor: TensorInfo;
  readonly temporary: boolean;
}

function typed(x: TensorInfo, kernel: string, allowed: readonly DataType[]): TensorInfo {
  if (allowed.includes(x.dtype)) return x;
  throw new TypeError(`${kernel}: expected x of ${allowed.join(", ")}, got ${x.dtype}; tf.cast(x, "${allowed[0]}") makes it one`);
}

function wholesIfBool(tf: TensorFlow, host: Host, tensor: TensorInfo): Operand {
  if (tensor.dtype !== "bool") return {tensor, temporary: false};
  const wide = host.output(tensor.shape, "int32");
  host.kernels.wholesFromBytes(host.address(tensor), host.address(wide), tf.util.sizeFromShape(tensor.shape));
  return {tensor: wide, temporary: true};
}

function floatsIfWhole(tf: TensorFlow, host: Host, x: TensorInfo): Operand {
  const {tensor, temporary} = wholesIfBool(tf, host, x);
  if (tensor.dtype !== "int32") return {tensor, temporary};
  const floats = host.output(tensor.shape);
  host.kernels.floatsFromWholes(host.address(tensor), host.address(floats), tf.util.sizeFromShape(tensor.shape));
  if (temporary) host.dispose(tensor);
  return {tensor: floats, temporary: true};
}

function reduced(tf: TensorFlow, host: Host, kernel: string, join: How, {tensor: x, temporary}: Operand, attributes: Attributes): TensorInfo {
  typed(x, kernel, ["float32", "int32", "bool"]);
  const axes = axesOf(tf, x, attributes);
  const [kept, expanded] = shapesAfter(x.shape, axes);
  const out = host.output(attributes["keepDims"] ? expanded : kept, x.dtype as "float32");
  if (tf.util.sizeFromShape(kept) > 0) runPasses(tf, host, join, x, axes, host.address(out));
  if (temporary) host.dispose(x);
  return out;
}

const axesOf = (tf: TensorFlow, x: TensorInfo, attributes: Attributes): readonly number[] => tf.util.parseAxisParam((attributes["axis"] ?? null) as number, x.shape);

/** The shape without the reduced axes, and with them at extent 1. */
function shapesAfter(shape: readonly number[], axes: readonly number[]): readonly [kept: number[], expanded: number[]] {
  return [shape.filter((_, axis) => !axes.includes(axis)), shape.map((extent, axis) => (axes.includes(axis) ? 1 : extent))];
}

/** Pass after pass, what lies between in the workspace: each writes beyond what it reads. */
function runPasses(tf: TensorFlow, host: Host, join: How, x: TensorInfo, axes: readonly number[], target: Address): void {
  const width = tf.util.bytesPerElement(x.dtype), run = passOf(host, x.dtype, join);
  const passes = reductionPasses(x.shape, axes);
  const between = passes.slice(0, -1).map(({outer, inner}) => 16 * Math.ceil((outer * inner * width) / 16));
  let next = between.length > 0 ? host.workspace(between.reduce((sum, bytes) => sum + bytes, 0)) : 0;
  let from = host.address(x);
  passes.forEach((pass, i) => {
    const to = i === passes.length - 1 ? target : next;
    run(from, to, pass.outer, pass.length, pass.inner);
    from = to;
    next += between[i] ?? 0;
  });
}

type RunPass = (x: Address, target: Address, outer: number, length: number, inner: number) => void;

function passOf({kernels}: Host, dtype: DataType, join: How): RunPass {
  if (dtype === "bool") return (...geometry) => kernels.reduceByteColumns(join, ...geometry);
  const [rows, columns] = dtype === "int32" ? [kernels.reduceWholeRows, kernels.reduceWholeColumns] : [kernels.reduceFloatRows, kernels.reduceFloatColumns];
  return (x, target, outer, length, inner) => {
    if (length === 0) rows(join, x, target, outer * inner, 0);
    else if (inner === 1) rows(join, x, target, outer, length);
    else columns(join, x, target, outer, length, inner);
  };
}

/** What was reduced: the operand's shape, over which axes; dy is divided by the divisor. */
interface Spread {
  readonly shape: number[];
  readonly axes: readonly number[];
  readonly divisor: number;
}

/** The passes of the sum backwards, each giving a number to all that were added up to it. */
function spread(tf: TensorFlow, host: Host, dy: TensorInfo, {shape, axes, divisor}: Spread): TensorInfo {
  const out = host.output(shape);
  if (tf.util.sizeFromShape(shape) === 0) return out;
  const passes = reductionPasses(shape, axes).toReversed();
  const between = passes.slice(0, -1).map(({outer, length, inner}) => 16 * Math.ceil((outer * length * inner) / 4));
  let next = between.length > 0 ? host.workspace(between.reduce((sum, bytes) => sum + bytes, 0)) : 0;
  let from = host.address(dy);
  passes.forEach((pass, i) => {
    const to = i === passes.length - 1 ? host.address(out) : next;
    host.kernels.spread(from, to, pass.outer, pass.length, pass.inner, i === 0 ? divisor : 1);
    from = to;
    next += between[i] ?? 0;
  });
  return out;
}

function mean(tf: TensorFlow, host: Host, x: TensorInfo, attributes: Attributes): TensorInfo {
  const sum = reduced(tf, host, "mean", how.sum, floatsIfWhole(tf, host, x), attributes);
  const kept = tf.util.sizeFromShape(sum.shape);
  const count = axesOf(tf, x, attributes).reduce((product, axis) => product * x.shape[axis]!, 1);
  host.kernels.divideFloats(host.address(sum), kept, count);
  return sum;
}

function extremeIndex(tf: TensorFlow, host: Host, kernel: string, smallest: boolean): Kernel {
  return (inputs, attributes) => {
    const {tensor: x, temporary} = wholesIfBool(tf, host, typed(input(inputs, "x"), kernel, ["float32", "int32", "bool"]));
    const axis = axesOf(tf, x, attributes)[0]!;
    const [kept] = shapesAfter(x.shape, [axis]);
    const out = host.output(kept, "int32");
    const {outer, length, inner} = around(tf, x.shape, axis);
    if (length === 0 && outer * inner > 0) throw new RangeError(`${kernel}: axis ${axis} of [${x.shape}] holds no number, so none is the extreme; leave empty axes out`);
    const run = x.dtype === "int32" ? host.kernels.wholeExtremeIndex : host.kernels.floatExtremeIndex;
    if (outer * inner > 0) run(smallest, host.address(x), host.address(out), outer, length, inner);
    if (temporary) host.dispose(x);
    return out;
  };
}

function cumulative(tf: TensorFlow, host: Host, kernel: string, join: How): Kernel {
  return (inputs, attributes) => {
    const {tensor: x, temporary} = wholesIfBool(tf, host, typed(input(inputs, "x"), kernel, ["float32", "int32", "bool"]));
    const {outer, length, inner} = around(tf, x.shape, axesOf(tf, x, attributes)[0] ?? 0);
    const out = host.output(x.shape, x.dtype as "float32");
    const run = x.dtype === "int32" ? host.kernels.cumulateWholes : host.kernels.cumulateFloats;
    run(join, host.address(x), host.address(out), outer, length, inner, attributes["exclusive"] === true, attributes["reverse"] === true);
    if (temporary) host.dispose(x);
    return out;
  };
}

/** A shape as [outer, length, inner] around an axis. */
function around(tf: TensorFlow, shape: readonly number[], axis: number): {readonly outer: number; readonly length: number; readonly inner: number} {
  return {outer: tf.util.sizeFromShape(shape.slice(0, axis)), length: shape[axis] ?? 1, inner: tf.util.sizeFromShape(shape.slice(axis + 1))};
}
