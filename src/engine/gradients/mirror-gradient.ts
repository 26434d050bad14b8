import * as core from "@tensorflow/tfjs-core";
import type {Tensor} from "@tensorflow/tfjs-core";
import {registerGradient} from "../fused/kernel.ts";

/** The gradient of a mirrored border, which goes back to the elements that it mirrors; TensorFlow.js's own drops it. */
export function registerMirrorGradient(): void {
  registerGradient({
    kernel: "MirrorPad",
    saves: ["x"],
    gradients: ([dy], [x], {paddings, mode}) => ({
      x: () => (paddings as unknown as [number, number][]).reduce((gradient, pair, axis) => folded(gradient, axis, pair, x!.shape[axis]!, mode as unknown === "symmetric" ? 1 : 0), dy!),
    }),
  });
}

/** One axis: the middle, and on it the border before and the border after, turned round; edge 1 where the border repeats the outermost element. */
function folded(dy: Tensor, axis: number, [before, after]: readonly [number, number], extent: number, edge: number): Tensor {
  const middle = part(dy, axis, before, extent);
  const withBefore = before === 0 ? middle : core.add(middle, turned(part(dy, axis, 0, before), axis, 1 - edge, extent));
  return after === 0 ? withBefore : core.add(withBefore, turned(part(dy, axis, before + extent, after), axis, extent - 1 + edge - after, extent));
}

const part = (x: Tensor, axis: number, first: number, length: number): Tensor => core.slice(x, x.shape.map((_, i) => (i === axis ? first : 0)), x.shape.with(axis, length));

/** x backwards, from `first` on in an axis of `extent` zeros. */
function turned(x: Tensor, axis: number, first: number, extent: number): Tensor {
  return core.pad(core.reverse(x, axis), x.shape.map((length, i): [number, number] => (i === axis ? [first, extent - first - length] : [0, 0])));
}
