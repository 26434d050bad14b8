import * as core from "@tensorflow/tfjs-core";
import * as layers from "@tensorflow/tfjs-layers";
import {registerChainedOperations} from "./chained-operations.ts";
import {einsum} from "./einsum.ts";
import type {TensorFlow} from "./engine.ts";
import {fuse, fusedOperations} from "./fused/fuse.ts";
import {fused, letDilatedLayersLearn} from "./gradients/dilated-fusion.ts";
import {registerWindowGradients} from "./gradients/window-gradients.ts";

/** Core and layers in one namespace, as experiments see TensorFlow.js; einsum, the fused convolutions, losses and logSoftmax are ours. */
export const tensorFlow: TensorFlow = {...core, ...layers, einsum, fused, ...fusedOperations};
registerChainedOperations(tensorFlow);
registerWindowGradients();
letDilatedLayersLearn();
fuse();

/**
 * Quietens TensorFlow.js and takes its clock and its network away: production mode, `now` is always 0, `fetch` answers from `files` alone.
 * Text, typed arrays and timers stay the platform's own.
 */
export function tameTensorFlow(files: Readonly<Record<string, Uint8Array<ArrayBuffer>>> = {}): void {
  const environment = core.env();
  environment.set("PROD", true);
  environment.set("DEPRECATION_WARNINGS_ENABLED", false);
  const {platform} = environment;
  environment.setPlatform("reprise", {
    now: () => 0,
    fetch: async (path) => response(path, files),
    encode: (text, encoding) => platform.encode(text, encoding),
    decode: (bytes, encoding) => platform.decode(bytes, encoding),
    setTimeoutCustom: (work, delay) => (platform.setTimeoutCustom ? platform.setTimeoutCustom(work, delay) : setTimeout(work, delay)),
    isTypedArray: (value): value is Float32Array | Int32Array | Uint8Array | Uint8ClampedArray => platform.isTypedArray(value),
  });
}

function response(path: string, files: Readonly<Record<string, Uint8Array<ArrayBuffer>>>): Response {
  const bytes = files[path];
  if (bytes === undefined) throw new Error(`engine: TensorFlow.js asked for ${path}; nothing is fetched while an engine is open`);
  return new Response(bytes);
}
