import type {TensorInfo} from "@tensorflow/tfjs-core";
import type {TensorFlow} from "../../engine.ts";
import {batchLevels} from "./batch-levels.ts";
import {epilogueOf, noEpilogue, type Epilogue, type FusedActivation} from "./fused-activation.ts";
import type {Host} from "../host.ts";
import {input, type Attributes, type Replacement} from "../replacement.ts";

type Address = number;

/** The exports of kernels.wasm for matrix products; steps are in bytes. */
export interface ProductKernels {
  gemmScratchBytes(): number;
  gemm(
    transposeA: boolean, transposeB: boolean, m: number, n: number, k: number,
    a: Address, strideA: number, b: Address, strideB: number, c: Address, strideC: number, accumulate: boolean, scratch: Address,
  ): void;
  gemmBatch(
    transposeA: boolean, transposeB: boolean, count: number, m: number, n: number, k: number,
    a: Address, stepA: number, b: Address, stepB: number, c: Address, bias: Address, activation: number, scratch: Address,
  ): void;
  gemmBatchInt32(
    transposeA: boolean, transposeB: boolean, count: number, m: number, n: number, k: number, a: Address, stepA: number, b: Address, stepB: number, c: Address,
  ): void;
  addBiasAndActivate(target: Address, rows: number, columns: number, bias: Address, activation: number): void;
}

/**
 * Matrix products of all four transpositions, with broadcast batches; fused with bias and activation. Every number is the strictly sequential sum over
 * the inner extent of rounded products, starting at +0; whole numbers wrap around at 2^32.
 */
export const matmul: Replacement = (tf, host) => ({
  BatchMatMul: (inputs, attributes) => multiply(tf, host, input(inputs, "a"), input(inputs, "b"), attributes, () => noEpilogue),
  _FusedMatMul: (inputs, attributes) =>
    multiply(tf, host, input(inputs, "a"), input(inputs, "b"), attributes, (columns, dtype) => epilogueOf(tf, host, inputs, attributes as FusedActivation, columns, dtype)),
});

type ProductType = "float32" | "int32";

function multiply(
  tf: TensorFlow, host: Host, a: TensorInfo, b: TensorInfo, attributes: Attributes, epilogueFor: (columns: number, dtype: ProductType) => Epilogue,
): TensorInfo {
  const transposeA = attributes["transposeA"] === true, transposeB = attributes["transposeB"] === true, dtype = productType(a, b);
  const [m, k] = matrixShape(a, transposeA), [depth, n] = matrixShape(b, transposeB);
  if (k !== depth) throw new RangeError(`matMul: the inner extents of [${a.shape}] and [${b.shape}] differ: ${k} and ${depth}`);
  const batchA = a.shape.slice(0, -2), batchB = b.shape.slice(0, -2);
  const batch = tf.broadcast_util.assertAndGetBroadcastShape(batchA, batchB);
  const out = host.output([...batch, m, n], dtype);
  const epilogue = epilogueFor(n, dtype);
  const fromA = host.address(a), fromB = host.address(b), to = host.address(out);
  const {outer, count, stepA, stepB} = batchLevels(batchA, batchB, batch, m * k * 4, k * n * 4);
  outer.forEach(([offsetA, offsetB], i) => {
    const c = to + i * count * m * n * 4;
    if (dtype === "int32") host.kernels.gemmBatchInt32(transposeA, transposeB, count, m, n, k, fromA + offsetA, stepA, fromB + offsetB, stepB, c);
    else host.kernels.gemmBatch(transposeA, transposeB, count, m, n, k, fromA + offsetA, stepA, fromB + offsetB, stepB, c, epilogue.bias, epilogue.activation, host.scratch);
  });
  return epilogue.finish(out);
}

function productType(a: TensorInfo, b: TensorInfo): ProductType {
  for (const [name, {dtype}] of [["a", a], ["b", b]] as const) {
    if (dtype !== a.dtype || (dtype !== "float32" && dtype !== "int32")) {
      throw new TypeError(`matMul: expected a and b both of float32 or both of int32, got ${name} of ${dtype}; tf.cast(${name}, "float32") makes it one`);
    }
  }
  return a.dtype as ProductType;
}

function matrixShape(tensor: TensorInfo, transposed: boolean): readonly [rows: number, columns: number] {
  const [rows, columns] = tensor.shape.slice(-2) as [number, number];
  return transposed ? [columns, rows] : [rows, columns];
}
