import {WebGPUBackend} from "@tensorflow/tfjs-backend-webgpu";
import type {TensorInfo} from "@tensorflow/tfjs-core";
import {UserError} from "../../errors.ts";
import type {Program} from "./program.ts";

type Rest = Parameters<WebGPUBackend["runWebGPUProgram"]> extends [unknown, unknown, unknown, ...infer Others] ? Others : never;

/**
 * TensorFlow.js's WebGPU backend, made to repeat on one device and to hide nothing: a sum in no fixed order is refused, a fault that the GPU reports
 * reaches whoever reads the next tensor, and reading waits.
 */
export class RepeatableBackend extends WebGPUBackend {
  readonly #faults: string[] = [];

  constructor(device: GPUDevice, info: GPUAdapterInfo) {
    super(device, info);
    device.addEventListener("uncapturederror", (event) => {
      event.preventDefault(); // else it is printed too
      this.#faults.push((event as GPUUncapturedErrorEvent).error.message);
    });
    void device.lost.then(({reason, message}) => { if (reason !== "destroyed") this.#faults.push(`the device was lost: ${message}`); });
  }

  override runWebGPUProgram(program: Program, inputs: TensorInfo[], type: TensorInfo["dtype"], ...rest: Rest): TensorInfo {
    if (program.atomic === true && type === "float32") refuseUnordered(program);
    return super.runWebGPUProgram(program, inputs, type, ...rest);
  }

  /** A GPU answers later: what it holds cannot be read at once, in Node not at all. */
  override readSync(dataId: object): ReturnType<WebGPUBackend["readSync"]> {
    const data = this.tensorMap.get(dataId);
    if (data.values == null && data.complexTensorInfos == null && data.resource != null) {
      throw new UserError("tensor.dataSync() or arraySync() on the engine webgpu, which cannot wait for a GPU", "write: await tensor.data()");
    }
    return super.readSync(dataId);
  }

  override async read(dataId: object): ReturnType<WebGPUBackend["read"]> {
    const values = await super.read(dataId);
    const [fault] = this.#faults.splice(0); // a later run begins anew
    if (fault !== undefined) throw new Error(`webgpu: the GPU reported a fault, so that no number computed before can be trusted: ${fault}`);
    return values;
  }
}

/** Floats added atomically come in the order of the moment. */
function refuseUnordered(program: Program): never {
  const name = program.shaderKey.split("_")[0];
  throw new UserError(
    `The engine webgpu would add floats in no fixed order (program ${name}), so that training could not be repeated.`,
    'Write the model without this operation (dilation2d, sparse segments, bincount with weights), or choose the engine "wasm" or "cpu".',
  );
}
