import {accepted} from "./accepted.ts";
import type {Attributes, Kernel, Replacement} from "../replacement.ts";
import {selu} from "./singles.ts";

type Address = number;
type GradientName =
  | "reluGradient" | "relu6Gradient" | "clipGradient" | "leakyReluGradient" | "eluGradient" | "seluGradient" | "sigmoidGradient" | "tanhGradient" | "softplusGradient"
  | "geluGradient" | "geluByTanhGradient";

/** target[i] = dy[i] · slope at given[i]; target may be either. */
export type ActivationGradientKernels = Readonly<Record<GradientName, (dy: Address, given: Address, target: Address, count: number, ...parameters: readonly number[]) => void>>;

/**
 * Gradients of activations in one pass: from dy and the activation's result y or, where that does not tell the slope, its argument x.
 * The names but `EluGrad` are ours; `LeakyReluGradient` takes alpha, `ClipByValueGradient` the two bounds, `GeluGradient` approximate, as their functions do.
 */
export const activationGradients: Replacement = (tf, host) => {
  const gradient = (kernel: string, given: "x" | "y", name: (attributes: Attributes) => GradientName, parameters: (attributes: Attributes) => readonly number[] = () => []): Kernel =>
    (inputs, attributes) => {
      const dy = accepted(inputs, "dy", kernel, ["float32"]), at = accepted(inputs, given, kernel, ["float32"]);
      if (!tf.util.arraysEqual(dy.shape, at.shape)) throw new RangeError(`${kernel}: expected dy and ${given} of one shape, got [${dy.shape}] and [${at.shape}]`);
      const out = host.output(dy.shape);
      host.kernels[name(attributes)](host.address(dy), host.address(at), host.address(out), tf.util.sizeFromShape(dy.shape), ...parameters(attributes));
      return out;
    };
  return {
    ReluGradient: gradient("ReluGradient", "y", () => "reluGradient"),
    Relu6Gradient: gradient("Relu6Gradient", "x", () => "relu6Gradient"),
    ClipByValueGradient: gradient("ClipByValueGradient", "x", () => "clipGradient", ({clipValueMin, clipValueMax}) => [clipValueMin as number, clipValueMax as number]),
    LeakyReluGradient: gradient("LeakyReluGradient", "x", () => "leakyReluGradient", ({alpha}) => [alpha as number]),
    EluGrad: gradient("EluGrad", "y", () => "eluGradient"),
    SeluGradient: gradient("SeluGradient", "y", () => "seluGradient", () => [selu.above, selu.below]),
    SigmoidGradient: gradient("SigmoidGradient", "y", () => "sigmoidGradient"),
    TanhGradient: gradient("TanhGradient", "y", () => "tanhGradient"),
    SoftplusGradient: gradient("SoftplusGradient", "x", () => "softplusGradient"),
    GeluGradient: gradient("GeluGradient", "x", ({approximate}) => (approximate === true ? "geluByTanhGradient" : "geluGradient")),
  };
};
