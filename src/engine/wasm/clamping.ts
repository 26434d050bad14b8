import type {TensorInfo} from "@tensorflow/tfjs-core";
import {UserError} from "../../errors.ts";
import type {TensorFlow} from "../engine.ts";
import type {Host} from "./host.ts";
import {floats, input, type Replacement} from "./replacement.ts";

/** Relu and its kin without the traps of XNNPACK, whose answer to NaN and -0 depends on the processor: here NaN stays NaN. */
export const clamping: Replacement = (tf, host, previous) => ({
  Relu: (inputs, attributes) => {
    const x = input(inputs, "x");
    if (x.dtype !== "float32") return previous("Relu")(inputs, attributes);
    const out = host.output(x.shape);
    host.kernels.relu(host.address(x), host.address(out), tf.util.sizeFromShape(x.shape));
    return out;
  },
  Relu6: (inputs) => clip(tf, host, floats(inputs, "x", "relu6"), 0, 6),
  ClipByValue: (inputs, {clipValueMin, clipValueMax}) => clip(tf, host, floats(inputs, "x", "clipByValue"), clipValueMin as number, clipValueMax as number),
  Prelu: (inputs) => prelu(tf, host, floats(inputs, "x", "prelu"), floats(inputs, "alpha", "prelu")),
});

function clip(tf: TensorFlow, host: Host, x: TensorInfo, low: number, high: number): TensorInfo {
  const out = host.output(x.shape);
  host.kernels.clip(host.address(x), host.address(out), tf.util.sizeFromShape(x.shape), low, high);
  return out;
}

function prelu(tf: TensorFlow, host: Host, x: TensorInfo, alpha: TensorInfo): TensorInfo {
  const slopes = withoutLeadingOnes(alpha.shape);
  if (!tf.util.arraysEqual(slopes, x.shape.slice(x.shape.length - slopes.length))) {
    throw new UserError(`prelu: expected slopes along the last axes of [${x.shape}], got [${alpha.shape}].`, "Share slopes over leading axes only, or tile them.");
  }
  const out = host.output(x.shape);
  const columns = tf.util.sizeFromShape(slopes);
  host.kernels.prelu(host.address(x), host.address(alpha), host.address(out), tf.util.sizeFromShape(x.shape) / columns, columns);
  return out;
}

/** [1, 1, 5] → [5]; one slope for all → []. */
function withoutLeadingOnes(shape: readonly number[]): number[] {
  const first = shape.findIndex((extent) => extent !== 1);
  return first < 0 ? [] : shape.slice(first);
}
