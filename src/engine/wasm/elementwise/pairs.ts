import type {TensorInfo} from "@tensorflow/tfjs-core";
import {UserError} from "../../../errors.ts";
import type {TensorFlow} from "../../engine.ts";
import {accepted} from "./accepted.ts";
import {broadcastAxes} from "./broadcast.ts";
import type {Host} from "../host.ts";
import type {Kernel, Replacement} from "../replacement.ts";

type Address = number;
/** `zip` in assembly/elementwise/broadcast.ts says what the numbers are. */
type Zip = (
  a: Address, b: Address, target: Address, columns: number, stepsA: boolean, stepsB: boolean, rows: number, rowA: number, rowB: number, blocks: number, table: Address,
) => void;

type ZipName =
  | "add" | "subtract" | "multiply" | "divide" | "maximum" | "minimum" | "squaredDifference" | "floorDivide" | "modulo" | "pow" | "atan2" | "prelu" | "preluSlope" | "preluShare"
  | "addInt" | "subtractInt" | "multiplyInt" | "maximumInt" | "minimumInt" | "squaredDifferenceInt" | "floorDivideInt" | "moduloInt" | "powInt" | "bitwiseAnd"
  | "equal" | "notEqual" | "less" | "lessEqual" | "greater" | "greaterEqual" | "equalInt" | "notEqualInt" | "lessInt" | "lessEqualInt" | "greaterInt" | "greaterEqualInt"
  | "equalBool" | "notEqualBool" | "lessBool" | "lessEqualBool" | "greaterBool" | "greaterEqualBool" | "logicalAnd" | "logicalOr";

export interface PairKernels extends Readonly<Record<ZipName, Zip>> {
  firstZero(x: Address, count: number): number;
  firstNegative(x: Address, count: number): number;
  writeWord(address: Address, value: number): void;
}

type Operand = "float32" | "int32" | "bool";
type Functions = Readonly<Partial<Record<Operand, ZipName>>>;

const arithmetic: Readonly<Record<string, Functions>> = {
  Add: {float32: "add", int32: "addInt"},
  Sub: {float32: "subtract", int32: "subtractInt"},
  Multiply: {float32: "multiply", int32: "multiplyInt"},
  RealDiv: {float32: "divide"},
  FloorDiv: {float32: "floorDivide", int32: "floorDivideInt"},
  Mod: {float32: "modulo", int32: "moduloInt"},
  Pow: {float32: "pow", int32: "powInt"},
  Atan2: {float32: "atan2"},
  Maximum: {float32: "maximum", int32: "maximumInt"},
  Minimum: {float32: "minimum", int32: "minimumInt"},
  SquaredDifference: {float32: "squaredDifference", int32: "squaredDifferenceInt"},
  BitwiseAnd: {int32: "bitwiseAnd"},
};

const truths: Readonly<Record<string, Functions>> = {
  Equal: {float32: "equal", int32: "equalInt", bool: "equalBool"},
  NotEqual: {float32: "notEqual", int32: "notEqualInt", bool: "notEqualBool"},
  Less: {float32: "less", int32: "lessInt", bool: "lessBool"},
  LessEqual: {float32: "lessEqual", int32: "lessEqualInt", bool: "lessEqualBool"},
  Greater: {float32: "greater", int32: "greaterInt", bool: "greaterBool"},
  GreaterEqual: {float32: "greaterEqual", int32: "greaterEqualInt", bool: "greaterEqualBool"},
  LogicalAnd: {bool: "logicalAnd"},
  LogicalOr: {bool: "logicalOr"},
  LogicalXor: {bool: "notEqualBool"},
};

/**
 * Functions of two tensors with broadcasting. Whole numbers wrap modulo 2^32; their quotients are rounded down and the rest has the divisor's sign;
 * division by 0 and negative powers of whole numbers are refused. `PreluGradient` (by x) and `PreluSlopeGradient` (by alpha, of that shape) are ours.
 */
export const pairs: Replacement = (tf, host, ours) => ({
  ...Object.fromEntries(Object.entries(arithmetic).map(([name, functions]) => [name, combining(tf, host, name, functions, false)])),
  ...Object.fromEntries(Object.entries(truths).map(([name, functions]) => [name, combining(tf, host, name, functions, true)])),
  AddN: (inputs) => sumOf(tf, host, Object.values(inputs) as readonly TensorInfo[]),
  Prelu: (inputs) => {
    const x = accepted(inputs, "x", "Prelu", ["float32"]), alpha = accepted(inputs, "alpha", "Prelu", ["float32"]);
    insistOnSpread(tf, x, alpha, "Prelu: slopes");
    return zipped(tf, host, "prelu", x, alpha, host.output(x.shape));
  },
  PreluGradient: (inputs) => {
    const [dy, x, alpha] = ["dy", "x", "alpha"].map((name) => accepted(inputs, name, "PreluGradient", ["float32"])) as [TensorInfo, TensorInfo, TensorInfo];
    insistOnSpread(tf, x, alpha, "PreluGradient: slopes");
    insistOnSpread(tf, x, dy, "PreluGradient: dy");
    const slopes = zipped(tf, host, "preluSlope", x, alpha, host.output(x.shape));
    return zipped(tf, host, "multiply", dy, slopes, slopes);
  },
  PreluSlopeGradient: (inputs, {shape}) => {
    const dy = accepted(inputs, "dy", "PreluSlopeGradient", ["float32"]), x = accepted(inputs, "x", "PreluSlopeGradient", ["float32"]);
    insistOnSpread(tf, x, dy, "PreluSlopeGradient: dy");
    const shares = zipped(tf, host, "preluShare", dy, x, host.output(x.shape));
    const slopes = shape as readonly number[], axis = [...x.shape.keys()].filter((at) => (slopes[at + slopes.length - x.shape.length] ?? 1) !== x.shape[at]);
    const sum = ours("Sum")({x: shares}, {axis}) as TensorInfo;
    host.dispose(shares);
    return {...sum, shape: slopes as number[]};
  },
});

function combining(tf: TensorFlow, host: Host, name: string, functions: Functions, toTruth: boolean): Kernel {
  const types = Object.keys(functions) as Operand[];
  return (inputs) => {
    const a = accepted(inputs, "a", name, types), b = accepted(inputs, "b", name, types);
    if (a.dtype !== b.dtype) throw new TypeError(`${name}: expected a and b of one type, got ${a.dtype} and ${b.dtype}; tf.cast(b, "${a.dtype}") makes them so`);
    if (a.dtype === "int32") refuseUndefined(tf, host, name, b);
    const shape = tf.broadcast_util.assertAndGetBroadcastShape(a.shape, b.shape);
    return zipped(tf, host, functions[a.dtype]!, a, b, host.output(shape, toTruth ? "bool" : a.dtype));
  };
}

const undefinedWholes: Readonly<Record<string, readonly [find: "firstZero" | "firstNegative", because: string]>> = {
  FloorDiv: ["firstZero", "is 0, by which a whole number cannot be divided"],
  Mod: ["firstZero", "is 0, which leaves no rest"],
  Pow: ["firstNegative", "is negative, and such a power is no whole number"],
};

function refuseUndefined(tf: TensorFlow, host: Host, name: string, b: TensorInfo): void {
  const rule = undefinedWholes[name];
  if (!rule) return;
  const [find, because] = rule;
  const index = host.kernels[find](host.address(b), tf.util.sizeFromShape(b.shape));
  if (index >= 0) throw new RangeError(`${name}: number ${index} of b ${because}; cast both operands to "float32" for Infinity, NaN and fractions`);
}

/** Fills `out`, whose shape is the broadcast of a's and b's, and which may be one of them that has this shape. */
function zipped(tf: TensorFlow, host: Host, name: ZipName, a: TensorInfo, b: TensorInfo, out: TensorInfo): TensorInfo {
  if (tf.util.sizeFromShape(out.shape) === 0) return out;
  const bytes = tf.util.bytesPerElement(a.dtype);
  const [columns = {extent: 1, strideA: 1, strideB: 1}, rows = {extent: 1, strideA: 0, strideB: 0}, ...further] = broadcastAxes(a.shape, b.shape);
  const table = further.length === 0 ? 0 : host.workspace(further.length * 12);
  further.forEach(({extent, strideA, strideB}, i) => [extent, strideA * bytes, strideB * bytes].forEach((word, j) => host.kernels.writeWord(table + 12 * i + 4 * j, word)));
  host.kernels[name](
    host.address(a), host.address(b), host.address(out), columns.extent, columns.strideA > 0, columns.strideB > 0,
    rows.extent, rows.strideA * bytes, rows.strideB * bytes, further.reduce((count, {extent}) => count * extent, 1), table,
  );
  return out;
}

/** ((a + b) + c) + …, of one shape and type. */
function sumOf(tf: TensorFlow, host: Host, terms: readonly TensorInfo[]): TensorInfo {
  const [first] = terms.map((_, i) => accepted(Object.fromEntries(terms.entries()), String(i), "AddN", ["float32", "int32"]));
  const wrong = terms.find(({dtype, shape}) => dtype !== first!.dtype || !tf.util.arraysEqual(shape, first!.shape));
  if (wrong) throw new TypeError(`AddN: expected terms of ${first!.dtype} [${first!.shape}], got ${wrong.dtype} [${wrong.shape}]; tf.add broadcasts and converts two at a time`);
  if (terms.length === 1) return host.share(first!, first!.shape);
  const out = host.output(first!.shape, first!.dtype), name = first!.dtype === "int32" ? "addInt" : "add";
  terms.slice(1).forEach((term, i) => zipped(tf, host, name, i === 0 ? first! : out, term, out));
  return out;
}

/** x becomes the function of x and another tensor, which is spread over it. `what` names the other one where it cannot be. */
export function combineInto(tf: TensorFlow, host: Host, name: ZipName, x: TensorInfo, other: TensorInfo, what: string): void {
  insistOnSpread(tf, x, other, what);
  zipped(tf, host, name, x, other, x);
}

function insistOnSpread(tf: TensorFlow, x: TensorInfo, other: TensorInfo, what: string): void {
  const shape = tf.broadcast_util.assertAndGetBroadcastShape(x.shape, other.shape);
  if (!tf.util.arraysEqual(shape, x.shape)) throw new UserError(`${what} must spread over [${x.shape}], got [${other.shape}].`, "Give one number for all or for each index of some axes.");
}
