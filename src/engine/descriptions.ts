import type {Engine, EngineName} from "./engine.ts";

/** One engine as `reprise doctor` tells it. */
export interface EngineDescription {
  readonly name: EngineName;
  readonly promise: Engine["promise"];
  readonly available: boolean;
  /** What it is, and what it needs. */
  readonly needs: string;
}

export const engineDescriptions: readonly EngineDescription[] = [
  {name: "wasm", promise: "bitwise", available: true, needs: "nothing beyond npm: WebAssembly with 128-bit SIMD, one thread; the default"},
  {name: "cpu", promise: "statistical", available: true, needs: "nothing beyond npm: plain JavaScript, slow, every kernel of TensorFlow.js"},
  {name: "webgpu", promise: "statistical", available: false, needs: "a GPU with WebGPU; not part of this version"},
  {name: "cuda", promise: "statistical", available: false, needs: "an NVIDIA GPU with CUDA and @tensorflow/tfjs-node-gpu; not part of this version"},
  {name: "native", promise: "statistical", available: false, needs: "@tensorflow/tfjs-node; not part of this version"},
];
