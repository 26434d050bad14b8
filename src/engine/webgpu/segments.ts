import type {WebGPUBackend} from "@tensorflow/tfjs-backend-webgpu";
import type {DataType, KernelFunc, Tensor, TensorInfo} from "@tensorflow/tfjs-core";
import type {TensorFlow} from "../engine.ts";
import {register} from "../registration.ts";
import {numberwise, type Program} from "./program.ts";

/** Sums over rows of one segment, in the order of the rows; TensorFlow.js's own add in the order of the moment. */
export function registerOrderedSegments(tf: TensorFlow): void {
  const kernel = (kernelName: string, kernelFunc: KernelFunc) => register(tf, {kernelName, backendName: "webgpu", kernelFunc});
  kernel("UnsortedSegmentSum", ({inputs, attrs, backend}) => {
    const {x, segmentIds} = inputs as {x: TensorInfo; segmentIds: TensorInfo};
    const rest = x.shape.slice(segmentIds.shape.length);
    return segmentSum(tf, backend as WebGPUBackend, x, segmentIds, attrs!["numSegments"] as number, rest);
  });
  kernel("ScatterNd", ({inputs, attrs, backend}) => {
    const {indices, updates} = inputs as {indices: Tensor; updates: Tensor};
    const {sliceRank, numUpdates, sliceSize, strides, outputSize} = tf.backend_util.calculateShapes(updates, indices, attrs!["shape"] as number[]);
    const flat = tf.tidy(() => tf.sum(tf.mul(tf.reshape(indices, [numUpdates, sliceRank]), tf.tensor1d(strides.slice(0, sliceRank), "int32")), 1));
    const sums = segmentSum(tf, backend as WebGPUBackend, updates, flat, outputSize / sliceSize, [sliceSize]);
    tf.dispose(flat);
    return {...sums, shape: [...attrs!["shape"] as number[]]};
  });
}

/** x [rows, rest], segments [rows] → [count, rest]; rows of a negative segment, or of one from `count` on, are left out. */
function segmentSum(tf: TensorFlow, backend: WebGPUBackend, x: TensorInfo, segments: TensorInfo, count: number, rest: readonly number[]): TensorInfo {
  const columns = tf.util.sizeFromShape([...rest]), rows = tf.util.sizeFromShape(segments.shape);
  if (rows * columns === 0) return tf.zeros([count, ...rest], x.dtype);
  const matrix = {...x, shape: [rows, columns]}, list = {...segments, shape: [rows]};
  const sums = backend.runWebGPUProgram(segmentProgram(count * columns, x.dtype), [matrix, list], x.dtype, [{type: "int32", data: [rows]}, {type: "int32", data: [columns]}]);
  return {...sums, shape: [count, ...rest]};
}

/** Each number of the output walks over all rows. */
function segmentProgram(size: number, type: DataType): Program {
  return numberwise({key: "orderedSegmentSum", size, inputs: ["x", "segments"], uniforms: "rows : i32, columns : i32,", body: `
      let segment = index / uniforms.columns;
      let column = index - segment * uniforms.columns;
      var sum = ${type === "float32" ? "f32" : "i32"}(0);
      for (var row = 0; row < uniforms.rows; row = row + 1) {
        if (segments[row] == segment) { sum = sum + x[row * uniforms.columns + column]; }
      }
      result[index] = sum;`});
}
