import type {TensorInfo} from "@tensorflow/tfjs-core";
import type {TensorFlow} from "../../engine.ts";
import {addends, elements, integers, kindOf, sizeOf, widthOf} from "./elements.ts";
import type {Host} from "../host.ts";
import {insistWithin} from "./indices.ts";
import type {Replacement} from "../replacement.ts";

export interface RowKernels {
  gatherSlices(x: number, indices: number, target: number, batches: number, outer: number, count: number, extent: number, bytes: number): void;
  segmentSum(x: number, segments: number, target: number, rows: number, columns: number, count: number, kind: number): void;
}

/** Picking rows by index, adding rows up by segment. */
export const rows: Replacement = (tf, host) => ({
  GatherV2: (inputs, {axis, batchDims}) => gather(tf, host, elements(inputs, "x", "gather"), integers(inputs, "indices", "gather"), axis as number, (batchDims ?? 0) as number),
  UnsortedSegmentSum: (inputs, {numSegments}) => {
    const x = addends(inputs, "x", "unsortedSegmentSum"), segments = integers(inputs, "segmentIds", "unsortedSegmentSum");
    const leading = x.shape.slice(0, segments.shape.length), rest = x.shape.slice(segments.shape.length);
    tf.util.assertShapesMatch(leading, segments.shape, "unsortedSegmentSum: the first axes of x and the segment ids: ");
    const count = numSegments as number;
    const out = host.output([count, ...rest], x.dtype as "float32");
    host.kernels.segmentSum(host.address(x), host.address(segments), host.address(out), sizeOf(leading), sizeOf(rest), count, kindOf(x.dtype));
    return out;
  },
});

/** Slices of an axis by index, in batches where `batchDims` leading axes of both go together. */
export function gather(tf: TensorFlow, host: Host, x: TensorInfo, indices: TensorInfo, axis: number, batchDims: number): TensorInfo {
  const along = tf.util.parseAxisParam(axis, x.shape)[0]!;
  type Given = Parameters<typeof tf.backend_util.segment_util.collectGatherOpShapeInfo>[0];
  const info = tf.backend_util.segment_util.collectGatherOpShapeInfo(x as Given, indices as Given, along, batchDims);
  const count = sizeOf(indices.shape);
  insistWithin(host, "gather", host.address(indices), count, info.dimSize, along);
  const out = host.output(info.outputShape, x.dtype as "float32");
  if (sizeOf(info.outputShape) === 0) return out;
  host.kernels.gatherSlices(
    host.address(x), host.address(indices), host.address(out), info.batchSize, info.outerSize, count / info.batchSize, info.dimSize, info.sliceSize * widthOf(x.dtype),
  );
  return out;
}
