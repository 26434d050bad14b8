import type {Tensor} from "@tensorflow/tfjs-core";
import {expect, test} from "vitest";
import {openEngine} from "../../src/engine/node.ts";
import {atan2, exp, expm1, pow} from "../../src/math/math.ts";
import {accuracies, sweep, ulpsOff} from "./accuracy.ts";
import {numbers} from "./both-engines.ts";

const {tf} = await openEngine("wasm");
const f = Math.fround;

type Attributes = Readonly<Record<string, number | boolean | string>>;
const run = (kernel: string, inputs: Readonly<Record<string, Tensor>>, attributes: Attributes = {}): Tensor => tf.engine().runKernel(kernel, inputs, attributes) as Tensor;
const values = (make: () => Tensor): readonly number[] => {
  const made = tf.tidy(make), read = [...made.dataSync()];
  made.dispose();
  return read;
};
const ofFloats = (kernel: string, x: Float32Array | readonly number[], attributes: Attributes = {}): readonly number[] => values(() => run(kernel, {x: tf.tensor1d([...x])}, attributes));
const attributesOf: Readonly<Record<string, Attributes>> = {Gelu: {approximate: false}, Step: {alpha: 0.25}, LeakyRelu: {alpha: 0.25}, ClipByValue: {clipValueMin: -1, clipValueMax: 0.75}};

/** Of 2^32 bit patterns every 2^k-th is tried; a smaller k takes longer: SWEEP=12 tries a million. */
const step = Number(process.env["SWEEP"] ?? 18);

test.each(Object.entries(accuracies))("%s is as near to the truth as the table says, over all exponents", (kernel, {ulp, truth}) => {
  const x = sweep(step), y = ofFloats(kernel, x, attributesOf[kernel]);
  const off = y.map((value, i) => ulpsOff(value, truth(x[i]!)));
  const worst = off.reduce((at, error, i) => (error > off[at]! ? i : at), 0);
  expect(off[worst], `${kernel}(${x[worst]}) = ${y[worst]}, the truth is ${truth(x[worst]!)}`).toBeLessThanOrEqual(ulp);
});

const special = [NaN, Infinity, -Infinity, 0, -0, 1, -1, 2 ** -149, -(2 ** -149), 2 ** -126, 3.4028234663852886e38, -3.4028234663852886e38, 0.5, -0.5, 1.5, 2.5, -2.5, 88.5, -88.5, -103.5, 1e10];

test.each(Object.entries(accuracies))("%s has the special values of C99, and keeps zeros, infinities and denormals", (kernel, {ulp, truth}) => {
  const y = ofFloats(kernel, special, attributesOf[kernel]);
  special.forEach((x, i) => expect(ulpsOff(y[i]!, truth(x)), `${kernel}(${x}) = ${y[i]}, expected ${truth(x)}`).toBeLessThanOrEqual(ulp));
});

const exact: Readonly<Record<string, (x: number) => number>> = {
  Abs: Math.abs, Neg: (x) => -x, Ceil: Math.ceil, Floor: Math.floor, Sign: Math.sign, Square: (x) => f(x * x), Round: halfToEven,
  Relu: (x) => (x < 0 ? 0 : x), Relu6: (x) => (x < 0 ? 0 : x > 6 ? 6 : x), ClipByValue: (x) => (x < -1 ? -1 : x > 0.75 ? 0.75 : x), LeakyRelu: (x) => (x < 0 ? f(0.25 * x) : x),
  Step: (x) => (Number.isNaN(x) ? x : x > 0 ? 1 : 0.25),
  IsNan: (x) => Number(Number.isNaN(x)), IsInf: (x) => Number(Math.abs(x) === Infinity), IsFinite: (x) => Number(Number.isFinite(x)),
};

function halfToEven(x: number): number {
  const below = Math.floor(x), half = x - below === 0.5;
  if (!half) return x < 0 && x >= -0.5 ? -0 : Math.round(x);
  return below % 2 === 0 ? below : below + 1 === 0 ? -0 : below + 1;
}

test.each(Object.entries(exact))("%s is exact for every kind of float", (kernel, expected) => {
  const x = [...special.map(f), ...sweep(22), ...numbers(101, 3).map((value) => 4 * value)];
  expect(ofFloats(kernel, x, attributesOf[kernel])).toEqual(x.map(expected));
});

test.each([...Object.keys(accuracies), ...Object.keys(exact)])("%s gives a number the same bits at every place of a tensor", (kernel) => {
  const tried = [...special, ...numbers(20, 4).map((value) => 6 * value)];
  const alone = tried.map((x) => ofFloats(kernel, [x], attributesOf[kernel])[0]);
  for (let place = 0; place < 7; place++) {
    const rows = tried.flatMap((x) => Array.from({length: 7}, (_, i) => (i === place ? x : 0.3)));
    const y = tried.map((_, row) => ofFloats(kernel, rows.slice(7 * row, 7 * row + 7), attributesOf[kernel])[place]);
    expect(y).toEqual(alone);
  }
});

test.each([["Abs", Math.abs], ["Neg", (x: number) => -x | 0], ["Square", (x: number) => Math.imul(x, x)], ["Sign", Math.sign], ["Relu", (x: number) => Math.max(0, x)],
  ["Relu6", (x: number) => Math.min(6, Math.max(0, x))], ["ClipByValue", (x: number) => Math.min(0, Math.max(-1, x))], ["Step", (x: number) => (x > 0 ? 1 : 0)]] as const)(
  "%s of whole numbers wraps modulo 2^32", (kernel, expected) => {
    const x = [0, 1, -1, 5, -7, 46341, 65536, 2 ** 31 - 1, -(2 ** 31), 1234567];
    expect(values(() => run(kernel, {x: tf.tensor1d(x, "int32")}, {...attributesOf[kernel], ...(kernel === "Step" ? {alpha: 0} : {})}))).toEqual(x.map((value) => expected(value) | 0).map((value) => value + 0));
  },
);

test("whole numbers are kept within the whole numbers of the bounds", () => {
  expect(values(() => run("ClipByValue", {x: tf.tensor1d([-9, -2, -1, 0, 1, 2, 9], "int32")}, {clipValueMin: -1.5, clipValueMax: 1.5}))).toEqual([-1, -1, -1, 0, 1, 1, 1]);
  expect(values(() => run("ClipByValue", {x: tf.tensor1d([-9, 9], "int32")}, {clipValueMin: -Infinity, clipValueMax: 3e9}))).toEqual([-9, 9]);
});

const sizeOf = (shape: readonly number[]): number => shape.reduce((product, extent) => product * extent, 1);

/** The broadcast of two operands by plain indices: for each number of the result the two that make it. */
function operands(a: readonly number[], b: readonly number[]): readonly (readonly [number, number])[] {
  const rank = Math.max(a.length, b.length), padded = (shape: readonly number[]) => [...Array<number>(rank - shape.length).fill(1), ...shape];
  const [shapeA, shapeB] = [padded(a), padded(b)], shape = shapeA.map((extent, i) => (extent === 1 ? shapeB[i]! : extent));
  return Array.from({length: sizeOf(shape)}, (_, at) => {
    let rest = at, index: number[] = [];
    for (let axis = rank - 1; axis >= 0; axis--) {
      index = [rest % shape[axis]!, ...index];
      rest = Math.floor(rest / shape[axis]!);
    }
    const place = (own: readonly number[]) => own.reduce((sum, extent, axis) => sum * extent + (extent === 1 ? 0 : index[axis]!), 0);
    return [place(shapeA), place(shapeB)];
  });
}

const shapes: readonly (readonly [number[], number[]])[] = [
  [[5], [5]], [[7, 13], [7, 13]], [[7, 13], [13]], [[13], [7, 13]], [[7, 13], [7, 1]], [[7, 1], [7, 13]], [[13], []], [[], [9]], [[2, 3, 5, 7], [3, 1, 7]], [[2, 1, 5, 1, 2], [3, 1, 7, 1]],
  [[2, 1, 3, 1, 2, 1], [1, 2, 1, 3, 1, 5]], [[0, 3], [3]], [[2, 0], [1]], [[], []], [[1], [1, 1]], [[4, 1], [1, 6]],
];

const modulo = (a: number, b: number): number => {
  const rest = a % b;
  return (a < 0 && b < 0) || (a >= 0 && b >= 0) ? rest : (rest + b) % b;
};
const floats: Readonly<Record<string, (a: number, b: number) => number>> = {
  Add: (a, b) => a + b, Sub: (a, b) => a - b, Multiply: (a, b) => a * b, RealDiv: (a, b) => a / b, Maximum: Math.max, Minimum: Math.min, SquaredDifference: (a, b) => f(a - b) * f(a - b),
  FloorDiv: (a, b) => Math.floor(a / b), Mod: modulo, Equal: (a, b) => Number(a === b), NotEqual: (a, b) => Number(a !== b), Less: (a, b) => Number(a < b), LessEqual: (a, b) => Number(a <= b),
  Greater: (a, b) => Number(a > b), GreaterEqual: (a, b) => Number(a >= b),
};

test.each(Object.entries(floats))("%s of floats broadcasts as plain loops do, bit for bit", (kernel, expected) => {
  for (const [shapeA, shapeB] of shapes) {
    const a = numbers(sizeOf(shapeA), 11).map((x) => Math.round(8 * x) / 4), b = numbers(sizeOf(shapeB), 12).map((x) => Math.round(8 * x) / 4 + 0.125 * Number(kernel === "Mod"));
    expect(values(() => run(kernel, {a: tf.tensor(a, shapeA), b: tf.tensor(b, shapeB)}))).toEqual(operands(shapeA, shapeB).map(([i, j]) => f(expected(a[i]!, b[j]!))));
  }
  const every = special.map(f), n = every.length;
  expect(values(() => run(kernel, {a: tf.tensor(every, [n, 1]), b: tf.tensor(every, [1, n])}))).toEqual(every.flatMap((a) => every.map((b) => f(expected(a, b)))));
});

const wholes: Readonly<Record<string, (a: number, b: number) => number>> = {
  Add: (a, b) => a + b, Sub: (a, b) => a - b, Multiply: Math.imul, Maximum: Math.max, Minimum: Math.min, SquaredDifference: (a, b) => Math.imul(a - b, a - b), BitwiseAnd: (a, b) => a & b,
  FloorDiv: (a, b) => Math.floor(a / b), Mod: modulo, Equal: floats["Equal"]!, NotEqual: floats["NotEqual"]!, Less: floats["Less"]!, LessEqual: floats["LessEqual"]!, Greater: floats["Greater"]!,
  GreaterEqual: floats["GreaterEqual"]!,
};

test.each(Object.entries(wholes))("%s of whole numbers broadcasts as plain loops do, modulo 2^32", (kernel, expected) => {
  const divides = kernel === "FloorDiv" || kernel === "Mod";
  for (const [shapeA, shapeB] of shapes) {
    const a = [...numbers(sizeOf(shapeA), 13)].map((x) => Math.trunc(x * 9)), b = [...numbers(sizeOf(shapeB), 14)].map((x) => Math.trunc(x * 9) || Number(divides));
    expect(values(() => run(kernel, {a: tf.tensor(a, shapeA, "int32"), b: tf.tensor(b, shapeB, "int32")}))).toEqual(operands(shapeA, shapeB).map(([i, j]) => expected(a[i]!, b[j]!) | 0));
  }
  const every = [1, -1, 2, -3, 65536, 2 ** 31 - 1, -(2 ** 31)], n = every.length;
  expect(values(() => run(kernel, {a: tf.tensor(every, [n, 1], "int32"), b: tf.tensor(every, [1, n], "int32")}))).toEqual(every.flatMap((a) => every.map((b) => expected(a, b) | 0)));
});

test("powers of whole numbers wrap modulo 2^32", () => {
  const pairs = [[3, 0], [0, 0], [2, 31], [2, 32], [-3, 3], [7, 20], [-1, 1000001]] as const;
  const wrapped = (a: number, b: number): number => Number(BigInt.asIntN(32, BigInt(a) ** BigInt(b)));
  expect(values(() => run("Pow", {a: tf.tensor1d(pairs.map(([a]) => a), "int32"), b: tf.tensor1d(pairs.map(([, b]) => b), "int32")}))).toEqual(pairs.map(([a, b]) => wrapped(a, b)));
});

test.each([["LogicalAnd", (a: boolean, b: boolean) => a && b], ["LogicalOr", (a: boolean, b: boolean) => a || b], ["LogicalXor", (a: boolean, b: boolean) => a !== b],
  ["Equal", (a: boolean, b: boolean) => a === b], ["NotEqual", (a: boolean, b: boolean) => a !== b], ["Less", (a: boolean, b: boolean) => !a && b], ["LessEqual", (a: boolean, b: boolean) => !a || b],
  ["Greater", (a: boolean, b: boolean) => a && !b], ["GreaterEqual", (a: boolean, b: boolean) => a || !b]] as const)("%s of truth values broadcasts as plain loops do", (kernel, expected) => {
  for (const [shapeA, shapeB] of shapes) {
    const a = [...numbers(sizeOf(shapeA), 15)].map((x) => x > 0), b = [...numbers(sizeOf(shapeB), 16)].map((x) => x > 0);
    expect(values(() => run(kernel, {a: tf.tensor(a, shapeA, "bool"), b: tf.tensor(b, shapeB, "bool")}))).toEqual(operands(shapeA, shapeB).map(([i, j]) => Number(expected(a[i]!, b[j]!))));
  }
});

/** IEEE 754-2019, 9.2.1, where ECMAScript's pow differs: pow(1, y) and pow(-1, ±Infinity) are 1. */
const power = (a: number, b: number): number => (a === 1 || (a === -1 && Math.abs(b) === Infinity) ? 1 : pow(a, b));

test.each([["Pow", power], ["Atan2", atan2]] as const)("%s has its special values and lies within 0.51 ulp of the truth", (kernel, truth) => {
  const every = [...special, 3, -3, 7, 16777215, -16777217].map(f), n = every.length;
  const table = values(() => run(kernel, {a: tf.tensor(every, [n, 1]), b: tf.tensor(every, [1, n])}));
  every.forEach((a, i) => every.forEach((b, j) => expect(ulpsOff(table[i * n + j]!, truth(a, b)), `${kernel}(${a}, ${b}) = ${table[i * n + j]}, expected ${truth(a, b)}`).toBeLessThanOrEqual(0.51)));
  const a = sweep(step + 4), b = numbers(a.length, 17).map((x, i) => (i % 3 === 0 ? Math.round(9 * x) : 5 * x));
  const y = values(() => run(kernel, {a: tf.tensor1d(a), b: tf.tensor1d(b)}));
  a.forEach((value, i) => expect(ulpsOff(y[i]!, truth(value, b[i]!)), `${kernel}(${value}, ${b[i]})`).toBeLessThanOrEqual(0.51));
});

test("a power of 2 is the square, bit for bit", () => {
  const x = sweep(20);
  expect(values(() => tf.pow(tf.tensor1d(x), 2))).toEqual(ofFloats("Square", x));
});

test("casts go towards 0, saturate, round to even and count what is not 0 as true", () => {
  const x = [0, -0, 0.9, -0.9, 2 ** -149, NaN, Infinity, -Infinity, 3e9, -3e9, 2147483520, 1.5];
  const cast = (from: "float32" | "int32" | "bool", given: readonly number[], to: "float32" | "int32" | "bool") => values(() => tf.cast(tf.tensor1d([...given], from), to));
  expect(cast("float32", x, "int32")).toEqual([0, 0, 0, 0, 0, 0, 2147483647, -2147483648, 2147483647, -2147483648, 2147483520, 1]);
  expect(cast("float32", x, "bool")).toEqual([0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]);
  expect(cast("int32", [0, 16777217, 16777219, -2147483648, 5], "float32")).toEqual([0, 16777216, 16777220, -2147483648, 5]);
  expect(cast("int32", [0, -1, 256, 65536, 7], "bool")).toEqual([0, 1, 1, 1, 1]);
  expect(cast("bool", [1, 0, 1, 1, 0], "float32")).toEqual([1, 0, 1, 1, 0]);
  expect(cast("bool", [1, 0, 1, 1, 0], "int32")).toEqual([1, 0, 1, 1, 0]);
});

test("a choice takes numbers as they are, for each number or for each index of the first axis", () => {
  const yes = [1, NaN, -0, 4, Infinity, 6, 7], no = [-1, -2, -3, NaN, -5, 0, -7], condition = [1, 0, 1, 0, 1, 1, 0];
  expect(values(() => tf.where(tf.tensor1d(condition, "bool"), tf.tensor1d(yes), tf.tensor1d(no)))).toEqual(condition.map((truth, i) => (truth ? yes[i] : no[i])));
  for (const type of ["float32", "int32", "bool"] as const) {
    const t = tf.cast(tf.tensor2d([[1, 0, 1], [0, 0, 1]]), type), e = tf.logicalNot(tf.cast(t, "bool")).cast(type);
    expect(values(() => run("Select", {condition: tf.tensor1d([0, 1], "bool"), t, e}))).toEqual([0, 1, 0, 0, 0, 1]);
  }
  expect(values(() => tf.where(tf.tensor1d([1, 0], "bool"), tf.tensor1d([1.5, 2.5]), tf.tensor1d([7, 8], "int32")))).toEqual([1.5, 8]);
});

const normal = (x: number): number => accuracies["Gelu"]!.truth(x) / x;
const byTanh = (x: number): number => x / (1 + exp(-2 * Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x)));
/** Activations by their function; `y`: the gradient's kernel takes the result. */
const activations: Readonly<Record<string, readonly [gradient: string, given: "x" | "y", function_: (x: number) => number, attributes?: Attributes]>> = {
  Relu: ["ReluGradient", "y", (x) => Math.max(0, x)],
  Relu6: ["Relu6Gradient", "x", (x) => Math.min(6, Math.max(0, x))],
  ClipByValue: ["ClipByValueGradient", "x", (x) => Math.min(0.75, Math.max(-1, x)), {clipValueMin: -1, clipValueMax: 0.75}],
  LeakyRelu: ["LeakyReluGradient", "x", (x) => (x > 0 ? x : 0.25 * x), {alpha: 0.25}],
  Elu: ["EluGrad", "y", (x) => (x > 0 ? x : expm1(x))],
  Selu: ["SeluGradient", "y", (x) => (x > 0 ? 1.0507009873554805 * x : 1.7580993408473766 * expm1(x))],
  Sigmoid: ["SigmoidGradient", "y", accuracies["Sigmoid"]!.truth],
  Tanh: ["TanhGradient", "y", accuracies["Tanh"]!.truth],
  Softplus: ["SoftplusGradient", "x", accuracies["Softplus"]!.truth],
  Gelu: ["GeluGradient", "x", (x) => x * normal(x), {approximate: false}],
  "Gelu by tanh": ["GeluGradient", "x", byTanh, {approximate: true}],
};

test.each(Object.entries(activations))("%s and its gradient agree with the function and its differences", (name, [gradient, given, truth, attributes = {}]) => {
  const x = numbers(203, 18).map((value) => 7 * value), dy = numbers(203, 19), h = 1e-4;
  const y = ofFloats(name.split(" ")[0]!, x, attributes);
  x.forEach((at, i) => expect(Math.abs(y[i]! - truth(at))).toBeLessThanOrEqual(3e-7 * Math.max(1, Math.abs(at))));
  const made = values(() => run(gradient, {dy: tf.tensor1d(dy), [given]: given === "x" ? tf.tensor1d(x) : tf.tensor1d([...y])}, attributes));
  x.forEach((at, i) => expect(Math.abs(made[i]! - (dy[i]! * (truth(at + h) - truth(at - h))) / (2 * h)), `${gradient} at ${at}`).toBeLessThanOrEqual(2e-6));
  const nothing = values(() => run(gradient, {dy: tf.tensor1d([1, NaN, 1]), [given]: tf.tensor1d([NaN, 1, 0.5])}, attributes));
  expect(nothing.map(Number.isNaN)).toEqual([true, true, false]);
});

test.each([[[6, 5], [5]], [[2, 3, 5], [3, 5]], [[2, 3, 5], [3, 1]], [[7], []], [[4, 3], [4, 3]], [[0, 3], [3]], [[0, 3], [1, 3]]])("the gradients of Prelu over [%j] with slopes [%j] are what plain loops give", (shape, slopes) => {
  const x = numbers(sizeOf(shape), 23), dy = numbers(sizeOf(shape), 24), alpha = numbers(sizeOf(slopes), 25), places = operands(shape, slopes);
  const given = {dy: tf.tensor(dy, shape), x: tf.tensor(x, shape)};
  expect(values(() => run("PreluGradient", {...given, alpha: tf.tensor(alpha, slopes)}))).toEqual(places.map(([i, j]) => f(dy[i]! * (x[i]! > 0 ? 1 : alpha[j]!))));
  const shares = alpha.map((_, at) => places.reduce((sum, [i, j]) => sum + (j === at ? dy[i]! * Math.min(x[i]!, 0) : 0), 0));
  const made = values(() => tf.engine().runKernel("PreluSlopeGradient", given, {shape: slopes}) as Tensor);
  shares.forEach((share, at) => expect(Math.abs(made[at]! - share)).toBeLessThanOrEqual(1e-6));
  expect(made.length).toBe(sizeOf(slopes));
});

test("an unknown x has an unknown gradient of Prelu, by x and by its slope", () => {
  const given = {dy: tf.ones([3]), x: tf.tensor1d([NaN, 2, -3])};
  expect(values(() => run("PreluGradient", {...given, alpha: tf.scalar(0.5)}))).toEqual([NaN, 1, 0.5]);
  expect(values(() => tf.engine().runKernel("PreluSlopeGradient", given, {shape: [3]}) as Tensor)).toEqual([NaN, 0, -3]);
});

const differentiable: Readonly<Record<string, (x: Tensor) => Tensor>> = {
  relu: tf.relu, relu6: (x) => tf.relu6(tf.mul(x, 9)), leakyRelu: tf.leakyRelu, elu: tf.elu, selu: tf.selu, sigmoid: tf.sigmoid, tanh: tf.tanh, softplus: tf.softplus,
  clipByValue: (x) => tf.clipByValue(x, -0.45, 0.7), prelu: (x) => tf.prelu(x, tf.scalar(0.3)), "prelu by its slope": (alpha) => tf.prelu(tf.tensor2d([0.4, -0.7, 2, -3, 0.1, -1], [2, 3]), tf.tile(alpha, [1])),
  "a choice": (x) => tf.where(tf.logicalAnd(tf.greater(x, 0.1), tf.logicalNot(tf.greaterEqual(x, 0.8))), tf.square(x), tf.mul(x, 3)),
};

test.each(Object.entries(differentiable))("the second derivative of %s is the difference of the first", (_, compute) => {
  const slope = (x: Tensor): Tensor => tf.grad((at: Tensor) => tf.sum(tf.square(compute(at))))(x);
  const x = [-1.2, -0.5, 0.9], h = 1e-3;
  const second = values(() => tf.grad((at: Tensor) => tf.sum(slope(at)))(tf.tensor1d(x)));
  const [above, below] = [h, -h].map((by) => values(() => slope(tf.tensor1d(x.map((value) => value + by))))) as [readonly number[], readonly number[]];
  second.forEach((value, i) => expect(Math.abs(value - (above[i]! - below[i]!) / (2 * h)), `at ${x[i]}: ${value}`).toBeLessThanOrEqual(1e-2));
});

test.each(Object.entries(differentiable))("the derivative of %s by one kernel is the composed one", (_, compute) => {
  const slope = (x: Tensor): Tensor => tf.grad((at: Tensor) => tf.sum(tf.square(compute(at))))(x);
  const x = [-1.2, -0.5, 0.9], once = values(() => slope(tf.tensor1d(x)));
  const composed = values(() => tf.valueAndGrad((at: Tensor) => tf.sum(tf.mul(slope(at), tf.tensor1d([1, 0, 0]))))(tf.tensor1d(x)).value);
  expect(Math.abs(composed[0]! - once[0]!)).toBeLessThanOrEqual(1e-6 * Math.max(1, Math.abs(once[0]!)));
});

const fusible: Readonly<Record<string, (x: Tensor) => Tensor>> = {
  linear: (x) => x, relu: tf.relu, relu6: tf.relu6, elu: tf.elu, selu: tf.selu, sigmoid: tf.sigmoid, tanh: tf.tanh, softplus: tf.softplus, gelu: (x) => run("Gelu", {x}, {approximate: false}),
  gelu_new: (x) => run("Gelu", {x}, {approximate: true}), leakyrelu: (x) => tf.leakyRelu(x, 0.2), prelu: (x) => tf.prelu(x, tf.tensor1d(numbers(7, 33))),
};

test.each(Object.entries(fusible))("a product fused with %s is the product, then the bias, then that, bit for bit, and leaves nothing behind", (activation, apply) => {
  const before = tf.memory().numTensors;
  for (const bias of [[7], [], [5, 1], undefined]) {
    const make = (fused: boolean) => values(() => {
      const a = tf.tensor2d(numbers(30, 30).map((x) => 4 * x), [5, 6]), b = tf.tensor2d(numbers(42, 31), [6, 7]), shift = bias && tf.tensor(numbers(sizeOf(bias), 32), bias);
      if (!fused) return apply(shift ? tf.add(tf.matMul(a, b), shift) : tf.matMul(a, b));
      return tf.fused.matMul({a, b, bias: shift!, activation: activation as "elu", preluActivationWeights: tf.tensor1d(numbers(7, 33))});
    });
    expect(make(true)).toEqual(make(false));
  }
  expect(tf.memory().numTensors).toBe(before);
});

test("a cast to the same type, a sum of one and a copy share the numbers of what they are given", () => {
  const x = tf.tensor1d([1, 2, 3]), before = tf.memory().numDataBuffers;
  const made = [tf.cast(x, "float32"), tf.addN([x]), tf.clone(x)];
  expect(tf.memory().numDataBuffers).toBe(before);
  x.dispose();
  expect(made.map((tensor) => [...tensor.dataSync()])).toEqual([[1, 2, 3], [1, 2, 3], [1, 2, 3]]);
  tf.dispose(made);
  expect(tf.memory().numDataBuffers).toBe(before - 1);
});

test("what a type cannot hold is refused by name, with what to do", () => {
  const whole = (...given: number[]) => tf.tensor1d(given, "int32");
  expect(() => run("FloorDiv", {a: whole(1, 2), b: whole(1, 0)})).toThrow("FloorDiv: number 1 of b is 0");
  expect(() => run("Mod", {a: whole(1), b: whole(0)})).toThrow('cast both operands to "float32"');
  expect(() => run("Pow", {a: whole(2), b: whole(-1)})).toThrow("negative");
  expect(() => run("Exp", {x: whole(1)})).toThrow(new TypeError('Exp: expected x of float32, got int32; tf.cast(x, "float32") makes it one'));
  expect(() => run("Add", {a: tf.tensor1d([true]), b: tf.tensor1d([true])})).toThrow("Add: expected a of float32 or int32, got bool");
  expect(() => run("Add", {a: whole(1), b: tf.tensor1d([1])})).toThrow("Add: expected a and b of one type, got int32 and float32");
  expect(() => run("Add", {a: tf.ones([2]), b: tf.ones([3])})).toThrow("broadcast");
  expect(() => run("Cast", {x: whole(1)}, {dtype: "complex64"})).toThrow("Cast: expected dtype float32, int32, bool, got complex64");
  expect(() => run("Prelu", {x: tf.ones([3]), alpha: tf.ones([2, 3])})).toThrow("Prelu: slopes must spread over [3], got [2,3]");
  expect(() => tf.fused.matMul({a: tf.ones([1, 1]), b: tf.ones([1, 1]), activation: "swish" as "elu"})).toThrow("no activation swish of float32");
  expect(() => tf.addN([tf.ones([2]), tf.ones([2]).cast("int32")])).toThrow();
});
