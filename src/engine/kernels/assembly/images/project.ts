import {read, write} from "../movement/element";
import {rounded} from "./sampling";

const reflect: i32 = 1, wrap: i32 = 2, clamp: i32 = 3;

// @ts-ignore: decorators are AssemblyScript's
@inline
function clamped(at: f64, last: f64): f64 {
  return at < 0 ? 0 : at > last ? last : at;
}

function reflected(at: f64, extent: f64): f64 {
  const twice = 2 * extent;
  if (at < 0) {
    at = twice * trunc<f64>(-at / twice) + at;
    return at < -extent ? at + twice : -at - 1;
  }
  if (at <= extent - 1) return at;
  at -= twice * trunc<f64>(at / twice);
  return at >= extent ? twice - at - 1 : at;
}

function wrapped(at: f64, extent: f64): f64 {
  if (at < 0) return at + extent * (trunc<f64>(-at / (extent - 1)) + 1);
  return at > extent - 1 ? at - extent * trunc<f64>(at / (extent - 1)) : at;
}

/** A coordinate beyond the image brought into it, as tensorflow/core/kernels/image/image_ops.h does. */
function mapped(at: f64, size: i32, mode: i32): f64 {
  if (mode == 0) return at;
  const extent = <f64>size;
  if (mode == clamp || (at >= 0 && at <= extent - 1)) return clamped(at, extent - 1);
  if (size <= 1) return 0;
  return clamped(mode == reflect ? reflected(at, extent) : wrapped(at, extent), extent - 1);
}

// @ts-ignore: decorators are AssemblyScript's
@inline
function pixel(x: usize, image: i32, y: f64, at: f64, height: i32, width: i32, channels: i32, c: i32, outside: f64, kind: i32): f64 {
  const inside = y >= 0 && y < <f64>height && at >= 0 && at < <f64>width;
  return inside ? read(x, ((image * height + <i32>y) * width + <i32>at) * channels + c, kind) : outside;
}

function between(x: usize, image: i32, y: f64, at: f64, height: i32, width: i32, channels: i32, c: i32, outside: f64, kind: i32): f64 {
  const y0 = floor<f64>(y), x0 = floor<f64>(at);
  const upper = (x0 + 1 - at) * pixel(x, image, y0, x0, height, width, channels, c, outside, kind) + (at - x0) * pixel(x, image, y0, x0 + 1, height, width, channels, c, outside, kind);
  const lower = (x0 + 1 - at) * pixel(x, image, y0 + 1, x0, height, width, channels, c, outside, kind) + (at - x0) * pixel(x, image, y0 + 1, x0 + 1, height, width, channels, c, outside, kind);
  return (y0 + 1 - y) * upper + (y - y0) * lower;
}

/**
 * Projective transformation of [batch, height, width, channels] to [batch, newHeight, newWidth, channels]: output (x, y) samples ((a x + b y + c) / p, (d x + e y + f) / p) with
 * p = g x + h y + 1, by the nearest pixel or linearly in 64-bit floats; `step` is 32 where every image has its own eight numbers a … h, 0 where one holds for all.
 * Modes: 0 constant, 1 reflect, 2 wrap, 3 nearest. The type is the image's.
 */
export function project(
  x: usize, transforms: usize, step: usize, target: usize, batch: i32, height: i32, width: i32, channels: i32, newHeight: i32, newWidth: i32, linear: bool, mode: i32, outside: f64, kind: i32,
): void {
  let to = 0;
  for (let n = 0; n < batch; n++) {
    const t = transforms + step * n;
    const a = <f64>load<f32>(t), b = <f64>load<f32>(t, 4), c = <f64>load<f32>(t, 8), d = <f64>load<f32>(t, 12);
    const e = <f64>load<f32>(t, 16), f = <f64>load<f32>(t, 20), g = <f64>load<f32>(t, 24), h = <f64>load<f32>(t, 28);
    for (let r = 0; r < newHeight; r++) for (let q = 0; q < newWidth; q++) {
      const p = g * <f64>q + h * <f64>r + 1;
      const at = mapped((a * <f64>q + b * <f64>r + c) / p, width, mode), y = mapped((d * <f64>q + e * <f64>r + f) / p, height, mode);
      for (let k = 0; k < channels; k++) {
        const value = p == 0 ? outside
          : linear ? between(x, n, y, at, height, width, channels, k, outside, kind)
          : pixel(x, n, rounded(y), rounded(at), height, width, channels, k, outside, kind);
        write(target, to++, kind, value);
      }
    }
  }
}
