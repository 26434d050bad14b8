import {read} from "./element";
import {sampled} from "./sampling";

/**
 * Bilinear resizing of [batch, height, width, channels] to [batch, newHeight, newWidth, channels] of floats; `ratio` is the step between samples.
 * Computed in 64-bit floats, top = left + (right - left) · fx, then the same down fy, rounded once.
 */
export function resizeBilinear(
  x: usize, target: usize, batch: i32, height: i32, width: i32, channels: i32, newHeight: i32, newWidth: i32, ratioY: f64, ratioX: f64, halfPixel: bool, kind: i32,
): void {
  for (let b = 0; b < batch; b++) for (let r = 0; r < newHeight; r++) {
    const sy = sampled(r, ratioY, halfPixel), y0 = max(0, <i32>floor(sy)), y1 = min(height - 1, <i32>ceil(sy)), fy = sy - <f64>y0;
    const top = (b * height + y0) * width, bottom = (b * height + y1) * width;
    for (let q = 0; q < newWidth; q++) {
      const sx = sampled(q, ratioX, halfPixel), x0 = max(0, <i32>floor(sx)), x1 = min(width - 1, <i32>ceil(sx)), fx = sx - <f64>x0;
      for (let c = 0; c < channels; c++) {
        const tl = read(x, (top + x0) * channels + c, kind), tr = read(x, (top + x1) * channels + c, kind);
        const bl = read(x, (bottom + x0) * channels + c, kind), br = read(x, (bottom + x1) * channels + c, kind);
        const upper = tl + (tr - tl) * fx, lower = bl + (br - bl) * fx;
        store<f32>(target, <f32>(upper + (lower - upper) * fy));
        target += 4;
      }
    }
  }
}

// @ts-ignore: decorators are AssemblyScript's
@inline
function give(dx: usize, index: i32, value: f64): void {
  const to = dx + (<usize>index << 2);
  store<f32>(to, <f32>(<f64>load<f32>(to) + value));
}

/** The derivative of resizeBilinear: dy in row-major order, each to its four sources (top left, top right, bottom left, bottom right), every sum rounded to 32 bits as it grows. */
export function resizeBilinearGradient(
  dy: usize, dx: usize, batch: i32, height: i32, width: i32, channels: i32, newHeight: i32, newWidth: i32, ratioY: f64, ratioX: f64, halfPixel: bool,
): void {
  memory.fill(dx, 0, <usize>(batch * height * width * channels) << 2);
  for (let b = 0; b < batch; b++) for (let r = 0; r < newHeight; r++) {
    const sy = sampled(r, ratioY, halfPixel), y0 = max(0, <i32>floor(sy)), y1 = min(height - 1, <i32>ceil(sy)), fy = sy - <f64>y0;
    const top = (b * height + y0) * width, bottom = (b * height + y1) * width;
    for (let q = 0; q < newWidth; q++) {
      const sx = sampled(q, ratioX, halfPixel), x0 = max(0, <i32>floor(sx)), x1 = min(width - 1, <i32>ceil(sx)), fx = sx - <f64>x0;
      for (let c = 0; c < channels; c++) {
        const value = <f64>load<f32>(dy);
        give(dx, (top + x0) * channels + c, value * ((1 - fy) * (1 - fx)));
        give(dx, (top + x1) * channels + c, value * ((1 - fy) * fx));
        give(dx, (bottom + x0) * channels + c, value * (fy * (1 - fx)));
        give(dx, (bottom + x1) * channels + c, value * (fy * fx));
        dy += 4;
      }
    }
  }
}
