import type {Engine, EngineName} from "./engine.ts";

/** One engine as `reprise doctor` tells it. */
export interface EngineDescription {
  readonly name: EngineName;
  readonly promise: Engine["promise"];
  /** What it is, and what it needs. */
  readonly needs: string;
}

export const engineDescriptions: readonly EngineDescription[] = [
  {name: "wasm", promise: "bitwise", needs: "nothing beyond npm: WebAssembly with 128-bit SIMD, one thread; the default"},
  {name: "cpu", promise: "statistical", needs: "nothing beyond npm: plain JavaScript, slow, every kernel of TensorFlow.js"},
  {name: "webgpu", promise: "statistical", needs: "a GPU (or software that plays one) with Vulkan, Metal or Direct3D 12, and the npm package webgpu"},
  {name: "cuda", promise: "statistical", needs: "an NVIDIA GPU with CUDA and @tensorflow/tfjs-node-gpu; not part of this version"},
  {name: "native", promise: "statistical", needs: "@tensorflow/tfjs-node; not part of this version"},
];

/** What results of this engine promise; external programs promise no bits. */
export const promiseOf = (name: string): Engine["promise"] => engineDescriptions.find((engine) => engine.name === name)?.promise ?? "statistical";
