import * as core from "@tensorflow/tfjs-core";
import {UserError} from "../../errors.ts";

/** Kernels that nobody asks for without looking first whether they are there, and composes where they are not: fused/softmax.ts. */
const lookedFor: ReadonlySet<string> = new Set(["LogSoftmax"]);

/** What TensorFlow.js's binding has no kernel for refuses in words; TensorFlow.js would speak of a registry. */
export function refuseUnbound(backendName: string): void {
  for (const [name, value] of Object.entries(core as Readonly<Record<string, unknown>>)) {
    if (name !== value || lookedFor.has(name) || core.getKernel(name, backendName) !== undefined) continue;
    core.registerKernel({kernelName: name, backendName, kernelFunc: () => {
      throw new UserError(`TensorFlow.js's binding to TensorFlow has no kernel ${name}.`, `write the model without ${name}, or run with the engine "wasm"`);
    }});
  }
}
