import type {TensorInfo} from "@tensorflow/tfjs-core";
import {UserError} from "../../../errors.ts";
import {elements, integers, kindOf, sizeOf, widthOf} from "../movement/elements.ts";
import type {Host} from "../host.ts";
import {insistWithin} from "../movement/indices.ts";
import {floats, type Attributes, type Replacement} from "../replacement.ts";

export interface ResizeKernels {
  resizeBilinear(x: number, target: number, ...numbers: readonly number[]): void;
  resizeBilinearGradient(dy: number, dx: number, ...numbers: readonly number[]): void;
  resizeNearest(x: number, target: number, ...numbers: readonly number[]): void;
  resizeNearestGradient(dy: number, dx: number, ...numbers: readonly number[]): void;
  cropAndResize(
    x: number, boxes: number, images: number, target: number, count: number, height: number, width: number, channels: number,
    cropHeight: number, cropWidth: number, linear: boolean, outside: number, kind: number,
  ): void;
}

/** Images [batch, height, width, channels] at other sizes, and the derivatives. */
export const resizing: Replacement = (_, host) => ({
  ResizeBilinear: (inputs, attributes) => {
    const x = elements(inputs, "images", "resizeBilinear");
    const [newHeight, newWidth] = sizeAsked(x, attributes);
    const out = host.output([x.shape[0]!, newHeight, newWidth, x.shape[3]!]);
    host.kernels.resizeBilinear(host.address(x), host.address(out), ...x.shape, ...scaling(x.shape, out.shape, attributes), half(attributes), kindOf(x.dtype));
    return out;
  },
  ResizeBilinearGrad: (inputs, attributes) => {
    const x = floats(inputs, "images", "resizeBilinear"), dy = floats(inputs, "dy", "resizeBilinear");
    const out = host.output(x.shape);
    host.kernels.resizeBilinearGradient(host.address(dy), host.address(out), ...x.shape, ...scaling(x.shape, dy.shape, attributes), half(attributes));
    return out;
  },
  ResizeNearestNeighbor: (inputs, attributes) => {
    const x = elements(inputs, "images", "resizeNearestNeighbor");
    const [newHeight, newWidth] = sizeAsked(x, attributes);
    const out = host.output([x.shape[0]!, newHeight, newWidth, x.shape[3]!], x.dtype as "float32");
    host.kernels.resizeNearest(host.address(x), host.address(out), ...inBytes(x), ...scaling(x.shape, out.shape, attributes), aligned(attributes), half(attributes));
    return out;
  },
  ResizeNearestNeighborGrad: (inputs, attributes) => {
    const x = floats(inputs, "images", "resizeNearestNeighbor"), dy = floats(inputs, "dy", "resizeNearestNeighbor");
    const out = host.output(x.shape);
    host.kernels.resizeNearestGradient(host.address(dy), host.address(out), ...inBytes(x), ...scaling(x.shape, dy.shape, attributes), aligned(attributes), half(attributes));
    return out;
  },
  CropAndResize: (inputs, attributes) => cropAndResize(host, elements(inputs, "image", "cropAndResize"), floats(inputs, "boxes", "cropAndResize"), integers(inputs, "boxInd", "cropAndResize"), attributes),
});

const half = (attributes: Attributes): number => Number(attributes["halfPixelCenters"] === true);
const aligned = (attributes: Attributes): number => Number(attributes["alignCorners"] === true);

function sizeAsked(x: TensorInfo, attributes: Attributes): [number, number] {
  const size = attributes["size"] as [number, number];
  if (x.shape[1]! * x.shape[2]! === 0 && sizeOf(size) > 0) throw new UserError(`resize: expected images of at least one pixel, got shape [${x.shape}].`, "Leave out the images without pixels.");
  return size;
}

/** [batch, height, width, bytes of a pixel] */
const inBytes = (x: TensorInfo): readonly number[] => x.shape.with(3, x.shape[3]! * widthOf(x.dtype));

/** The new extents and the steps between samples, in pixels of the image that is resized. */
function scaling(old: readonly number[], wanted: readonly number[], attributes: Attributes): readonly number[] {
  const ratio = (axis: number): number => {
    const ends = attributes["alignCorners"] === true && wanted[axis]! > 1 ? 1 : 0;
    return (old[axis]! - ends) / (wanted[axis]! - ends);
  };
  return [wanted[1]!, wanted[2]!, ratio(1), ratio(2)];
}

function cropAndResize(host: Host, x: TensorInfo, boxes: TensorInfo, images: TensorInfo, attributes: Attributes): TensorInfo {
  const {cropSize, method, extrapolationValue} = attributes as unknown as {cropSize: [number, number]; method: "bilinear" | "nearest"; extrapolationValue: number};
  const [batch, height, width, channels] = x.shape as [number, number, number, number];
  const count = boxes.shape[0]!;
  insistWithin(host, "cropAndResize", host.address(images), count, batch, 0);
  const out = host.output([count, ...cropSize, channels]);
  host.kernels.cropAndResize(
    host.address(x), host.address(boxes), host.address(images), host.address(out), count, height, width, channels, ...cropSize, method === "bilinear", extrapolationValue, kindOf(x.dtype),
  );
  return out;
}
