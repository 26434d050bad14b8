import type {TensorInfo} from "@tensorflow/tfjs-core";
import {UserError} from "../../../errors.ts";
import {elements, sizeOf} from "./elements.ts";
import type {Host} from "../host.ts";
import type {Replacement} from "../replacement.ts";
import {copyElements, merged, stridesOf} from "./walk.ts";

/** The same elements in another order, or several times. */
export const permuting: Replacement = (tf, host) => ({
  Transpose: (inputs, {perm}) => transposed(host, elements(inputs, "x", "transpose"), perm as number[]),
  Reverse: (inputs, {dims}) => {
    const x = elements(inputs, "x", "reverse");
    return reversed(host, x, tf.util.parseAxisParam(dims as number[], x.shape));
  },
  FlipLeftRight: (inputs) => reversed(host, elements(inputs, "image", "flipLeftRight"), [2]),
  Tile: (inputs, {reps}) => tiled(host, elements(inputs, "x", "tile"), reps as number[]),
  DepthToSpace: (inputs, {blockSize, dataFormat}) => {
    if (dataFormat === "NCHW") throw new UserError("depthToSpace: the wasm engine computes channels last, got dataFormat NCHW.", "Leave dataFormat out and put channels on the last axis.");
    return depthToSpace(host, elements(inputs, "x", "depthToSpace"), blockSize as number);
  },
});

/** x with its axes in the order of `permutation`; its own data where no element moves. */
export function transposed(host: Host, x: TensorInfo, permutation: readonly number[]): TensorInfo {
  const shape = permutation.map((axis) => x.shape[axis]!);
  const from = stridesOf(x.shape), to = stridesOf(shape);
  const axes = shape.map((extent, i) => ({extent, from: from[permutation[i]!]!, to: to[i]!}));
  const moved = merged(axes);
  if (sizeOf(shape) > 0 && (moved.length === 0 || (moved.length === 1 && moved[0]!.from === 1))) return host.share(x, shape);
  const out = host.output(shape, x.dtype as "float32");
  copyElements(host, x, out, axes);
  return out;
}

function reversed(host: Host, x: TensorInfo, dims: readonly number[]): TensorInfo {
  const out = host.output(x.shape, x.dtype as "float32");
  const strides = stridesOf(x.shape);
  const first = dims.reduce((sum, axis) => sum + (x.shape[axis]! - 1) * strides[axis]!, 0);
  copyElements(host, x, out, x.shape.map((extent, i) => ({extent, from: dims.includes(i) ? -strides[i]! : strides[i]!, to: strides[i]!})), first);
  return out;
}

function tiled(host: Host, x: TensorInfo, repetitions: readonly number[]): TensorInfo {
  const shape = x.shape.map((extent, i) => extent * repetitions[i]!);
  const out = host.output(shape, x.dtype as "float32");
  const from = stridesOf(x.shape), to = stridesOf(shape);
  copyElements(host, x, out, x.shape.flatMap((extent, i) => [
    {extent: repetitions[i]!, from: 0, to: extent * to[i]!},
    {extent, from: from[i]!, to: to[i]!},
  ]));
  return out;
}

function depthToSpace(host: Host, x: TensorInfo, block: number): TensorInfo {
  const [batch, height, width, channels] = x.shape as [number, number, number, number];
  const depth = channels / (block * block);
  const out = transposed(host, {...x, shape: [batch, height, width, block, block, depth]}, [0, 1, 3, 2, 4, 5]);
  return {...out, shape: [batch, height * block, width * block, depth]};
}
