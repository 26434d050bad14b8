import * as core from "@tensorflow/tfjs-core";
import type {Tensor} from "@tensorflow/tfjs-core";
import {hasKernel, isRecorded, registerGradient, runKernel} from "../fused/kernel.ts";

/** The gradients of sum and mean as one kernel each, without the tensor of ones by which TensorFlow.js multiplies. */
export function registerSumGradients(): void {
  for (const kernel of ["Sum", "Mean"]) {
    registerGradient({
      kernel,
      saves: ["x"],
      gradients: ([dy], [x], {axis}) => ({x: () => spread(dy!, x!.shape, core.util.parseAxisParam(axis as number, x!.shape), kernel === "Mean")}),
    });
  }
}

function spread(dy: Tensor, shape: number[], axes: readonly number[], isMean: boolean): Tensor {
  const divisor = isMean ? axes.reduce((count, axis) => count * shape[axis]!, 1) : 1;
  if (!isRecorded() && hasKernel("SumGradient")) return runKernel("SumGradient", {dy}, {shape, axes, divisor});
  const expanded = core.reshape(dy, shape.map((extent, axis) => (axes.includes(axis) ? 1 : extent)));
  return core.mul(isMean ? core.div(expanded, divisor) : expanded, core.ones(shape));
}
