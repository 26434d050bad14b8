import * as core from "@tensorflow/tfjs-core";
import type {Tensor} from "@tensorflow/tfjs-core";

/**
 * The gradient of a running sum is the running sum of dy from the other end, along the same axis, last or not: TensorFlow.js's own leaves its axes in the
 * wrong order unless the axis is the last.
 */
export function registerCumulativeGradient(): void {
  core.registerGradient({
    kernelName: "Cumsum",
    gradFunc: (dy, _, attributes) => {
      const {axis, exclusive, reverse} = attributes as unknown as {readonly axis: number; readonly exclusive: boolean; readonly reverse: boolean};
      return {x: () => core.cumsum(dy as Tensor, axis, exclusive, !reverse)};
    },
  });
}
