import type {ReductionKernels} from "./reductions.ts";

type Address = number;

/** The exports of kernels.wasm; `assembly/` says what each computes. Addresses are byte offsets in the shared memory. */
export interface Kernels extends ReductionKernels {
  gemmScratchBytes(): number;
  gemm(
    transposeA: boolean, transposeB: boolean, m: number, n: number, k: number,
    a: Address, strideA: number, b: Address, strideB: number, c: Address, strideC: number, accumulate: boolean, scratch: Address,
  ): void;
  addBiasAndActivate(target: Address, rows: number, columns: number, bias: Address, activation: number): void;
  columnsFromImage(image: Address, ...geometryFromToColumns: readonly number[]): void;
  imageFromColumns(image: Address, ...geometryFromToColumns: readonly number[]): void;
  depthwise(x: Address, w: Address, y: Address, ...geometry: readonly number[]): void;
  depthwiseFilterGradient(x: Address, w: Address, y: Address, ...geometry: readonly number[]): void;
  depthwiseInputGradient(x: Address, w: Address, y: Address, ...geometry: readonly number[]): void;
  maxPool(x: Address, y: Address, ...geometry: readonly number[]): void;
  maxPoolGradient(x: Address, dy: Address, dx: Address, ...geometry: readonly number[]): void;
  averagePool(x: Address, y: Address, ...geometry: readonly number[]): void;
  averagePoolGradient(dy: Address, dx: Address, ...geometry: readonly number[]): void;
  segmentSum(x: Address, segments: Address, target: Address, rows: number, columns: number, count: number): void;
  gatherRows(x: Address, indices: Address, target: Address, count: number, rowBytes: number, limit: number): number;
  relu(x: Address, target: Address, count: number): void;
  clip(x: Address, target: Address, count: number, low: number, high: number): void;
  prelu(x: Address, alpha: Address, target: Address, rows: number, columns: number): void;
  sgdStep(w: Address, g: Address, count: number, rate: number): void;
  momentumStep(w: Address, g: Address, v: Address, count: number, rate: number, momentum: number, nesterov: boolean): void;
  adamStep(
    w: Address, g: Address, m: Address, v: Address, count: number,
    rate: number, beta1: number, rest1: number, beta2: number, rest2: number, correction1: number, correction2: number, epsilon: number, decay: number,
  ): void;
  fillZero(target: Address, bytes: number): void;
}
