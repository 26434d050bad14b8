import type {Attribute, TensorInfo} from "@tensorflow/tfjs-core";
import type {TensorFlow} from "../engine.ts";
import type {Host} from "./host.ts";

/** Tensors by the name of the input. */
export type Inputs = Readonly<Record<string, TensorInfo | undefined>>;

/** A kernel of the wasm engine: tensors and attributes in, one tensor (or, for steps in place, none) out. */
export type Kernel = (inputs: Inputs, attributes: Attributes) => TensorInfo | TensorInfo[];

/** Attributes as TensorFlow.js passes them; each kernel knows its own. */
export type Attributes = Readonly<Record<string, Attribute | undefined>>;

/** Kernels by the name under which TensorFlow.js asks for them. `ours` finds any kernel of the engine by its name, when it runs. */
export type Replacement = (tf: TensorFlow, host: Host, ours: (name: string) => Kernel) => Readonly<Record<string, Kernel>>;

/** A tensor that a kernel cannot do without. */
export function input(inputs: Inputs, name: string): TensorInfo {
  const tensor = inputs[name];
  if (tensor === undefined) throw new TypeError(`kernel: input ${name} is missing`);
  return tensor;
}

/** An input of 32-bit floats, which our kernels work on. */
export function floats(inputs: Inputs, name: string, kernel: string): TensorInfo {
  const tensor = input(inputs, name);
  if (tensor.dtype !== "float32") throw new TypeError(`${kernel}: expected ${name} of float32, got ${tensor.dtype}; tf.cast(${name}, "float32") makes it one`);
  return tensor;
}
