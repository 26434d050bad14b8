import type {TensorInfo} from "@tensorflow/tfjs-core";
import {UserError} from "../../../errors.ts";
import {elements, kindOf, sizeOf} from "./elements.ts";
import type {Host} from "../host.ts";
import type {Replacement} from "../replacement.ts";
import {copyElements, stridesOf, type Axis} from "./walk.ts";

type Paddings = readonly (readonly [before: number, after: number])[];

/** A tensor with a border: of one number, or of its own mirror image. */
export const padding: Replacement = (_, host) => ({
  PadV2: (inputs, {paddings, constantValue}) => padded(host, elements(inputs, "x", "pad"), paddings as unknown as Paddings, constantValue as number),
  MirrorPad: (inputs, {paddings, mode}) => mirrored(host, elements(inputs, "x", "mirrorPad"), paddings as unknown as Paddings, mode === "symmetric"),
});

/** x within a border of `value`. */
export function padded(host: Host, x: TensorInfo, paddings: Paddings, value: number): TensorInfo {
  const shape = x.shape.map((extent, i) => paddings[i]![0] + extent + paddings[i]![1]);
  const out = host.output(shape, x.dtype as "float32");
  if (sizeOf(shape) > sizeOf(x.shape)) host.kernels.fill(host.address(out), sizeOf(shape), value, kindOf(x.dtype));
  const from = stridesOf(x.shape), to = stridesOf(shape);
  copyElements(host, x, out, x.shape.map((extent, i) => ({extent, from: from[i]!, to: to[i]!})), 0, paddings.reduce((sum, [before], i) => sum + before * to[i]!, 0));
  return out;
}

/** A stretch of an axis: how long, where it begins in the source and whether it goes forwards there, where it begins in the target. */
interface Stretch {
  readonly extent: number;
  readonly first: number;
  readonly step: 1 | -1;
  readonly at: number;
}

/** Every axis is three stretches: the mirror image before it, itself, the mirror image after it; every combination of them is one copy. */
function mirrored(host: Host, x: TensorInfo, paddings: Paddings, edgeTwice: boolean): TensorInfo {
  const edge = edgeTwice ? 1 : 0;
  const stretches = x.shape.map((extent, i) => stretchesOf(extent, paddings[i]!, edge));
  const shape = x.shape.map((extent, i) => paddings[i]![0] + extent + paddings[i]![1]);
  const out = host.output(shape, x.dtype as "float32");
  const from = stridesOf(x.shape), to = stridesOf(shape);
  copyStretches(host, x, out, stretches, from, to, [], 0, 0);
  return out;
}

function stretchesOf(extent: number, [before, after]: readonly [number, number], edge: number): readonly Stretch[] {
  const most = extent - 1 + edge;
  if (before > most || after > most) {
    throw new UserError(`mirrorPad: expected at most ${most} beside an axis of ${extent}, got [${before}, ${after}].`, "Pad less, or pad twice.");
  }
  const all: readonly Stretch[] = [
    {extent: before, first: before - edge, step: -1, at: 0},
    {extent, first: 0, step: 1, at: before},
    {extent: after, first: extent - 2 + edge, step: -1, at: before + extent},
  ];
  return all.filter((stretch) => stretch.extent > 0);
}

function copyStretches(
  host: Host, x: TensorInfo, out: TensorInfo, stretches: readonly (readonly Stretch[])[], from: readonly number[], to: readonly number[], axes: readonly Axis[], first: number, firstOut: number,
): void {
  const i = axes.length;
  if (i === stretches.length) copyElements(host, x, out, axes, first, firstOut);
  else for (const {extent, first: begin, step, at} of stretches[i]!) {
    copyStretches(host, x, out, stretches, from, to, [...axes, {extent, from: step * from[i]!, to: to[i]!}], first + begin * from[i]!, firstOut + at * to[i]!);
  }
}
