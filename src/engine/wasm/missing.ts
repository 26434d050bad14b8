import * as core from "@tensorflow/tfjs-core";
import {UserError} from "../../errors.ts";
import type {TensorFlow} from "../engine.ts";
import {backendName} from "./backend.ts";

/** Every kernel that TensorFlow.js knows and the wasm engine has not, refuses with its name instead of being computed elsewhere. */
export function refuseMissing(tf: TensorFlow): void {
  for (const kernelName of kernelNames()) {
    if (tf.getKernel(kernelName, backendName)) continue;
    tf.registerKernel({kernelName, backendName: backendName, kernelFunc: () => refuse(kernelName)});
  }
}

/** Kernel names are the text constants of the core whose name is that text: `export const Conv2D = "Conv2D"`. */
function kernelNames(): readonly string[] {
  const texts = Object.entries(core as Readonly<Record<string, unknown>>).filter(([name, value]) => name === value);
  return texts.map(([, value]) => value as string);
}

function refuse(kernel: string): never {
  throw new UserError(
    `The wasm engine has no kernel ${kernel}, and computing it elsewhere would not be bitwise.`,
    `Write the model without ${kernel}, or choose the engine "cpu" (every kernel, slow, statistical) for this experiment.`,
  );
}
