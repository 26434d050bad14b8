import type {TensorInfo} from "@tensorflow/tfjs-core";
import {floats, input, type Replacement} from "./replacement.ts";

/** Relu and its kin without the traps of XNNPACK, whose answer to NaN and -0 depends on the processor: here NaN stays NaN. */
export const clamping: Replacement = (tf, host, previous) => {
  const clip = (x: TensorInfo, low: number, high: number): TensorInfo => {
    const out = host.output(x.shape);
    host.kernels.clip(host.address(x), host.address(out), tf.util.sizeFromShape(x.shape), low, high);
    return out;
  };
  return {
    Relu: (inputs, attributes) => {
      const x = input(inputs, "x");
      if (x.dtype !== "float32") return previous("Relu")(inputs, attributes);
      const out = host.output(x.shape);
      host.kernels.relu(host.address(x), host.address(out), tf.util.sizeFromShape(x.shape));
      return out;
    },
    Relu6: (inputs) => clip(floats(inputs, "x", "relu6"), 0, 6),
    ClipByValue: (inputs, {clipValueMin, clipValueMax}) => clip(floats(inputs, "x", "clipByValue"), clipValueMin as number, clipValueMax as number),
    Prelu: (inputs, attributes) => {
      const x = floats(inputs, "x", "prelu"), alpha = floats(inputs, "alpha", "prelu");
      const size = tf.util.sizeFromShape(x.shape), columns = tf.util.sizeFromShape(alpha.shape);
      const alongTheEnd = tf.util.arraysEqual(withoutLeadingOnes(alpha.shape), x.shape.slice(x.shape.length - withoutLeadingOnes(alpha.shape).length));
      if (columns !== 1 && !alongTheEnd) return previous("Prelu")(inputs, attributes);
      const out = host.output(x.shape);
      host.kernels.prelu(host.address(x), host.address(alpha), host.address(out), size / columns, columns);
      return out;
    },
  };
};

function withoutLeadingOnes(shape: readonly number[]): number[] {
  const first = shape.findIndex((extent) => extent !== 1);
  return first < 0 ? [] : shape.slice(first);
}
