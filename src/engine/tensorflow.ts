import * as core from "@tensorflow/tfjs-core";
import * as layers from "@tensorflow/tfjs-layers";
import {registerChainedOperations} from "./chained-operations.ts";
import {einsum} from "./einsum.ts";
import type {TensorFlow} from "./engine.ts";
import {fuse, fusedOperations} from "./fused/fuse.ts";
import {fused, letDilatedLayersLearn} from "./gradients/dilated-fusion.ts";
import {registerWindowGradients} from "./gradients/window-gradients.ts";
import {registerGradients} from "./gradients/operations.ts";
import {leanOut} from "./lean/lean.ts";
import {replaceStockOptimizers} from "./optimizers/optimizers.ts";
import {refuseUnrepeatableLayers} from "./random-layers.ts";

/** Core and layers in one namespace, as experiments see TensorFlow.js; einsum, the fused convolutions, losses and logSoftmax are ours. */
export const tensorFlow: TensorFlow = {...core, ...layers, einsum, fused, ...fusedOperations};
registerChainedOperations(tensorFlow);
leanOut(tensorFlow);
registerWindowGradients();
letDilatedLayersLearn();
registerGradients(tensorFlow);
fuse();
replaceStockOptimizers(tensorFlow);
refuseUnrepeatableLayers(tensorFlow);

/**
 * Quietens TensorFlow.js and takes its clock and its network away: production mode, `now` is always 0, `fetch` throws.
 * Text, typed arrays and timers stay the platform's own.
 */
export function tameTensorFlow(): void {
  const environment = core.env();
  environment.set("PROD", true);
  environment.set("DEPRECATION_WARNINGS_ENABLED", false);
  const {platform} = environment;
  environment.setPlatform("reprise", {
    now: () => 0,
    fetch: async (path) => refuse(path),
    encode: (text, encoding) => platform.encode(text, encoding),
    decode: (bytes, encoding) => platform.decode(bytes, encoding),
    setTimeoutCustom: (work, delay) => (platform.setTimeoutCustom ? platform.setTimeoutCustom(work, delay) : setTimeout(work, delay)),
    isTypedArray: (value): value is Float32Array | Int32Array | Uint8Array | Uint8ClampedArray => platform.isTypedArray(value),
  });
}

function refuse(path: string): never {
  throw new Error(`engine: TensorFlow.js asked for ${path}; nothing is fetched while an engine is open`);
}
