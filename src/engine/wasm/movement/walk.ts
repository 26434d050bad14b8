import type {TensorInfo} from "@tensorflow/tfjs-core";
import {widthOf} from "./elements.ts";
import type {Host} from "../host.ts";

export interface WalkKernels {
  walk(source: number, target: number, width: number, ...extentsFromTo: readonly number[]): void;
}

/** One axis of a copy: how many steps, and how many elements a step goes on in the source and in the target. */
export interface Axis {
  readonly extent: number;
  readonly from: number;
  readonly to: number;
}

/** The kernel's axes; a copy with more of them is several. */
const axesAtOnce = 6;

/** Row-major strides in elements. */
export function stridesOf(shape: readonly number[]): number[] {
  const strides = new Array<number>(shape.length);
  for (let axis = shape.length - 1, step = 1; axis >= 0; axis--) {
    strides[axis] = step;
    step *= shape[axis]!;
  }
  return strides;
}

/** Copies the elements of x that the axes lead to into `out`, from and to the given first elements. */
export function copyElements(host: Host, x: TensorInfo, out: TensorInfo, axes: readonly Axis[], first = 0, firstOut = 0): void {
  const width = widthOf(x.dtype);
  copyAlong(host, width, host.address(x) + first * width, host.address(out) + firstOut * width, axes);
}

/** Copies elements of `width` bytes between addresses. */
export function copyAlong(host: Host, width: number, source: number, target: number, axes: readonly Axis[]): void {
  if (axes.some(({extent}) => extent === 0)) return;
  copyMerged(host, width, source, target, transposedLast(merged(axes)));
}

function copyMerged(host: Host, width: number, source: number, target: number, axes: readonly Axis[]): void {
  if (axes.length > axesAtOnce) {
    const [{extent, from, to}, ...inner] = axes as [Axis, ...Axis[]];
    for (let i = 0; i < extent; i++) copyMerged(host, width, source + i * from * width, target + i * to * width, inner);
    return;
  }
  const missing = new Array<Axis>(axesAtOnce - axes.length).fill({extent: 1, from: 1, to: 1});
  const all = [...missing, ...axes];
  host.kernels.walk(source, target, width, ...all.map(({extent}) => extent), ...all.map(({from}) => from * width), ...all.map(({to}) => to * width));
}

/** Axes of extent 1 go, neighbours that are one run in source and target become one. */
export function merged(axes: readonly Axis[]): readonly Axis[] {
  const kept: Axis[] = [];
  for (const axis of axes) {
    if (axis.extent === 1) continue;
    const last = kept.at(-1);
    const one = last !== undefined && last.from === axis.from * axis.extent && last.to === axis.to * axis.extent;
    if (one) kept[kept.length - 1] = {extent: last.extent * axis.extent, from: axis.from, to: axis.to};
    else kept.push(axis);
  }
  return kept;
}

/** Puts the axis that is contiguous in the source beside the last, so that the kernel can transpose that plane in blocks. */
function transposedLast(axes: readonly Axis[]): readonly Axis[] {
  const last = axes.at(-1);
  const contiguous = axes.findIndex(({from}) => from === 1);
  if (last === undefined || last.from === 1 || last.to !== 1 || contiguous < 0) return axes;
  return [...axes.filter((axis, i) => i !== contiguous && axis !== last), axes[contiguous]!, last];
}
