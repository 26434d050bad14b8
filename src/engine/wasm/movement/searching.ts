import type {TensorInfo} from "@tensorflow/tfjs-core";
import {UserError} from "../../../errors.ts";
import type {TensorFlow} from "../../engine.ts";
import {addends, elements, insistOnType, integers, kindOf, sizeOf, widthOf, type ElementType} from "./elements.ts";
import type {Host} from "../host.ts";
import type {Replacement} from "../replacement.ts";

export interface SearchKernels {
  topK(x: number, values: number, indices: number, keys: number, rows: number, columns: number, k: number, width: number, kind: number): void;
  unique(x: number, inverse: number, firsts: number, table: number, slots: number, outer: number, axis: number, inner: number, kind: number): number;
  sortedBounds(sorted: number, values: number, target: number, rows: number, width: number, count: number, upper: boolean, kind: number): void;
  bincount(x: number, weights: number, target: number, rows: number, columns: number, size: number, binary: boolean, kind: number): void;
}

/** The largest, the distinct, the place in an order, the number of each. */
export const searching: Replacement = (tf, host) => ({
  TopK: (inputs, {k}) => topK(host, elements(inputs, "x", "topk"), k as number),
  Unique: (inputs, {axis}) => unique(tf, host, elements(inputs, "x", "unique"), axis as number),
  SearchSorted: (inputs, {side}) => {
    const sorted = addends(inputs, "sortedSequence", "searchSorted"), values = addends(inputs, "values", "searchSorted");
    insistOnType(values, "values", "searchSorted", [sorted.dtype as ElementType]);
    const out = host.output(values.shape, "int32");
    const [rows, width] = sorted.shape as [number, number];
    host.kernels.sortedBounds(host.address(sorted), host.address(values), host.address(out), rows, width, values.shape[1]!, side === "right", kindOf(sorted.dtype));
    return out;
  },
  Bincount: (inputs, {size}) => bincount(host, "bincount", integers(inputs, "x", "bincount"), addends(inputs, "weights", "bincount"), [], size as number, false),
  DenseBincount: (inputs, {size, binaryOutput}) => {
    const x = integers(inputs, "x", "denseBincount");
    return bincount(host, "denseBincount", x, addends(inputs, "weights", "denseBincount"), x.shape.slice(0, -1), size as number, binaryOutput === true);
  },
});

/** In descending order, equal elements by ascending index, NaN before all numbers; also where `sorted` is false. */
function topK(host: Host, x: TensorInfo, k: number): TensorInfo[] {
  const columns = x.shape.at(-1)!;
  const shape = x.shape.with(-1, k);
  const values = host.output(shape, x.dtype as "float32"), indices = host.output(shape, "int32");
  const keys = host.workspace(Math.max(1, columns) * 4);
  host.kernels.topK(host.address(x), host.address(values), host.address(indices), keys, sizeOf(x.shape.slice(0, -1)), columns, k, widthOf(x.dtype), kindOf(x.dtype));
  return [values, indices];
}

/** Distinct slices in the order in which they first come, and for every slice the number of its own. */
function unique(tf: TensorFlow, host: Host, x: TensorInfo, axis: number): TensorInfo[] {
  const along = tf.util.parseAxisParam(axis, x.shape)[0]!;
  const extent = x.shape[along]!, outer = sizeOf(x.shape.slice(0, along)), inner = sizeOf(x.shape.slice(along + 1));
  const inverse = host.output([extent], "int32");
  let slots = 2;
  while (slots < 2 * extent) slots *= 2;
  const firsts = host.workspace((extent + slots) * 4);
  const count = host.kernels.unique(host.address(x), host.address(inverse), firsts, firsts + extent * 4, slots, outer, extent, inner, kindOf(x.dtype));
  const values = host.output(x.shape.with(along, count), x.dtype as "float32");
  host.kernels.gatherSlices(host.address(x), firsts, host.address(values), 1, outer, count, extent, inner * widthOf(x.dtype));
  return [values, inverse];
}

function bincount(host: Host, kernel: string, x: TensorInfo, weights: TensorInfo, rows: readonly number[], size: number, binary: boolean): TensorInfo {
  const wrong = host.kernels.firstOutside(host.address(x), sizeOf(x.shape), 0x7fffffff);
  if (wrong >= 0 && host.kernels.integerAt(host.address(x), wrong) < 0) {
    throw new UserError(`${kernel}: expected numbers from 0 on, but number ${wrong} is ${host.kernels.integerAt(host.address(x), wrong)}.`, "Shift the numbers so that the smallest is 0.");
  }
  const out = host.output([...rows, size], weights.dtype as "float32");
  const count = sizeOf(rows);
  host.kernels.bincount(host.address(x), sizeOf(weights.shape) === 0 ? 0 : host.address(weights), host.address(out), count, count === 0 ? 0 : sizeOf(x.shape) / count, size, binary, kindOf(weights.dtype));
  return out;
}
