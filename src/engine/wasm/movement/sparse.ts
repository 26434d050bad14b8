import type {TensorInfo} from "@tensorflow/tfjs-core";
import {UserError} from "../../../errors.ts";
import type {TensorFlow} from "../../engine.ts";
import {addends, elements, insistOnType, integers, kindOf, sizeOf, widthOf, type ElementType} from "./elements.ts";
import type {Host} from "../host.ts";
import {insistWithin} from "./indices.ts";
import {integersOf, integerTensor} from "./making.ts";
import type {Replacement} from "../replacement.ts";

export interface SparseKernels {
  filledRowStarts(tuples: number, starts: number, empty: number, count: number, rank: number, rows: number): number;
  fillEmptyRows(
    tuples: number, values: number, fallback: number, starts: number, empty: number, newTuples: number, newValues: number, positions: number,
    count: number, rank: number, rows: number, width: number,
  ): void;
  firstRowOutside(tuples: number, count: number, rank: number, rows: number): number;
  sparseReshape(tuples: number, shape: number, newShape: number, target: number, count: number, rank: number, newRank: number): number;
  sparseSegments(x: number, indices: number, segments: number, target: number, rows: number, columns: number, count: number, mean: boolean, kind: number): void;
}

/** Sparse tensors as coordinates [entries, rank] with values. */
export const sparse: Replacement = (tf, host) => ({
  SparseFillEmptyRows: (inputs) => {
    const values = elements(inputs, "values", "sparseFillEmptyRows"), fallback = elements(inputs, "defaultValue", "sparseFillEmptyRows");
    insistOnType(fallback, "defaultValue", "sparseFillEmptyRows", [values.dtype as ElementType]);
    return fillEmptyRows(host, integers(inputs, "indices", "sparseFillEmptyRows"), values, integers(inputs, "denseShape", "sparseFillEmptyRows"), fallback);
  },
  SparseReshape: (inputs) => reshape(tf, host, integers(inputs, "inputIndices", "sparseReshape"), integers(inputs, "inputShape", "sparseReshape"), integers(inputs, "newShape", "sparseReshape")),
  SparseSegmentSum: (inputs) => segments(host, "sparseSegmentSum", addends(inputs, "data", "sparseSegmentSum"), integers(inputs, "indices", "sparseSegmentSum"), integers(inputs, "segmentIds", "sparseSegmentSum"), false),
  SparseSegmentMean: (inputs) => segments(host, "sparseSegmentMean", addends(inputs, "data", "sparseSegmentMean"), integers(inputs, "indices", "sparseSegmentMean"), integers(inputs, "segmentIds", "sparseSegmentMean"), true),
});

/** Answers new indices, new values, which rows were empty, and where each entry went. */
function fillEmptyRows(host: Host, indices: TensorInfo, values: TensorInfo, denseShape: TensorInfo, fallback: TensorInfo): TensorInfo[] {
  const [count, rank] = indices.shape as [number, number];
  const rows = host.kernels.integerAt(host.address(denseShape), 0);
  const tuples = host.address(indices);
  const wrong = host.kernels.firstRowOutside(tuples, count, rank, rows);
  if (wrong >= 0) throw new UserError(`sparseFillEmptyRows: entry number ${wrong} is in row ${host.kernels.integerAt(tuples, wrong * rank)}, outside the ${rows} rows.`, "Rows count from 0; look at where the indices come from.");
  const starts = host.workspace(Math.max(1, rows) * 4);
  const empty = host.output([rows], "bool");
  const total = host.kernels.filledRowStarts(tuples, starts, host.address(empty), count, rank, rows);
  const newIndices = host.output([total, rank], "int32"), newValues = host.output([total], values.dtype as "float32"), positions = host.output([count], "int32");
  host.kernels.fillEmptyRows(
    tuples, host.address(values), host.address(fallback), starts, host.address(empty), host.address(newIndices), host.address(newValues), host.address(positions),
    count, rank, rows, widthOf(values.dtype),
  );
  return [newIndices, newValues, empty, positions];
}

/** Answers the new indices and the new shape, in which one -1 is worked out. */
function reshape(tf: TensorFlow, host: Host, indices: TensorInfo, shape: TensorInfo, asked: TensorInfo): TensorInfo[] {
  const extents = integersOf(host, shape);
  const newExtents = tf.util.inferFromImplicitShape(integersOf(host, asked), sizeOf(extents));
  if (sizeOf(newExtents) !== sizeOf(extents)) {
    throw new UserError(`sparseReshape: expected a shape of ${sizeOf(extents)} elements for [${extents}], got [${newExtents}].`, "Give extents whose product is the number of elements; one of them may be -1.");
  }
  const [count, rank] = indices.shape as [number, number];
  const newShape = integerTensor(host, newExtents);
  const out = host.output([count, newExtents.length], "int32");
  const wrong = host.kernels.sparseReshape(host.address(indices), host.address(shape), host.address(newShape), host.address(out), count, rank, newExtents.length);
  if (wrong >= 0) {
    const axis = wrong % rank;
    throw new UserError(`sparseReshape: index number ${(wrong - axis) / rank} is ${host.kernels.integerAt(host.address(indices), wrong)} on axis ${axis}, outside its ${extents[axis]} entries.`, "Indices count from 0; look at where they come from.");
  }
  return [out, newShape];
}

function segments(host: Host, kernel: string, x: TensorInfo, indices: TensorInfo, ids: TensorInfo, mean: boolean): TensorInfo {
  const count = sizeOf(indices.shape);
  if (ids.shape.length !== 1 || sizeOf(ids.shape) !== count) throw new UserError(`${kernel}: expected one segment id for each of ${count} indices, got shape [${ids.shape}].`, "Give as many segment ids as indices.");
  insistWithin(host, kernel, host.address(indices), count, x.shape[0]!, 0);
  const address = host.address(ids);
  const wrong = host.kernels.firstDecrease(address, count);
  if (wrong >= 0) throw new UserError(`${kernel}: expected segment ids that ascend from 0, but number ${wrong} is ${host.kernels.integerAt(address, wrong)}.`, "Sort the ids, and the indices with them.");
  const number = count === 0 ? 0 : host.kernels.integerAt(address, count - 1) + 1;
  const out = host.output([number, ...x.shape.slice(1)], x.dtype as "float32");
  host.kernels.sparseSegments(host.address(x), host.address(indices), address, host.address(out), count, sizeOf(x.shape.slice(1)), number, mean, kindOf(x.dtype));
  return out;
}
