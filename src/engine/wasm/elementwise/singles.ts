import type {TensorInfo} from "@tensorflow/tfjs-core";
import type {TensorFlow} from "../../engine.ts";
import {accepted} from "./accepted.ts";
import type {Host} from "../host.ts";
import type {Attributes, Kernel, Replacement} from "../replacement.ts";

type Address = number;
/** target[i] = f(x[i]); target may be x. */
type Map = (x: Address, target: Address, count: number, ...parameters: readonly number[]) => void;

type MapName =
  | "abs" | "neg" | "ceil" | "floor" | "round" | "sqrt" | "rsqrt" | "reciprocal" | "square" | "sign" | "step" | "absInt" | "negInt" | "squareInt" | "signInt" | "stepInt" | "clipInt"
  | "exp" | "expm1" | "log" | "log1p" | "sin" | "cos" | "tan" | "asin" | "acos" | "atan" | "sinh" | "cosh" | "tanh" | "asinh" | "acosh" | "atanh" | "erf"
  | "sigmoid" | "softplus" | "relu" | "clip" | "leakyRelu" | "elu" | "selu" | "gelu" | "geluByTanh" | "isNan" | "isInf" | "isFinite" | "logicalNot";

export type SingleKernels = Readonly<Record<MapName, Map>>;

type Operand = "float32" | "int32" | "bool";
interface Single {
  /** The function for each type that the kernel takes. */
  readonly by: Readonly<Partial<Record<Operand, MapName>>>;
  readonly parameters?: (attributes: Attributes, dtype: Operand) => readonly number[];
  /** The type of the result where it is not the operand's. */
  readonly result?: "bool";
}

const ofFloats = (names: Readonly<Record<string, MapName>>): Readonly<Record<string, Single>> => Object.fromEntries(Object.entries(names).map(([kernel, float32]) => [kernel, {by: {float32}}]));
const number = (attributes: Attributes, name: string): number => attributes[name] as number;
const largest = 0x7fffffff;

/** SELU's two numbers (Klambauer and others, 2017): scale, and scale · alpha. */
export const selu = {above: 1.0507009873554805, below: 1.7580993408473766} as const;

const singles: Readonly<Record<string, Single>> = {
  Abs: {by: {float32: "abs", int32: "absInt"}},
  Neg: {by: {float32: "neg", int32: "negInt"}},
  Square: {by: {float32: "square", int32: "squareInt"}},
  Sign: {by: {float32: "sign", int32: "signInt"}},
  Step: {by: {float32: "step", int32: "stepInt"}, parameters: (attributes) => [number(attributes, "alpha")]},
  Relu: {by: {float32: "relu", int32: "clipInt"}, parameters: () => [0, largest]},
  Relu6: {by: {float32: "clip", int32: "clipInt"}, parameters: () => [0, 6]},
  ClipByValue: {by: {float32: "clip", int32: "clipInt"}, parameters: (attributes, dtype) => bounds(attributes).map(dtype === "int32" ? wholeWithin : (bound) => bound)},
  LeakyRelu: {by: {float32: "leakyRelu"}, parameters: (attributes) => [number(attributes, "alpha")]},
  Selu: {by: {float32: "selu"}, parameters: () => [selu.above, selu.below]},
  IsNan: {by: {float32: "isNan"}, result: "bool"},
  IsInf: {by: {float32: "isInf"}, result: "bool"},
  IsFinite: {by: {float32: "isFinite"}, result: "bool"},
  LogicalNot: {by: {bool: "logicalNot"}},
  ...ofFloats({
    Ceil: "ceil", Floor: "floor", Round: "round", Sqrt: "sqrt", Rsqrt: "rsqrt", Reciprocal: "reciprocal", Exp: "exp", Expm1: "expm1", Log: "log", Log1p: "log1p",
    Sin: "sin", Cos: "cos", Tan: "tan", Asin: "asin", Acos: "acos", Atan: "atan", Sinh: "sinh", Cosh: "cosh", Tanh: "tanh", Asinh: "asinh", Acosh: "acosh", Atanh: "atanh",
    Erf: "erf", Sigmoid: "sigmoid", Softplus: "softplus", Elu: "elu",
  }),
};

const bounds = (attributes: Attributes): readonly [number, number] => [number(attributes, "clipValueMin"), number(attributes, "clipValueMax")];
const wholeWithin = (bound: number): number => Math.trunc(Math.max(-largest - 1, Math.min(largest, bound)));

/** Functions of one tensor. `Gelu` is ours: exact by the error function or, with `approximate`, by tanh. */
export const singleKernels: Replacement = (tf, host) => ({
  ...Object.fromEntries(Object.entries(singles).map(([name, single]) => [name, mapping(tf, host, name, single)])),
  Gelu: (inputs, {approximate}) => mapped(tf, host, approximate === true ? "geluByTanh" : "gelu", accepted(inputs, "x", "Gelu", ["float32"]), "float32", []),
});

function mapping(tf: TensorFlow, host: Host, name: string, {by, parameters, result}: Single): Kernel {
  const types = Object.keys(by) as Operand[];
  return (inputs, attributes) => {
    const x = accepted(inputs, "x", name, types);
    return mapped(tf, host, by[x.dtype]!, x, result ?? x.dtype, parameters?.(attributes, x.dtype) ?? []);
  };
}

function mapped(tf: TensorFlow, host: Host, name: MapName, x: TensorInfo, dtype: Operand, parameters: readonly number[]): TensorInfo {
  const out = host.output(x.shape, dtype);
  host.kernels[name](host.address(x), host.address(out), tf.util.sizeFromShape(x.shape), ...parameters);
  return out;
}
