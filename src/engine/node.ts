import {readFile} from "node:fs/promises";
import {openCpuEngine} from "./cpu/open.ts";
import type {Engine, EngineName} from "./engine.ts";
import {openWasmEngine} from "./wasm/open.ts";

/** Opens an engine in this process; TensorFlow.js is one per process, so the engine opened last is the one that computes. */
export async function openEngine(name: EngineName): Promise<Engine> {
  if (name === "wasm") return openWasmEngine(await readKernels());
  if (name === "cpu") return openCpuEngine();
  if (name === "webgpu") return openOnDawn(process.cwd());
  const {openNativeEngine} = await import("./native/open-node.ts");
  return openNativeEngine(name, process.cwd());
}

/** The engine webgpu on Dawn, loaded only when it is asked for. */
async function openOnDawn(root: string): Promise<Engine> {
  const {installDawn} = await import("./webgpu/dawn-node.ts");
  const facts = await installDawn(root, process.env);
  const {openWebGpuEngine} = await import("./webgpu/open.ts");
  return openWebGpuEngine(facts);
}

/** Reads the compiled kernels, `kernels/kernels.wasm`. */
export async function readKernels(): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await readFile(new URL("kernels/kernels.wasm", import.meta.url)));
}
