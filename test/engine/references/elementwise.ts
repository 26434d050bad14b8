import {accuracies, ulpAt} from "../accuracy.ts";
import {sumOf, type Reference} from "../reference.ts";
import {at, each, floats, given, made, near, truths, wholes, within, type Check, type Checks, type Data} from "./check.ts";

const f = Math.fround;
const x = floats([3, 7], 1, 4), y = floats([3, 7], 2, 4), dy = floats([3, 7], 3);

const single = (value: (x: number) => number | Reference, operand: Data = x, attributes = {}): Check => ({inputs: {x: operand}, attributes, outputs: [each(operand, value)]});

/** Operands on which the function is defined everywhere. */
const operands: Readonly<Record<string, Data>> = {
  Log: floats([21], 4, 4), Sqrt: floats([21], 4, 4), Rsqrt: floats([21], 4, 4), Log1p: floats([21], 5, 0.9), Asin: floats([21], 5), Acos: floats([21], 5), Atanh: floats([21], 5, 0.99), Acosh: given([4], [1, 1.5, 20, 1e10].map(f)),
};
const attributesOf: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {Gelu: {approximate: false}};

/** Within the bounds that accuracy.ts states. */
const transcendental: Checks = Object.fromEntries(Object.entries(accuracies).map(([kernel, {ulp, truth}]) =>
  [kernel, single((value) => within(truth(value), ulp * ulpAt(truth(value))), operands[kernel] ?? x, attributesOf[kernel])]));

const halfToEven = (value: number): number => (Math.abs(value % 1) === 0.5 ? 2 * Math.round(value / 2) : Math.round(value));
const halves = given([9], [-2.5, -1.5, -0.5, 0.5, 1.5, 2.5, 0.2, -0.7, 7]);

const exact: Checks = {
  Abs: single(Math.abs), Neg: single((value) => -value), Ceil: single(Math.ceil), Floor: single(Math.floor), Sign: single(Math.sign), Square: single((value) => f(value * value)), Round: single(halfToEven, halves),
  Relu: single((value) => Math.max(0, value)), Relu6: single((value) => Math.min(6, Math.max(0, value)), floats([3, 7], 1, 9)),
  ClipByValue: single((value) => Math.min(2, Math.max(-1, value)), x, {clipValueMin: -1, clipValueMax: 2}), LeakyRelu: single((value) => (value < 0 ? f(0.25 * value) : value), x, {alpha: 0.25}),
  Step: single((value) => (value > 0 ? 1 : 0.25), x, {alpha: 0.25}), IsNan: single((value) => Number(Number.isNaN(value)), given([3], [NaN, 1, Infinity])),
  IsInf: single((value) => Number(Math.abs(value) === Infinity), given([3], [NaN, 1, -Infinity])), IsFinite: single((value) => Number(Number.isFinite(value)), given([3], [NaN, 1, Infinity])),
  LogicalNot: single((value) => 1 - value, truths([9], 6)), Identity: single((value) => value), ZerosLike: single(() => 0), OnesLike: single(() => 1), Cast: single(Math.trunc, x, {dtype: "int32"}),
  Reshape: {inputs: {x}, attributes: {shape: [7, -1]}, outputs: [{shape: [7, 3], values: Array.from(x.values)}]}, ExpandDims: {inputs: {input: x}, attributes: {dim: -1}, outputs: [{shape: [3, 7, 1], values: Array.from(x.values)}]},
};

/** a [2, 3, 5] with b [3, 1]: b is broadcast along two axes. */
function pair(value: (a: number, b: number) => number | Reference, a: Data, b: Data): Check {
  return {inputs: {a, b}, outputs: [made([2, 3, 5], (index) => value(at(a, ...index), at(b, index[1]!, 0)))]};
}
const real = (value: (a: number, b: number) => number, scaleA = 4): Check => pair((a, b) => f(value(a, b)), floats([2, 3, 5], 7, scaleA), floats([3, 1], 8, 4));
const comparing = (value: (a: number, b: number) => boolean): Check => pair((a, b) => Number(value(a, b)), wholes([2, 3, 5], 7, 2), wholes([3, 1], 8, 2));
const logical = (value: (a: number, b: number) => number): Check => pair(value, truths([2, 3, 5], 9), truths([3, 1], 10));
const powers: Check = pair((a, b) => within(a ** b, 0.51 * ulpAt(a ** b)), {...floats([2, 3, 5], 7), values: Array.from(floats([2, 3, 5], 7).values, (value) => f(Math.abs(value) + 0.1))}, floats([3, 1], 8, 4));
const thrice = [11, 12, 13].map((seed) => floats([3, 5], seed));
const choice = [truths([3, 5], 14), ...thrice] as [Data, Data, Data, Data];

const pairs: Checks = {
  Add: real((a, b) => a + b), Sub: real((a, b) => a - b), Multiply: real((a, b) => a * b), RealDiv: real((a, b) => a / b), Maximum: real(Math.max), Minimum: real(Math.min), SquaredDifference: real((a, b) => f(a - b) * f(a - b)),
  FloorDiv: pair((a, b) => Math.floor(a / b), wholes([2, 3, 5], 7), given([3, 1], [4, -3, 7], "int32")), Mod: pair((a, b) => a - b * Math.floor(a / b), wholes([2, 3, 5], 7), given([3, 1], [4, -3, 7], "int32")),
  BitwiseAnd: pair((a, b) => a & b, wholes([2, 3, 5], 7, 99), wholes([3, 1], 8, 99)), Pow: powers, Atan2: pair((a, b) => within(Math.atan2(a, b), 0.51 * ulpAt(Math.atan2(a, b))), floats([2, 3, 5], 7), floats([3, 1], 8)),
  Equal: comparing((a, b) => a === b), NotEqual: comparing((a, b) => a !== b), Less: comparing((a, b) => a < b), LessEqual: comparing((a, b) => a <= b), Greater: comparing((a, b) => a > b), GreaterEqual: comparing((a, b) => a >= b),
  LogicalAnd: logical((a, b) => a & b), LogicalOr: logical((a, b) => a | b), LogicalXor: logical((a, b) => a ^ b),
  AddN: {inputs: Object.fromEntries(thrice.entries()), outputs: [made([3, 5], (index) => f(f(at(thrice[0]!, ...index) + at(thrice[1]!, ...index)) + at(thrice[2]!, ...index)))]},
  Prelu: {inputs: {x, alpha: floats([7], 15)}, outputs: [made([3, 7], (index) => (at(x, ...index) < 0 ? f(at(x, ...index) * at(floats([7], 15), index[1]!)) : at(x, ...index)))]},
  Select: {inputs: {condition: choice[0], t: choice[1], e: choice[2]}, outputs: [made([3, 5], (index) => at(choice[at(choice[0], ...index) ? 1 : 2]!, ...index))]},
};

const sigmoid = (value: number): number => 1 / (1 + Math.exp(-value));
/** dy · slope, the slope from x or from the activation's value there. */
const gradient = (saved: "x" | "y", slope: (value: number) => number, values: Data = saved === "x" ? x : y, attributes = {}): Check =>
  ({inputs: {dy, [saved]: values}, attributes, outputs: [each(values, (value, i) => near(dy.values[i]! * slope(value), 8, 0.3))]});
const density = (value: number): number => Math.exp((-value * value) / 2) / Math.sqrt(2 * Math.PI);
const unit = floats([3, 7], 2);

const gradients: Checks = {
  ReluGradient: gradient("y", (value) => Number(value > 0)), Relu6Gradient: gradient("x", (value) => Number(value > 0 && value < 6), floats([3, 7], 1, 9)), ClipByValueGradient: gradient("x", (value) => Number(value >= -1 && value <= 2), x, {clipValueMin: -1, clipValueMax: 2}),
  LeakyReluGradient: gradient("x", (value) => (value > 0 ? 1 : 0.25), x, {alpha: 0.25}), EluGrad: gradient("y", (value) => (value >= 0 ? 1 : value + 1), unit), SeluGradient: gradient("y", (value) => (value > 0 ? 1.0507009873554805 : value + 1.7580993408473766), unit),
  SigmoidGradient: gradient("y", (value) => value * (1 - value), unit), TanhGradient: gradient("y", (value) => 1 - value * value, unit), SoftplusGradient: gradient("x", sigmoid),
  GeluGradient: gradient("x", (value) => accuracies["Gelu"]!.truth(value) / (value || 1) + (value === 0 ? 0.5 : 0) + value * density(value), x, {approximate: false}),
};

const slopes = floats([7], 15), rows = [0, 1, 2];
const ofPrelu: Checks = {
  PreluGradient: {inputs: {dy, x, alpha: slopes}, outputs: [made([3, 7], ([i, j]) => f(at(dy, i!, j!) * (at(x, i!, j!) > 0 ? 1 : at(slopes, j!))))]},
  PreluSlopeGradient: {inputs: {dy, x}, attributes: {shape: [7]}, outputs: [made([7], ([j]) => sumOf(rows.map((i) => at(dy, i, j!) * Math.min(0, at(x, i, j!)))))]},
};

export const elementwise: Checks = {...transcendental, ...exact, ...pairs, ...gradients, ...ofPrelu};
