import type {TensorInfo} from "@tensorflow/tfjs-core";
import {cos, sin} from "../../../math/trigonometry.ts";
import {UserError} from "../../../errors.ts";
import type {TensorFlow} from "../../engine.ts";
import {elements, kindOf} from "../movement/elements.ts";
import type {Host} from "../host.ts";
import {floats, type Attributes, type Replacement} from "../replacement.ts";

export interface WarpKernels {
  rotate(x: number, target: number, ...numbers: readonly number[]): void;
  project(
    x: number, transforms: number, step: number, target: number, batch: number, height: number, width: number, channels: number,
    newHeight: number, newWidth: number, linear: boolean, mode: number, outside: number, kind: number,
  ): void;
}

/** Images turned, and seen in perspective. */
export const warping: Replacement = (tf, host) => ({
  RotateWithOffset: (inputs, attributes) => rotate(tf, host, elements(inputs, "image", "rotateWithOffset"), attributes),
  Transform: (inputs, attributes) => project(host, elements(inputs, "image", "transform"), floats(inputs, "transforms", "transform"), attributes),
});

/** Opaque, in the fourth channel of a fill colour of three. */
const opaque = 255;

function rotate(tf: TensorFlow, host: Host, x: TensorInfo, attributes: Attributes): TensorInfo {
  const {radians, fillValue, center} = attributes as unknown as {radians: number; fillValue: number | number[]; center: number | [number, number]};
  const [centreX, centreY] = tf.backend_util.getImageCenter(center, x.shape[1]!, x.shape[2]!);
  const fills = typeof fillValue === "number" ? [fillValue, fillValue, fillValue, fillValue] : [0, 1, 2, 3].map((channel) => (channel === 3 ? opaque : fillValue[channel] ?? 0));
  const out = host.output(x.shape, x.dtype as "float32");
  host.kernels.rotate(host.address(x), host.address(out), ...x.shape, cos(radians), sin(radians), centreX, centreY, ...fills, kindOf(x.dtype));
  return out;
}

const modes: Readonly<Record<string, number>> = {constant: 0, reflect: 1, wrap: 2, nearest: 3};

function project(host: Host, x: TensorInfo, transforms: TensorInfo, attributes: Attributes): TensorInfo {
  const {interpolation, fillMode, fillValue, outputShape} = attributes as unknown as {interpolation: string; fillMode: string; fillValue: number; outputShape?: [number, number]};
  const [batch, height, width, channels] = x.shape as [number, number, number, number];
  const each = transforms.shape[0]!;
  if (each !== 1 && each !== batch) throw new UserError(`transform: expected one transform, or one for each of ${batch} images, got ${each}.`, "Give transforms of shape [1, 8] or [images, 8].");
  const [newHeight, newWidth] = outputShape ?? [height, width];
  const out = host.output([batch, newHeight, newWidth, channels], x.dtype as "float32");
  host.kernels.project(
    host.address(x), host.address(transforms), each === 1 ? 0 : 32, host.address(out), batch, height, width, channels, newHeight, newWidth,
    interpolation === "bilinear", modes[fillMode] ?? 0, fillValue, kindOf(x.dtype),
  );
  return out;
}
