import type {TensorInfo} from "@tensorflow/tfjs-core";
import {insistOnType, sizeOf, type ElementType} from "./elements.ts";
import type {Host} from "../host.ts";
import type {Replacement} from "../replacement.ts";
import {copyElements} from "./walk.ts";

/** Several tensors into one: along an axis they have, or along a new one. */
export const joining: Replacement = (tf, host) => ({
  Concat: (inputs, {axis}) => {
    const parts = listOf(inputs, "concat");
    const along = tf.util.parseAxisParam(axis as number, parts[0]!.shape)[0]!;
    tf.backend_util.assertParamsConsistent(parts.map(({shape}) => shape), along);
    return join(host, parts, along, tf.backend_util.computeOutShape(parts.map(({shape}) => shape), along));
  },
  Pack: (inputs, {axis}) => {
    const parts = listOf(inputs, "stack");
    const {shape} = parts[0]!;
    for (const part of parts) tf.util.assertShapesMatch(shape, part.shape, "stack: ");
    const along = (axis as number) < 0 ? (axis as number) + shape.length + 1 : axis as number;
    return join(host, parts.map((part) => ({...part, shape: shape.toSpliced(along, 0, 1)})), along, shape.toSpliced(along, 0, parts.length));
  },
});

/** TensorFlow.js passes lists of tensors as a record of numbered ones. */
function listOf(inputs: Readonly<Record<string, TensorInfo | undefined>>, kernel: string): readonly TensorInfo[] {
  const parts = Object.values(inputs) as TensorInfo[];
  insistOnType(parts[0]!, "tensor 0", kernel, ["float32", "int32", "bool"]);
  parts.forEach((part, i) => insistOnType(part, `tensor ${i}`, kernel, [parts[0]!.dtype as ElementType]));
  return parts;
}

function join(host: Host, parts: readonly TensorInfo[], along: number, shape: readonly number[]): TensorInfo {
  const full = parts.filter((part) => sizeOf(part.shape) > 0);
  if (full.length === 1) return host.share(full[0]!, shape);
  const out = host.output(shape, parts[0]!.dtype as "float32");
  const rows = sizeOf(shape.slice(0, along)), rowLength = sizeOf(shape.slice(along));
  let first = 0;
  for (const part of full) {
    const length = sizeOf(part.shape.slice(along));
    copyElements(host, part, out, [{extent: rows, from: length, to: rowLength}, {extent: length, from: 1, to: 1}], 0, first);
    first += length;
  }
  return out;
}
