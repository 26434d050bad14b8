import type {Tensor} from "@tensorflow/tfjs-core";
import type {TensorFlow} from "../../src/engine/engine.ts";
import {streamOf} from "../../src/random/stream.ts";

export type Numeric = "float32" | "int32";

/** Random shapes, axes and tensors of the same seed. */
export interface Draw {
  /** A whole number from low to high, both included. */
  whole(low: number, high: number): number;
  either(): boolean;
  one<T>(items: readonly T[]): T;
  /** A shape of a rank from low to high, its extents from `least` to 5. */
  shape(low: number, high: number, least?: number): number[];
  /** Some axes of that rank, in random order. */
  axes(rank: number): number[];
  /** An operand that is made anew on the engine that asks: multiples of 1/8 within ±2 (or whole numbers within ±9), so that many are equal. */
  tensor(shape: readonly number[], type?: Numeric | "bool"): (tf: TensorFlow) => Tensor;
  /** Whole numbers from 0 to below `limit`. */
  indices(shape: readonly number[], limit: number): (tf: TensorFlow) => Tensor;
}

const sizeOf = (shape: readonly number[]): number => shape.reduce((size, extent) => size * extent, 1);

export function drawOf(seed: number): Draw {
  const stream = streamOf([seed, 1], [0, 0]);
  const whole = (low: number, high: number): number => stream.integer(low, high + 1);
  const list = (count: number, make: () => number): number[] => Array.from({length: count}, make);
  const given = (shape: readonly number[], values: readonly number[], type: Numeric | "bool") => (tf: TensorFlow): Tensor => tf.tensor([...values], [...shape], type);
  return {
    whole,
    either: () => whole(0, 1) === 1,
    one: (items) => items[whole(0, items.length - 1)]!,
    shape: (low, high, least = 0) => list(whole(low, high), () => (whole(0, 9) === 0 ? least : whole(Math.max(1, least), 5))),
    axes: (rank) => stream.permutation(rank).slice(0, whole(0, rank)).reduce<number[]>((axes, axis) => [...axes, axis], []),
    tensor: (shape, type = "float32") => given(shape, list(sizeOf(shape), () => (type === "bool" ? whole(0, 1) : type === "int32" ? whole(-9, 9) : whole(-16, 16) / 8)), type),
    indices: (shape, limit) => given(shape, list(sizeOf(shape), () => whole(0, limit - 1)), "int32"),
  };
}
