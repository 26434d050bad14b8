import * as core from "@tensorflow/tfjs-core";
import type {Tensor} from "@tensorflow/tfjs-core";
import * as layers from "@tensorflow/tfjs-layers";
import {hasKernel, runKernel} from "./kernel.ts";

/**
 * x · Φ(x), Φ the normal distribution's function (Hendrycks and Gimpel, 2016, "Gaussian error linear units"); `approximate`: with their tanh in place of Φ.
 */
export function gelu(x: Tensor, approximate = false): Tensor {
  if (x.dtype === "float32" && hasKernel("Gelu")) return runKernel("Gelu", {x}, {approximate});
  return core.tidy(() => {
    const share = approximate
      ? core.tanh(core.mul(Math.sqrt(2 / Math.PI), core.add(x, core.mul(0.044715, core.mul(core.square(x), x)))))
      : core.erf(core.mul(x, Math.SQRT1_2));
    return core.mul(core.mul(x, 0.5), core.add(share, 1));
  });
}

export function registerGeluGradient(): void {
  core.registerGradient({
    kernelName: "Gelu",
    inputsToSave: ["x"],
    gradFunc: (dy, [x], attributes) => ({x: () => core.engine().runKernel("GeluGradient", {dy: dy as Tensor, x: x!}, attributes) as Tensor}),
  });
}

interface Activation {
  apply(x: Tensor): Tensor;
}

/** Has the layers' activations `gelu` and `gelu_new` compute with ours. */
export function fuseGeluActivations(): void {
  for (const name of ["gelu", "gelu_new"] as const) {
    const {activation} = layers.layers.activation({activation: name as "gelu", name: "prototype"}) as unknown as {readonly activation: Activation};
    (Object.getPrototypeOf(activation) as Activation).apply = (x) => gelu(x, name === "gelu_new");
  }
}
