import type {WebGPUBackend} from "@tensorflow/tfjs-backend-webgpu";
import type {KernelConfig, KernelFunc} from "@tensorflow/tfjs-core";
import type {TensorFlow} from "../engine.ts";
import {register} from "../registration.ts";

/** A compute shader as TensorFlow.js's WebGPU backend runs it. */
export type Program = Parameters<WebGPUBackend["runWebGPUProgram"]>[0];

interface Numberwise {
  /** Tells this shader from others; besides it, the types and ranks of the tensors do. */
  readonly key: string;
  /** How many numbers come out. */
  readonly size: number;
  readonly inputs: readonly string[];
  /** Members of the uniform struct: `rows : i32,`. */
  readonly uniforms?: string;
  /** WGSL that sets `result[index]`; inputs are arrays of the type that their tensors have. */
  readonly body: string;
}

/** A shader with one invocation for each number that comes out. */
export const numberwise = ({key, size, inputs, uniforms = "", body}: Numberwise): Program => ({
  variableNames: [...inputs],
  ...(uniforms === "" ? {} : {uniforms}),
  outputShape: [size],
  workgroupSize: [64, 1, 1],
  dispatchLayout: {x: [0]},
  dispatch: [Math.ceil(size / 64), 1, 1],
  size: true,
  shaderKey: key,
  getUserCode: () => `
    fn main(index : i32) {
      if (index >= uniforms.size) { return; }
      ${body}
    }`,
});

const wrapped = Symbol("wrapped");

/** Puts a kernel in front of TensorFlow.js's own of that name, once. */
export function wrapKernel(tf: TensorFlow, kernelName: string, wrap: (stock: KernelFunc) => KernelFunc): void {
  const stock = tf.getKernel(kernelName, "webgpu") as KernelConfig & {readonly [wrapped]?: true};
  if (stock[wrapped] !== true) register(tf, {...stock, kernelFunc: wrap(stock.kernelFunc), [wrapped]: true} as KernelConfig);
}
