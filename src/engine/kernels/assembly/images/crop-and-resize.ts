import {read} from "../movement/element";
import {rounded} from "./sampling";

// @ts-ignore: decorators are AssemblyScript's
@inline
function sampledBetween(i: i32, count: i32, first: f64, last: f64, extent: i32): f64 {
  const span = <f64>(extent - 1);
  return count > 1 ? first * span + <f64>i * ((last - first) * span / <f64>(count - 1)) : 0.5 * (first + last) * span;
}

function pixel(x: usize, row: i32, y: f64, at: f64, height: i32, width: i32, channels: i32, c: i32, linear: bool, outside: f32, kind: i32): f32 {
  if (y != y || at != at) return NaN;
  if (y < 0 || y > <f64>(height - 1) || at < 0 || at > <f64>(width - 1)) return outside;
  if (!linear) return <f32>read(x, ((row + <i32>rounded(y)) * width + <i32>rounded(at)) * channels + c, kind);
  const top = (row + <i32>floor(y)) * width, bottom = (row + <i32>ceil(y)) * width, left = <i32>floor(at), right = <i32>ceil(at);
  const fx = at - <f64>left, fy = y - floor<f64>(y);
  const tl = read(x, (top + left) * channels + c, kind), tr = read(x, (top + right) * channels + c, kind);
  const bl = read(x, (bottom + left) * channels + c, kind), br = read(x, (bottom + right) * channels + c, kind);
  const upper = tl + (tr - tl) * fx, lower = bl + (br - bl) * fx;
  return <f32>(upper + (lower - upper) * fy);
}

/**
 * Crops of [batch, height, width, channels], each box (y1, x1, y2, x2 as parts of height - 1 and width - 1) sampled at cropHeight × cropWidth points, by linear interpolation in
 * 64-bit floats or by the nearest pixel; `outside` where a point lies beyond the image, NaN where the box holds NaN. Images of boxes lie in the batch.
 */
export function cropAndResize(
  x: usize, boxes: usize, images: usize, target: usize, count: i32, height: i32, width: i32, channels: i32, cropHeight: i32, cropWidth: i32, linear: bool, outside: f32, kind: i32,
): void {
  for (let b = 0; b < count; b++) {
    const row = load<i32>(images + (<usize>b << 2)) * height;
    const y1 = <f64>load<f32>(boxes), x1 = <f64>load<f32>(boxes, 4), y2 = <f64>load<f32>(boxes, 8), x2 = <f64>load<f32>(boxes, 12);
    for (let r = 0; r < cropHeight; r++) for (let q = 0; q < cropWidth; q++) {
      const y = sampledBetween(r, cropHeight, y1, y2, height), at = sampledBetween(q, cropWidth, x1, x2, width);
      for (let c = 0; c < channels; c++) {
        store<f32>(target, pixel(x, row, y, at, height, width, channels, c, linear, outside, kind));
        target += 4;
      }
    }
    boxes += 16;
  }
}
