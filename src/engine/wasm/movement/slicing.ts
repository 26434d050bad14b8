import type {TensorInfo} from "@tensorflow/tfjs-core";
import {UserError} from "../../../errors.ts";
import type {TensorFlow} from "../../engine.ts";
import {elements} from "./elements.ts";
import type {Host} from "../host.ts";
import type {Attributes, Replacement} from "../replacement.ts";
import {copyElements, stridesOf} from "./walk.ts";

/** Parts of a tensor: one box, a box with steps, all slices of an axis. */
export const slicing: Replacement = (tf, host) => ({
  Slice: (inputs, {begin, size}) => {
    const x = elements(inputs, "x", "slice");
    const [first, extents] = tf.slice_util.parseSliceParams(x as Parameters<typeof tf.slice_util.parseSliceParams>[0], begin as number[], size as number[]);
    tf.slice_util.assertParamsValid(x, first!, extents!);
    return box(host, x, first!, extents!);
  },
  StridedSlice: (inputs, attributes) => stridedSlice(tf, host, elements(inputs, "x", "stridedSlice"), attributes),
  SplitV: (inputs, {numOrSizeSplits, axis}) => {
    const x = elements(inputs, "x", "split");
    const along = tf.util.parseAxisParam(axis as number, x.shape)[0]!;
    const sizes = tf.backend_util.prepareSplitSize(x as Parameters<typeof tf.backend_util.prepareSplitSize>[0], numOrSizeSplits as number[], along);
    let start = 0;
    return sizes.map((size) => {
      const part = box(host, x, x.shape.map((_, i) => (i === along ? start : 0)), x.shape.with(along, size));
      start += size;
      return part;
    });
  },
  Unpack: (inputs, {axis}) => {
    const x = elements(inputs, "value", "unstack");
    const along = tf.util.parseAxisParam(axis as number, x.shape)[0]!;
    const shape = x.shape.toSpliced(along, 1);
    return Array.from({length: x.shape[along]!}, (_, index) => ({...box(host, x, x.shape.map((_, i) => (i === along ? index : 0)), x.shape.with(along, 1)), shape}));
  },
});

/** The part of x that begins at `first`, of that shape. */
export function box(host: Host, x: TensorInfo, first: readonly number[], shape: readonly number[]): TensorInfo {
  const wrong = shape.findIndex((extent, i) => first[i]! < 0 || extent < 0 || first[i]! + extent > x.shape[i]!);
  if (wrong >= 0) {
    throw new UserError(`slice: ${shape[wrong]} from ${first[wrong]} on lie outside the ${x.shape[wrong]} entries of axis ${wrong}.`, "Count from 0; a size of -1 goes to the end of its axis.");
  }
  const out = host.output(shape, x.dtype as "float32");
  const from = stridesOf(x.shape), to = stridesOf(shape);
  copyElements(host, x, out, shape.map((extent, i) => ({extent, from: from[i]!, to: to[i]!})), dot(first, from));
  return out;
}

function stridedSlice(tf: TensorFlow, host: Host, x: TensorInfo, attributes: Attributes): TensorInfo {
  const {begin, end, strides, beginMask, endMask, ellipsisMask, newAxisMask, shrinkAxisMask} = attributes as unknown as {
    begin: number[]; end: number[]; strides: number[]; beginMask: number; endMask: number; ellipsisMask: number; newAxisMask: number; shrinkAxisMask: number;
  };
  const info = tf.slice_util.sliceInfo(x.shape, begin, end, strides, beginMask, endMask, ellipsisMask, newAxisMask, shrinkAxisMask);
  if (info.isIdentity) return host.share(x, info.finalShape);
  const out = host.output(info.finalShape, x.dtype as "float32");
  const extents = x.shape.map((_, i) => Math.max(0, Math.ceil((info.end[i]! - info.begin[i]!) / info.strides[i]!)));
  const from = stridesOf(x.shape), to = stridesOf(extents);
  copyElements(host, x, out, extents.map((extent, i) => ({extent, from: from[i]! * info.strides[i]!, to: to[i]!})), dot(info.begin, from));
  return out;
}

const dot = (a: readonly number[], b: readonly number[]): number => a.reduce((sum, value, i) => sum + value * b[i]!, 0);
