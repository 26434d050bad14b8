import type {TensorInfo} from "@tensorflow/tfjs-core";
import type {TensorFlow} from "../engine.ts";
import {wrapKernel} from "./program.ts";

const flag = "WEBGPU_MATMUL_PROGRAM_TYPE";
/** TensorFlow.js's programs of a matrix product; its own choice, and those whose sums have one order. */
const program = {itsChoice: -1, reduction: 0, smallTiles: 2, largeTiles: 3} as const;
/** From this depth on, TensorFlow.js may split the sum over workgroups that add in the order of the moment. */
const splitDepth = 2000;
/** Up to so many numbers, and up to so many tiles of 32 × 32, it takes a product for small. */
const fewNumbers = 128, fewTiles = 16;

type Extents = (inputs: Readonly<Record<string, TensorInfo | undefined>>, attributes: Readonly<Record<string, unknown>>) => readonly [rows: number, columns: number, depth: number];

/** Keeps matrix products, and convolutions that become one, to programs whose sums have one order. */
export function registerOrderedProducts(tf: TensorFlow): void {
  for (const kernel of ["BatchMatMul", "_FusedMatMul"]) order(tf, kernel, matrixExtents(tf));
  for (const kernel of ["Conv2D", "FusedConv2D"]) order(tf, kernel, convolutionExtents(tf));
}

function order(tf: TensorFlow, kernelName: string, extents: Extents): void {
  wrapKernel(tf, kernelName, (stock) => (params) => {
    tf.env().set(flag, programFor(...extents(params.inputs, params.attrs as Record<string, unknown>)));
    try {
      return stock(params);
    } finally {
      tf.env().set(flag, program.itsChoice);
    }
  });
}

function programFor(rows: number, columns: number, depth: number): number {
  if (depth < splitDepth) return program.itsChoice;
  if (rows * columns <= fewNumbers) return program.reduction;
  return Math.ceil(rows / 32) * Math.ceil(columns / 32) <= fewTiles ? program.smallTiles : program.largeTiles;
}

const matrixExtents = (tf: TensorFlow): Extents => ({a, b}, {transposeA, transposeB}) => {
  const [rows, depth] = transposeA === true ? a!.shape.slice(-2).toReversed() : a!.shape.slice(-2);
  const columns = b!.shape.at(transposeB === true ? -2 : -1)!;
  return [rows! * tf.util.sizeFromShape(a!.shape.slice(0, -2)), columns, depth!];
};

const convolutionExtents = (tf: TensorFlow): Extents => ({x, filter}) => {
  const inner = filter!.shape.slice(0, -1);
  return [tf.util.sizeFromShape(x!.shape) / inner.at(-1)!, filter!.shape.at(-1)!, tf.util.sizeFromShape(inner)];
};
