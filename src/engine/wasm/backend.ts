import {KernelBackend, util, type DataType, type TensorInfo} from "@tensorflow/tfjs-core";
import {UserError} from "../../errors.ts";
import type {Heap} from "./heap.ts";

/** The name under which TensorFlow.js knows the bitwise engine. */
export const backendName = "reprise";

type Numbers = Float32Array | Int32Array | Uint8Array;
type Values = Numbers | Uint8Array[];

/** Where a tensor's numbers lie; TensorFlow.js's data id is this very object, so that finding them costs nothing. */
export interface Place {
  /** 0: they lie here no more. */
  address: number;
  bytes: number;
  dtype: DataType;
  references: number;
  /** Texts lie outside the memory; no kernel takes them. */
  texts?: Uint8Array[];
}

/** Tensors in the engine's own memory: 4 bytes for each float32 and int32, 1 for each bool. */
export class WasmBackend extends KernelBackend {
  readonly #heap: Heap;
  #places = 0;

  constructor(heap: Heap) {
    super();
    this.#heap = heap;
  }

  /** A place for so many numbers, of any content. */
  place(size: number, dtype: DataType): Place {
    if (dtype === "complex64") throw new UserError("The wasm engine has no complex numbers.", 'Keep real and imaginary parts in two tensors, or choose the engine "cpu" (statistical) for this experiment.');
    const bytes = dtype === "string" ? 0 : size * (dtype === "bool" ? 1 : 4);
    const address = this.#heap.allocate(bytes);
    this.#places += 1;
    return {address, bytes, dtype, references: 1};
  }

  output(shape: readonly number[], dtype: DataType): TensorInfo {
    return {dataId: this.place(util.sizeFromShape(shape as number[]), dtype), shape: shape as number[], dtype};
  }

  override write(values: Values, shape: number[], dtype: DataType): Place {
    const place = this.place(util.sizeFromShape(shape), dtype);
    this.#fill(place, values);
    return place;
  }

  /** Takes over a tensor of another engine, under the data id that it has. */
  override move(dataId: object, values: Values, shape: number[], dtype: DataType, references: number): void {
    this.#fill(Object.assign(dataId, this.place(util.sizeFromShape(shape), dtype), {references}), values);
  }

  #fill(place: Place, values: Values): void {
    if (place.dtype === "string") place.texts = values as Uint8Array[];
    else this.#view(place).set(values as Numbers);
  }

  #view({address, bytes, dtype}: Place): Numbers {
    const {buffer} = this.#heap.memory;
    if (dtype === "bool") return new Uint8Array(buffer, address, bytes);
    return dtype === "int32" ? new Int32Array(buffer, address, bytes >>> 2) : new Float32Array(buffer, address, bytes >>> 2);
  }

  override async read(dataId: object): Promise<Values> {
    return this.readSync(dataId);
  }

  /** A copy of the numbers. Every NaN reads as 0x7fc00000: WebAssembly leaves its other bits to the processor. */
  override readSync(dataId: object): Values {
    const place = dataId as Place;
    if (place.texts !== undefined) return place.texts;
    const copy = this.#view(place).slice();
    if (place.dtype === "float32") canonicalize(new Int32Array(copy.buffer));
    return copy;
  }

  override incRef(dataId: object): void {
    (dataId as Place).references += 1;
  }

  override refCount(dataId: object): number {
    return (dataId as Place).address > 0 ? (dataId as Place).references : 0;
  }

  override disposeData(dataId: object, force = false): boolean {
    const place = dataId as Place;
    if (!(place.address > 0)) return true;
    place.references -= 1;
    if (place.references > 0 && !force) return false;
    this.#heap.free(place.address, place.bytes);
    place.address = 0;
    this.#places -= 1;
    return true;
  }

  override numDataIds(): number {
    return this.#places;
  }

  /** How far the memory has ever been used, in bytes. */
  override memory(): {unreliable: boolean; numBytesReached: number} {
    return {unreliable: false, numBytesReached: this.#heap.reached()};
  }

  override timerAvailable(): boolean {
    return false;
  }

  override floatPrecision(): 16 | 32 {
    return 32;
  }

  override dispose(): void {}
}

const exponentOnes = 0x7f800000, withoutSign = 0x7fffffff, canonicalNaN = 0x7fc00000;

function canonicalize(bits: Int32Array): void {
  for (let i = 0; i < bits.length; i++) if ((bits[i]! & withoutSign) > exponentOnes) bits[i] = canonicalNaN;
}
