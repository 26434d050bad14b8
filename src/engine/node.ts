import {readFile} from "node:fs/promises";
import {createRequire} from "node:module";
import {openCpuEngine} from "./cpu/open.ts";
import type {Engine, EngineName} from "./engine.ts";
import {openWasmEngine, type WasmFiles} from "./wasm/open.ts";

/** Opens an engine in this process; TensorFlow.js is one per process, so the engine opened last is the one that computes. */
export async function openEngine(name: EngineName): Promise<Engine> {
  if (name === "wasm") return withoutNewListeners(async () => openWasmEngine(await readWasmFiles()));
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

/** Reads the wasm files of TensorFlow.js's package and of this one. */
export async function readWasmFiles(): Promise<WasmFiles> {
  const backend = createRequire(import.meta.url).resolve("@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm");
  return {backend: await read(backend), kernels: await read(new URL("kernels/kernels.wasm", import.meta.url))};
}

/** TensorFlow.js's wasm loader listens for uncaught errors only to throw them again, which would cover the stack of ours. */
async function withoutNewListeners<T>(work: () => Promise<T>): Promise<T> {
  const events = ["uncaughtException", "unhandledRejection"] as const;
  const before = events.map((event) => new Set<unknown>(process.listeners(event as "exit")));
  const done = await work();
  events.forEach((event, i) => {
    for (const listener of process.listeners(event as "exit")) if (!before[i]!.has(listener)) process.removeListener(event, listener);
  });
  return done;
}

const read = async (file: string | URL): Promise<Uint8Array<ArrayBuffer>> => new Uint8Array(await readFile(file));
