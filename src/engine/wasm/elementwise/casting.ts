import type {TensorInfo} from "@tensorflow/tfjs-core";
import type {TensorFlow} from "../../engine.ts";
import {accepted} from "./accepted.ts";
import type {Host} from "../host.ts";
import type {Replacement} from "../replacement.ts";

type Address = number;
type CastName = "floatToInt" | "floatToBool" | "intToFloat" | "intToBool" | "boolToFloat" | "boolToInt";
const types = ["float32", "int32", "bool"] as const;
type Type = (typeof types)[number];

export interface CastingKernels extends Readonly<Record<CastName, (x: Address, target: Address, count: number) => void>> {
  select(condition: Address, a: Address, b: Address, target: Address, count: number, bytes: number): void;
}

const casts: Readonly<Record<Type, Readonly<Partial<Record<Type, CastName>>>>> = {
  float32: {int32: "floatToInt", bool: "floatToBool"},
  int32: {float32: "intToFloat", bool: "intToBool"},
  bool: {float32: "boolToFloat", int32: "boolToInt"},
};

/**
 * Conversions and choices between numbers. Floats become whole numbers towards 0, NaN becomes 0, and what lies beyond -2^31 … 2^31 - 1 the nearest of
 * these; whole numbers become the nearest float, ties to even; whatever is not 0, NaN too, is true.
 */
export const casting: Replacement = (tf, host) => ({
  Cast: (inputs, {dtype}) => {
    const x = accepted(inputs, "x", "Cast", types);
    if (!types.includes(dtype as Type)) throw new TypeError(`Cast: expected dtype ${types.join(", ")}, got ${dtype}; the wasm engine computes on these three`);
    return converted(tf, host, x, dtype as Type);
  },
  Select: (inputs) => {
    const condition = accepted(inputs, "condition", "Select", ["bool"]), t = accepted(inputs, "t", "Select", types), e = accepted(inputs, "e", "Select", types);
    const dtype = tf.upcastType(t.dtype, e.dtype) as Type;
    const yes = converted(tf, host, t, dtype), no = converted(tf, host, e, dtype);
    const out = selected(tf, host, condition, yes, no);
    for (const temporary of [yes, no]) host.dispose(temporary);
    return out;
  },
});

/** A tensor of its own to be disposed of, though its numbers are x's where nothing changes. */
function converted(tf: TensorFlow, host: Host, x: TensorInfo & {readonly dtype: Type}, dtype: Type): TensorInfo {
  const name = casts[x.dtype][dtype];
  if (name === undefined) return host.share(x, x.shape);
  const out = host.output(x.shape, dtype);
  host.kernels[name](host.address(x), host.address(out), tf.util.sizeFromShape(x.shape));
  return out;
}

/** The broadcast shape of an empty choice: for such, tf.where does not spread its operands. */
function emptyShape(tf: TensorFlow, ...operands: readonly TensorInfo[]): readonly number[] {
  return operands.map(({shape}) => shape).reduce((a, b) => tf.broadcast_util.assertAndGetBroadcastShape(a, b));
}

/** One truth value for each number or, for a condition of rank 1, for each index of the first axis. */
function selected(tf: TensorFlow, host: Host, condition: TensorInfo, yes: TensorInfo, no: TensorInfo): TensorInfo {
  const count = tf.util.sizeFromShape(condition.shape), size = tf.util.sizeFromShape(yes.shape);
  if (count * size === 0) return host.output(emptyShape(tf, condition, yes, no), yes.dtype as Type);
  const fits = tf.util.arraysEqual(yes.shape, no.shape) && (tf.util.arraysEqual(condition.shape, yes.shape) || (condition.shape.length === 1 && count === yes.shape[0]));
  if (!fits) throw new RangeError(`Select: expected a condition of the operands' shape or of their first axis, got [${condition.shape}] for [${yes.shape}] and [${no.shape}]; tf.where broadcasts`);
  const out = host.output(yes.shape, yes.dtype as Type);
  host.kernels.select(host.address(condition), host.address(yes), host.address(no), host.address(out), count, (size / count) * tf.util.bytesPerElement(yes.dtype));
  return out;
}
