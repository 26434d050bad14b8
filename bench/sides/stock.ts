import {createRequire} from "node:module";
import {dirname} from "node:path";
import * as core from "@tensorflow/tfjs-core";
import * as layers from "@tensorflow/tfjs-layers";
import type {Side} from "../side.ts";

/**
 * TensorFlow.js as it is published, none of our engine in the process: production mode, one thread, 128-bit SIMD.
 * Its tensors lack the chained methods (x.add(y)), whose files Node cannot load; the workloads use none.
 */
export async function openStock(backend: "wasm" | "cpu"): Promise<Side> {
  core.enableProdMode();
  await (backend === "wasm" ? prepareWasm() : import("@tensorflow/tfjs-backend-cpu"));
  if (!(await core.setBackend(backend))) throw new Error(`TensorFlow.js's backend ${backend} did not start`);
  return {tf: {...core, ...layers}, adam: (learningRate) => core.train.adam(learningRate)};
}

async function prepareWasm(): Promise<void> {
  const {setThreadsCount, setWasmPaths} = await import("@tensorflow/tfjs-backend-wasm");
  core.env().set("WASM_HAS_MULTITHREAD_SUPPORT", false);
  setThreadsCount(1);
  setWasmPaths(`${dirname(createRequire(import.meta.url).resolve("@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm"))}/`);
}
