import {setThreadsCount, setWasmPaths} from "@tensorflow/tfjs-backend-wasm";
import {UserError} from "../../errors.ts";
import type {Engine} from "../engine.ts";
import {initializersOf} from "../initializers.ts";
import {optimizersOf} from "../optimizers.ts";
import {randomLayersOf} from "../random-layers.ts";
import {tameTensorFlow, tensorFlow as tf} from "../tensorflow.ts";
import {hostOn, type WasmBackend} from "./host.ts";
import {hasOurKernels, installKernels} from "./install.ts";

/** The two wasm files of the engine, brought by whoever can read them: Node from its folders, a page by fetch. */
export interface WasmFiles {
  /** `tfjs-backend-wasm-simd.wasm` of @tensorflow/tfjs-backend-wasm. */
  readonly backend: Uint8Array<ArrayBuffer>;
  /** `src/engine/kernels/kernels.wasm`. */
  readonly kernels: Uint8Array<ArrayBuffer>;
}

/** The bitwise engine: one thread, 128-bit SIMD, every sum in one order. TensorFlow.js is one per process, and so is its engine. */
export async function openWasmEngine(files: WasmFiles): Promise<Engine> {
  await startBackend(files.backend);
  if (!hasOurKernels(tf)) installKernels(tf, await hostOn(tf.backend() as WasmBackend, files.kernels));
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

async function startBackend(wasm: Uint8Array<ArrayBuffer>): Promise<void> {
  tameTensorFlow({"tfjs-backend-wasm-simd.wasm": wasm});
  if (!(await tf.env().getAsync("WASM_HAS_SIMD_SUPPORT"))) {
    throw new UserError("The wasm engine needs WebAssembly with SIMD, which this machine's JavaScript engine lacks.", "Use Node 22 or newer, or a browser from 2023 on.");
  }
  tf.env().set("WASM_HAS_MULTITHREAD_SUPPORT", false);
  setThreadsCount(1);
  setWasmPaths("", true);
  if (!(await tf.setBackend("wasm"))) throw new Error("wasm engine: TensorFlow.js's wasm backend did not start");
}
