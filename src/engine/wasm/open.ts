import {UserError} from "../../errors.ts";
import type {Engine} from "../engine.ts";
import {initializersOf} from "../initializers.ts";
import {optimizersOf} from "../optimizers/optimizers.ts";
import {randomLayersOf} from "../random-layers.ts";
import {tameTensorFlow, tensorFlow as tf} from "../tensorflow.ts";
import {backendName} from "./backend.ts";
import {openHost} from "./host.ts";
import {installKernels} from "./install.ts";

/** The bitwise engine: our own kernels alone, one thread, 128-bit SIMD, every sum in one order. TensorFlow.js is one per process, and so is its engine. */
export async function openWasmEngine(kernels: Uint8Array<ArrayBuffer>): Promise<Engine> {
  tameTensorFlow();
  if (tf.findBackend(backendName) === null) await start(kernels);
  await tf.setBackend(backendName);
  return {
    name: "wasm",
    promise: "bitwise",
    facts: {"tensorflow.js": tf.version_core},
    tf,
    initializers: (random) => initializersOf(tf, random),
    randomLayers: (random) => randomLayersOf(tf, random),
    optimizers: optimizersOf(tf),
  };
}

async function start(kernels: Uint8Array<ArrayBuffer>): Promise<void> {
  if (!WebAssembly.validate(kernels)) {
    throw new UserError("The wasm engine needs WebAssembly with SIMD, which this machine's JavaScript engine lacks.", "Use Node 22 or newer, or a browser from 2023 on.");
  }
  const host = await openHost(kernels, (backend, tensor) => tf.engine().moveData(backend, tensor.dataId));
  tf.registerBackend(backendName, () => host.backend);
  installKernels(tf, host);
}
