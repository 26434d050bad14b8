import {sumOf, type Reference} from "../reference.ts";
import {at, cells, floats, given, made, near, truths, type Check, type Checks, type Data} from "./check.ts";

const shape = [3, 5, 4], x = floats(shape, 21, 2), truth = truths(shape, 22);

/** The numbers of x over its first and last axis, for each index of the middle one. */
const over = (data: Data, middle: number): readonly number[] => cells([3, 4]).map(([i, k]) => at(data, i!, middle, k!));
const fold = (value: (list: readonly number[]) => number | Reference, data: Data = x): Check => ({inputs: {x: data}, attributes: {axis: [0, 2], reductionIndices: [0, 2], keepDims: true}, outputs: [made([1, 5, 1], ([, j]) => value(over(data, j!)))]});
const product = (list: readonly number[]): number => list.reduce((all, value) => all * value, 1);
/** One axis of three. */
const extreme = (best: (list: readonly number[]) => number): Check => ({inputs: {x}, attributes: {axis: 1}, outputs: [made([3, 4], ([i, k]) => {
  const list = Array.from({length: 5}, (_, j) => at(x, i!, j, k!));
  return list.indexOf(best(list));
})]});
/** Backwards along the middle axis, without the number itself. */
const cumulative = (value: (list: readonly number[]) => Reference): Check => ({inputs: {x}, attributes: {axis: 1, exclusive: true, reverse: true}, outputs: [made(shape, ([i, j, k]) => value(Array.from({length: 4 - j!}, (_, l) => at(x, i!, j! + 1 + l, k!))))]});
const away = {...x, values: Array.from(x.values, (value) => Math.fround(value + 2.5))};
const dy = floats([1, 5, 1], 23);

export const reductions: Checks = {
  Sum: fold(sumOf), Mean: fold((list) => sumOf(list.map((value) => value / 12))), Prod: fold((list) => near(product(list), 12), away), Max: fold((list) => Math.max(...list)), Min: fold((list) => Math.min(...list)),
  Any: fold((list) => Math.max(...list), truth), All: fold((list) => Math.min(...list), truth), ArgMax: extreme((list) => Math.max(...list)), ArgMin: extreme((list) => Math.min(...list)),
  Cumsum: cumulative(sumOf), Cumprod: cumulative((list) => near(product(list), 5)),
  SumGradient: {inputs: {dy}, attributes: {shape, axes: [0, 2], divisor: 12}, outputs: [made(shape, ([, j]) => near(at(dy, 0, j!, 0) / 12, 1))]},
  Bincount: {inputs: {x: given([6], [0, 3, 3, 1, 7, 3], "int32"), weights: given([6], [1, 2, 3, 4, 5, 6])}, attributes: {size: 5}, outputs: [{shape: [5], values: [1, 4, 0, 11, 0]}]},
  DenseBincount: {inputs: {x: given([2, 3], [0, 3, 3, 1, 7, 1], "int32"), weights: given([0], [])}, attributes: {size: 4, binaryOutput: true}, outputs: [{shape: [2, 4], values: [1, 0, 0, 1, 0, 1, 0, 0]}]},
};
