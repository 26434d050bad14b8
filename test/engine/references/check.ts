import type {DataType} from "@tensorflow/tfjs-core";
import {numbers} from "../both-engines.ts";
import {epsilon, sumOf, type Reference} from "../reference.ts";

/** A tensor in plain numbers. */
export interface Data {
  readonly shape: readonly number[];
  readonly values: ArrayLike<number>;
  readonly type: DataType;
}

/** A tensor that is expected: floats as they are, or references with their bound. */
export interface Expected {
  readonly shape: readonly number[];
  readonly values: readonly (number | Reference)[];
}

/** What a kernel must give for some inputs, worked out in 64-bit floats by plain loops. */
export interface Check {
  readonly inputs: Readonly<Record<string, Data>>;
  readonly attributes?: Readonly<Record<string, unknown>>;
  readonly outputs: readonly Expected[];
  /** The outputs are what a step in place has left in its inputs. */
  readonly inPlace?: boolean;
}

export type Checks = Readonly<Record<string, Check>>;

export const sizeOf = (shape: readonly number[]): number => shape.reduce((size, extent) => size * extent, 1);

/** All index tuples of a shape, row by row. */
export const cells = (shape: readonly number[]): readonly (readonly number[])[] =>
  shape.reduce<readonly (readonly number[])[]>((tuples, extent) => tuples.flatMap((tuple) => Array.from({length: extent}, (_, i) => [...tuple, i])), [[]]);

/** The row-major number of an index tuple. */
export const flat = (shape: readonly number[], index: readonly number[]): number => index.reduce((sum, at, axis) => sum * shape[axis]! + at, 0);

export const at = ({shape, values}: Data, ...index: readonly number[]): number => values[flat(shape, index)]!;

/** Numbers in [-scale, scale), every seventh of them 0. */
export const floats = (shape: readonly number[], seed: number, scale = 1): Data =>
  ({shape, values: numbers(sizeOf(shape), seed).map((value, i) => (i % 7 === 6 ? 0 : value * scale)), type: "float32"});
export const wholes = (shape: readonly number[], seed: number, scale = 9): Data => ({shape, values: Array.from(numbers(sizeOf(shape), seed), (value) => Math.round(value * scale)), type: "int32"});
export const truths = (shape: readonly number[], seed: number): Data => ({shape, values: Array.from(numbers(sizeOf(shape), seed), (value) => Number(value > 0)), type: "bool"});
export const given = (shape: readonly number[], values: readonly number[], type: DataType = "float32"): Data => ({shape, values, type});

/** An expected tensor by its index tuples. */
export const made = (shape: readonly number[], value: (index: readonly number[]) => number | Reference): Expected => ({shape, values: cells(shape).map(value)});
/** An expected tensor of one number for each of another. */
export const each = (x: Data, value: (x: number, i: number) => number | Reference): Expected => ({shape: x.shape, values: Array.from(x.values, value)});
export const sums = (shape: readonly number[], terms: readonly (readonly number[])[]): Expected => ({shape, values: terms.map(sumOf)});

/** A number that may be off by so much. */
export const within = (value: number, tolerance: number): Reference => ({value, terms: 1, magnitude: tolerance / (4 * epsilon)});
/** A number that may be off by so many roundings, of numbers as large as it or as `scale`. */
export const near = (value: number, roundings: number, scale = 0): Reference => within(value, roundings * 2 * epsilon * Math.max(Math.abs(value), scale));
