import type {NumericDataType, TensorInfo} from "@tensorflow/tfjs-core";
import {WasmBackend, type Place} from "./backend.ts";
import {heapOn} from "./heap.ts";
import type {Kernels} from "./kernels.ts";

/** Where our kernels meet TensorFlow.js: one memory, addresses of tensors in it, scratch space. */
export interface Host {
  readonly backend: WasmBackend;
  readonly kernels: Kernels;
  readonly memory: WebAssembly.Memory;
  address(tensor: TensorInfo): number;
  /** A kernel as it is; where it throws, what it and the kernels within it have made is disposed of. */
  leavingNothing<Given, With, Made>(kernel: (given: Given, attributes: With) => Made): (given: Given, attributes: With) => Made;
  /** A new tensor of any content. */
  output(shape: readonly number[], dtype?: NumericDataType): TensorInfo;
  /** The same numbers under another shape; they stay until both are disposed of. */
  share(tensor: TensorInfo, shape: readonly number[]): TensorInfo;
  dispose(tensor: TensorInfo): void;
  /** Scratch memory of gemm. */
  readonly scratch: number;
  /** Scratch memory for at least so many bytes, valid until the next call. */
  workspace(bytes: number): number;
}

/** Instantiates our kernels on a memory of their own. */
export async function openHost(kernelsWasm: Uint8Array<ArrayBuffer>, moveHere: (backend: WasmBackend, tensor: TensorInfo) => void): Promise<Host> {
  const memory = new WebAssembly.Memory({initial: 256, maximum: 0x10000});
  const {instance} = await WebAssembly.instantiate(kernelsWasm, {env: {memory}});
  const kernels = instance.exports as unknown as Kernels;
  const heap = heapOn(memory, kernels.firstFreeAddress());
  const backend = new WasmBackend(heap);
  const address = (tensor: TensorInfo): number => {
    const place = tensor.dataId as Place;
    if (!(place.address > 0)) moveHere(backend, tensor);
    return place.address;
  };
  // The first `count` are what the running kernel has made; emptying the array for each kernel would cost more than a small one.
  const made: TensorInfo[] = [];
  let count = 0;
  const noted = (tensor: TensorInfo): TensorInfo => (made[count++] = tensor);
  const dispose = ({dataId}: TensorInfo): void => {
    let at = count - 1;
    while (at >= 0 && made[at]!.dataId !== dataId) at--;
    if (at >= 0) made[at] = made[--count]!;
    backend.disposeData(dataId);
  };
  return {
    backend,
    kernels,
    memory,
    address,
    leavingNothing: (kernel) => (given, attributes) => {
      const before = count;
      try {
        const result = kernel(given, attributes);
        if (before === 0) count = 0;
        return result;
      } catch (error) {
        while (count > before) backend.disposeData(made[--count]!.dataId);
        throw error;
      }
    },
    output: (shape, dtype = "float32") => noted(backend.output(shape, dtype)),
    share: (tensor, shape) => {
      address(tensor);
      backend.incRef(tensor.dataId);
      return noted({dataId: tensor.dataId, shape: shape as number[], dtype: tensor.dtype});
    },
    dispose,
    scratch: heap.allocate(kernels.gemmScratchBytes()),
    workspace: growingWorkspace(heap),
  };
}

function growingWorkspace(heap: ReturnType<typeof heapOn>): (bytes: number) => number {
  let address = 0;
  let size = 0;
  return (bytes) => {
    if (bytes > size) {
      if (address !== 0) heap.free(address, size);
      address = heap.allocate(bytes);
      size = bytes;
    }
    return address;
  };
}
