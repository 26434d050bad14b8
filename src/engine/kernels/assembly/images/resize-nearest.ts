import {copyRun} from "../movement/copy-run";
import {rounded} from "./sampling";
import {addFloats} from "../movement/scatter";

// @ts-ignore: decorators are AssemblyScript's
@inline
function nearest(i: i32, ratio: f64, extent: i32, alignCorners: bool, halfPixel: bool): i32 {
  const at = halfPixel ? ratio * (<f64>i + 0.5) : ratio * <f64>i;
  return min(extent - 1, <i32>(alignCorners ? rounded(at) : floor<f64>(at)));
}

/** Nearest-neighbour resizing of [batch, height, width] pixels of `bytes` bytes. */
export function resizeNearest(
  x: usize, target: usize, batch: i32, height: i32, width: i32, bytes: usize, newHeight: i32, newWidth: i32, ratioY: f64, ratioX: f64, alignCorners: bool, halfPixel: bool,
): void {
  for (let b = 0; b < batch; b++) for (let r = 0; r < newHeight; r++) {
    const row = (b * height + nearest(r, ratioY, height, alignCorners, halfPixel)) * width;
    for (let q = 0; q < newWidth; q++) {
      copyRun(target, x + bytes * (row + nearest(q, ratioX, width, alignCorners, halfPixel)), bytes);
      target += bytes;
    }
  }
}

/** The derivative of resizeNearest: each pixel of dy, in row-major order, is added to the one that it came from. */
export function resizeNearestGradient(
  dy: usize, dx: usize, batch: i32, height: i32, width: i32, bytes: usize, newHeight: i32, newWidth: i32, ratioY: f64, ratioX: f64, alignCorners: bool, halfPixel: bool,
): void {
  memory.fill(dx, 0, bytes * batch * height * width);
  for (let b = 0; b < batch; b++) for (let r = 0; r < newHeight; r++) {
    const row = (b * height + nearest(r, ratioY, height, alignCorners, halfPixel)) * width;
    for (let q = 0; q < newWidth; q++) {
      addFloats(dy, dx + bytes * (row + nearest(q, ratioX, width, alignCorners, halfPixel)), bytes);
      dy += bytes;
    }
  }
}
