import type {TensorInfo} from "@tensorflow/tfjs-core";
import type {TensorFlow} from "../engine.ts";
import {activateFused, type FusedActivation} from "./fused-activation.ts";
import type {Host} from "./host.ts";
import {floats, type Replacement} from "./replacement.ts";

/** Matrix products of all four transpositions, with broadcast batches; fused with bias and activation. */
export const matmul: Replacement = (tf, host, previous) => ({
  BatchMatMul: (inputs, {transposeA, transposeB}) =>
    multiply(tf, host, floats(inputs, "a", "matMul"), floats(inputs, "b", "matMul"), transposeA === true, transposeB === true),
  _FusedMatMul: (inputs, attributes) => {
    const product = multiply(tf, host, floats(inputs, "a", "matMul"), floats(inputs, "b", "matMul"), attributes["transposeA"] === true, attributes["transposeB"] === true);
    return activateFused(host, previous, product, inputs, attributes as FusedActivation);
  },
});

function multiply(tf: TensorFlow, host: Host, a: TensorInfo, b: TensorInfo, transposeA: boolean, transposeB: boolean): TensorInfo {
  const [m, k] = matrixShape(a, transposeA);
  const [depth, n] = matrixShape(b, transposeB);
  if (k !== depth) throw new RangeError(`matMul: the inner extents of [${a.shape}] and [${b.shape}] differ: ${k} and ${depth}`);
  const batchesA = a.shape.slice(0, -2), batchesB = b.shape.slice(0, -2);
  const batches = tf.broadcast_util.assertAndGetBroadcastShape(batchesA, batchesB);
  const out = host.output([...batches, m, n]);
  const offsetsA = batchOffsets(batchesA, batches, m * k * 4), offsetsB = batchOffsets(batchesB, batches, k * n * 4);
  const fromA = host.address(a), fromB = host.address(b), to = host.address(out);
  const strideA = transposeA ? m : k, strideB = transposeB ? k : n;
  offsetsA.forEach((offsetA, i) => {
    host.kernels.gemm(transposeA, transposeB, m, n, k, fromA + offsetA, strideA, fromB + offsetsB[i]!, strideB, to + i * m * n * 4, n, false, host.scratch);
  });
  return out;
}

function matrixShape(tensor: TensorInfo, transposed: boolean): readonly [rows: number, columns: number] {
  const [rows, columns] = tensor.shape.slice(-2) as [number, number];
  return transposed ? [columns, rows] : [rows, columns];
}

/** For each matrix of the broadcast batch, in row-major order: where its operand begins, in bytes. */
function batchOffsets(own: readonly number[], broadcast: readonly number[], matrixBytes: number): readonly number[] {
  let offsets = [0];
  let stride = 1;
  for (let axis = broadcast.length - 1; axis >= 0; axis--) {
    const extent = own[axis - broadcast.length + own.length] ?? 1;
    const step = extent === 1 ? 0 : stride * matrixBytes;
    offsets = Array.from({length: broadcast[axis]!}, (_, i) => i * step).flatMap((start) => offsets.map((offset) => start + offset));
    stride *= extent;
  }
  return offsets;
}
