import type {Engine, EngineName} from "./engine.ts";

/** One engine as `reprise doctor` tells it. */
export interface EngineDescription {
  readonly name: EngineName;
  readonly promise: Engine["promise"];
  /** Whether Node's permissions hold a run on it to the files that it declares; native code does not ask them. */
  readonly hermetic: boolean;
  /** What it is, and what it needs. */
  readonly needs: string;
  /** What of it no test has run. */
  readonly unproven?: string;
}

export const engineDescriptions: readonly EngineDescription[] = [
  {name: "wasm", promise: "bitwise", hermetic: true, needs: "nothing beyond npm: WebAssembly with 128-bit SIMD, one thread; the default"},
  {name: "cpu", promise: "statistical", hermetic: true, needs: "nothing beyond npm: plain JavaScript, slow, every kernel of TensorFlow.js"},
  {name: "webgpu", promise: "statistical", hermetic: false, needs: "a GPU (or software that plays one) with Vulkan, Metal or Direct3D 12, and the npm package webgpu", unproven: "our tests ran it on a GPU in software alone (SwiftShader), on no real one"},
  {name: "cuda", promise: "statistical", hermetic: false, needs: "an NVIDIA GPU with its driver, CUDA and cuDNN, and `reprise engine install cuda` on Linux (x86-64)", unproven: "no test of ours ran it on a real GPU"},
  {name: "native", promise: "statistical", hermetic: false, needs: "`reprise engine install native` on Linux: TensorFlow's own kernels on the processor"},
];

/** Whether a run on this engine reads only what it declares; external programs read what they like. */
export const isHermetic = (name: string): boolean => engineDescriptions.find((engine) => engine.name === name)?.hermetic ?? false;

/** What results of this engine promise; external programs promise no bits. */
export const promiseOf = (name: string): Engine["promise"] => engineDescriptions.find((engine) => engine.name === name)?.promise ?? "statistical";
