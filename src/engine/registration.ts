import type {KernelConfig} from "@tensorflow/tfjs-core";
import type {TensorFlow} from "./engine.ts";

/** Registers a kernel, in place of one of that name if there is one. */
export function register(tf: TensorFlow, kernel: KernelConfig): void {
  if (tf.getKernel(kernel.kernelName, kernel.backendName)) tf.unregisterKernel(kernel.kernelName, kernel.backendName);
  tf.registerKernel(kernel);
}
