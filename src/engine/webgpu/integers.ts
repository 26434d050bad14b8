import type {WebGPUBackend} from "@tensorflow/tfjs-backend-webgpu";
import type {TensorInfo} from "@tensorflow/tfjs-core";
import type {TensorFlow} from "../engine.ts";
import {numberwise, wrapKernel, type Program} from "./program.ts";

/** Whole numbers and booleans, where TensorFlow.js's programs do not compile for them or leave a tensor of floats with whole numbers in its buffer. */
export function registerIntegers(tf: TensorFlow): void {
  wrapKernel(tf, "Cast", (stock) => (params) => {
    const {x} = params.inputs as {x: TensorInfo};
    if (x.dtype === "float32" || params.attrs!["dtype"] !== "float32" || x.dtype === "complex64") return stock(params);
    return flat(tf, params.backend as WebGPUBackend, x, x.shape, "float32", toFloats);
  });
  wrapKernel(tf, "Transpose", (stock) => (params) => {
    const {x} = params.inputs as {x: TensorInfo};
    if (x.dtype !== "int32" && x.dtype !== "bool") return stock(params);
    const order = params.attrs!["perm"] as readonly number[];
    const shape = order.map((axis) => x.shape[axis]!);
    const from = [...tf.util.computeStrides(x.shape), 1];
    return flat(tf, params.backend as WebGPUBackend, x, shape, x.dtype, (size) => transposition(size, order.map((axis) => from[axis]!), [...tf.util.computeStrides(shape), 1]));
  });
}

function flat(tf: TensorFlow, backend: WebGPUBackend, x: TensorInfo, shape: readonly number[], type: TensorInfo["dtype"], program: (size: number) => Program): TensorInfo {
  const size = tf.util.sizeFromShape([...shape]);
  return {...backend.runWebGPUProgram(program(size), [{...x, shape: [size]}], type), shape: [...shape]};
}

const toFloats = (size: number): Program => numberwise({key: "toFloats", size, inputs: ["x"], body: "result[index] = f32(x[index]);"});

/** For each number of the output: where it stands in x, axis by axis; the strides are part of the program. */
function transposition(size: number, from: readonly number[], to: readonly number[]): Program {
  const steps = to.map((stride, axis) => `source = source + (rest / ${stride}) * ${from[axis]}; rest = rest % ${stride};`);
  return numberwise({key: `transposition_${from.join("_")}_of_${to.join("_")}`, size, inputs: ["x"], body: `var rest = index; var source = 0; ${steps.join(" ")} result[index] = x[source];`});
}
