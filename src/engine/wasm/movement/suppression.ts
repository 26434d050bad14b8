import type {TensorInfo} from "@tensorflow/tfjs-core";
import type {Host} from "../host.ts";
import {integerTensor} from "./making.ts";
import {floats, type Attributes, type Replacement} from "../replacement.ts";
import {copyAlong} from "./walk.ts";

export interface SuppressionKernels {
  suppress(
    boxes: number, given: number, selected: number, selectedScores: number, scratch: number, count: number, limit: number, overlap: number, threshold: number, scale: number,
  ): number;
}

/** The best of overlapping boxes: their indices; the indices filled up with 0 and their number; the indices and their scores. */
export const suppression: Replacement = (_, host) => ({
  NonMaxSuppressionV3: (inputs, attributes) => {
    const found = suppress(host, floats(inputs, "boxes", "nonMaxSuppression"), floats(inputs, "scores", "nonMaxSuppression"), attributes);
    return copyOf(host, found.selected, found.count, found.count, "int32");
  },
  NonMaxSuppressionV4: (inputs, attributes) => {
    const found = suppress(host, floats(inputs, "boxes", "nonMaxSuppression"), floats(inputs, "scores", "nonMaxSuppression"), attributes);
    const length = attributes["padToMaxOutputSize"] === true ? attributes["maxOutputSize"] as number : found.count;
    return [copyOf(host, found.selected, found.count, length, "int32"), integerTensor(host, [found.count], [])];
  },
  NonMaxSuppressionV5: (inputs, attributes) => {
    const found = suppress(host, floats(inputs, "boxes", "nonMaxSuppression"), floats(inputs, "scores", "nonMaxSuppression"), attributes);
    return [copyOf(host, found.selected, found.count, found.count, "int32"), copyOf(host, found.scores, found.count, found.count, "float32")];
  },
});

/** Addresses in the workspace, and how many. */
interface Found {
  readonly selected: number;
  readonly scores: number;
  readonly count: number;
}

function suppress(host: Host, boxes: TensorInfo, scores: TensorInfo, attributes: Attributes): Found {
  const {maxOutputSize, iouThreshold, scoreThreshold, softNmsSigma} = attributes as {maxOutputSize: number; iouThreshold: number; scoreThreshold: number; softNmsSigma?: number};
  const count = scores.shape[0]!;
  const limit = Math.min(maxOutputSize, count);
  const scratch = host.workspace(count * 16 + limit * 8 + 16);
  const selected = scratch + count * 16, best = selected + limit * 4;
  const scale = softNmsSigma !== undefined && softNmsSigma > 0 ? -0.5 / softNmsSigma : 0;
  return {selected, scores: best, count: host.kernels.suppress(host.address(boxes), host.address(scores), selected, best, scratch, count, limit, iouThreshold, scoreThreshold, scale)};
}

function copyOf(host: Host, source: number, count: number, length: number, dtype: "int32" | "float32"): TensorInfo {
  const out = host.output([length], dtype);
  if (length > count) host.kernels.fillZero(host.address(out), length * 4);
  copyAlong(host, 4, source, host.address(out), [{extent: count, from: 1, to: 1}]);
  return out;
}
