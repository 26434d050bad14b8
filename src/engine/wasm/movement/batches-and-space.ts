import type {TensorInfo} from "@tensorflow/tfjs-core";
import type {TensorFlow} from "../../engine.ts";
import {elements, sizeOf} from "./elements.ts";
import type {Host} from "../host.ts";
import {padded} from "./padding.ts";
import {transposed} from "./permuting.ts";
import type {Replacement} from "../replacement.ts";
import {box} from "./slicing.ts";

type Pairs = [number, number][];

/** Blocks of space moved to the batch axis and back, as dilated convolutions need. */
export const batchesAndSpace: Replacement = (tf, host) => ({
  SpaceToBatchND: (inputs, {blockShape, paddings}) => spaceToBatch(tf, host, elements(inputs, "x", "spaceToBatchND"), blockShape as number[], paddings as unknown as Pairs),
  BatchToSpaceND: (inputs, {blockShape, crops}) => batchToSpace(tf, host, elements(inputs, "x", "batchToSpaceND"), blockShape as number[], crops as unknown as number[][]),
});

function spaceToBatch(tf: TensorFlow, host: Host, x: TensorInfo, blocks: number[], paddings: Pairs): TensorInfo {
  const all: Pairs = x.shape.map((_, i) => (i >= 1 && i <= blocks.length ? paddings[i - 1]! : [0, 0]));
  const whole = padded(host, x, all, 0);
  const product = sizeOf(blocks);
  const split = tf.backend_util.getReshaped(whole.shape, blocks, product, false);
  const moved = transposed(host, {...whole, shape: split}, tf.backend_util.getPermuted(split.length, blocks.length, false));
  host.dispose(whole);
  return {...moved, shape: tf.backend_util.getReshapedPermuted(whole.shape, blocks, product, false)};
}

function batchToSpace(tf: TensorFlow, host: Host, x: TensorInfo, blocks: number[], crops: number[][]): TensorInfo {
  const product = sizeOf(blocks);
  const split = tf.backend_util.getReshaped(x.shape, blocks, product);
  const moved = transposed(host, {...x, shape: split}, tf.backend_util.getPermuted(split.length, blocks.length));
  const shape = tf.backend_util.getReshapedPermuted(x.shape, blocks, product);
  const first = shape.map((_, i) => (i >= 1 && i <= blocks.length ? crops[i - 1]![0]! : 0));
  const part = box(host, {...moved, shape}, first, shape.map((extent, i) => (i >= 1 && i <= blocks.length ? extent - crops[i - 1]![0]! - crops[i - 1]![1]! : extent)));
  host.dispose(moved);
  return part;
}
