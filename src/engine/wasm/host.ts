import type {DataStorage, KernelBackend, NumericDataType, TensorInfo} from "@tensorflow/tfjs-core";
import type {Kernels} from "./kernels.ts";

/** What we use of TensorFlow.js's wasm backend. */
export interface WasmBackend extends KernelBackend {
  readonly wasm: {readonly asm: {readonly memory: WebAssembly.Memory}; _malloc(bytes: number): number; _free(address: number): void};
  readonly dataIdMap: DataStorage<{readonly memoryOffset: number}>;
  makeOutput(shape: readonly number[], dtype: NumericDataType): TensorInfo;
}

/** Where our kernels meet TensorFlow.js: one memory, addresses of tensors in it, scratch space. */
export interface Host {
  readonly kernels: Kernels;
  address(tensor: TensorInfo): number;
  output(shape: readonly number[], dtype?: NumericDataType): TensorInfo;
  dispose(tensor: TensorInfo): void;
  /** Scratch memory of gemm. */
  readonly scratch: number;
  /** Scratch memory for at least so many bytes, valid until the next call. */
  workspace(bytes: number): number;
}

/** Instantiates our kernels on the backend's own memory. */
export async function hostOn(backend: WasmBackend, kernelsWasm: Uint8Array<ArrayBuffer>): Promise<Host> {
  const {instance} = await WebAssembly.instantiate(kernelsWasm, {env: {memory: backend.wasm.asm.memory}});
  const kernels = instance.exports as unknown as Kernels;
  return {
    kernels,
    address: (tensor) => backend.dataIdMap.get(tensor.dataId).memoryOffset,
    output: (shape, dtype = "float32") => backend.makeOutput(shape, dtype),
    dispose: (tensor) => void backend.disposeData(tensor.dataId),
    scratch: allocate(backend, kernels.gemmScratchBytes()),
    workspace: growingWorkspace(backend),
  };
}

function allocate(backend: WasmBackend, bytes: number): number {
  const address = backend.wasm._malloc(bytes) >>> 0;
  if (address === 0) throw new RangeError(`wasm engine: no memory left for ${bytes} bytes; a smaller batch needs less`);
  return address;
}

function growingWorkspace(backend: WasmBackend): (bytes: number) => number {
  let address = 0;
  let size = 0;
  return (bytes) => {
    if (bytes > size) {
      if (address !== 0) backend.wasm._free(address);
      address = allocate(backend, bytes);
      size = bytes;
    }
    return address;
  };
}
