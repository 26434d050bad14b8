import type {TensorInfo} from "@tensorflow/tfjs-core";
import type {TensorFlow} from "../../engine.ts";
import {elements, insistOnType, integers, kindOf, sizeOf, widthOf, type ElementType} from "./elements.ts";
import type {Host} from "../host.ts";
import {flattened, tuplesIn} from "./indices.ts";
import {filled} from "./making.ts";
import type {Replacement} from "../replacement.ts";
import {copyElements} from "./walk.ts";

export interface ScatterKernels {
  scatterSlices(indices: number, updates: number, target: number, count: number, bytes: number, step: number): void;
  scatterAdd(indices: number, updates: number, target: number, count: number, columns: number, kind: number): void;
}

/** Picking and placing slices by index tuples. */
export const scattering: Replacement = (tf, host) => ({
  GatherNd: (inputs) => gatherNd(tf, host, elements(inputs, "params", "gatherND"), integers(inputs, "indices", "gatherND")),
  ScatterNd: (inputs, {shape}) => {
    const updates = elements(inputs, "updates", "scatterND"), indices = integers(inputs, "indices", "scatterND");
    const {sliceRank, numUpdates, sliceSize} = tf.backend_util.calculateShapes(updates, indices, shape as number[]);
    const flat = flattened(host, "scatterND", indices, numUpdates, sliceRank, shape as number[]);
    const out = filled(host, shape as number[], 0, updates.dtype as ElementType);
    host.kernels.scatterAdd(flat, host.address(updates), host.address(out), numUpdates, sliceSize, kindOf(updates.dtype));
    return out;
  },
  TensorScatterUpdate: (inputs) => {
    const tensor = elements(inputs, "tensor", "tensorScatterUpdate");
    const out = host.output(tensor.shape, tensor.dtype as "float32");
    copyElements(host, tensor, out, [{extent: sizeOf(tensor.shape), from: 1, to: 1}]);
    return place(tf, host, "tensorScatterUpdate", integers(inputs, "indices", "tensorScatterUpdate"), elements(inputs, "updates", "tensorScatterUpdate"), out);
  },
  SparseToDense: (inputs, {outputShape}) => {
    const values = elements(inputs, "sparseValues", "sparseToDense"), fallback = elements(inputs, "defaultValue", "sparseToDense");
    insistOnType(fallback, "defaultValue", "sparseToDense", [values.dtype as ElementType]);
    const out = host.output(outputShape as number[], values.dtype as "float32");
    copyElements(host, fallback, out, [{extent: sizeOf(out.shape), from: 0, to: 1}]);
    return place(tf, host, "sparseToDense", integers(inputs, "sparseIndices", "sparseToDense"), values, out);
  },
});

function gatherNd(tf: TensorFlow, host: Host, x: TensorInfo, indices: TensorInfo): TensorInfo {
  const rank = indices.shape.at(-1)!;
  const count = tuplesIn(indices), slice = x.shape.slice(rank);
  if (count * sizeOf(slice) > 0) tf.backend_util.prepareAndValidate(x, indices);
  const flat = flattened(host, "gatherND", indices, count, rank, x.shape);
  const out = host.output([...indices.shape.slice(0, -1), ...slice], x.dtype as "float32");
  if (sizeOf(out.shape) > 0) host.kernels.gatherSlices(host.address(x), flat, host.address(out), 1, 1, count, 0, sizeOf(slice) * widthOf(x.dtype));
  return out;
}

/** Writes the updates into `out`; of equal indices the last one stays. One number may be the update for all. */
function place(tf: TensorFlow, host: Host, kernel: string, indices: TensorInfo, updates: TensorInfo, out: TensorInfo): TensorInfo {
  const {sliceRank, numUpdates, sliceSize} = tf.backend_util.calculateShapes(updates, indices, out.shape);
  const flat = flattened(host, kernel, indices, numUpdates, sliceRank, out.shape);
  const bytes = sliceSize * widthOf(out.dtype);
  host.kernels.scatterSlices(flat, host.address(updates), host.address(out), numUpdates, bytes, updates.shape.length === 0 ? 0 : bytes);
  return out;
}
