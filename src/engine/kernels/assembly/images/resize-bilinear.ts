import {float, integer} from "../movement/element";
import {sampled} from "./sampling";

// @ts-ignore: decorators are AssemblyScript's
@inline
function number<T>(address: usize): f64 {
  return <f64>load<T>(address);
}

// @ts-ignore: decorators are AssemblyScript's
@inline
function pair(address: usize): v128 {
  return f64x2.promote_low_f32x4(v128.load64_zero(address));
}

// @ts-ignore: decorators are AssemblyScript's
@inline
function pairOfChannels(tl: usize, tr: usize, bl: usize, br: usize, target: usize, fy: v128, fx: v128): void {
  const left = pair(tl), low = pair(bl);
  const upper = f64x2.add(left, f64x2.mul(f64x2.sub(pair(tr), left), fx)), lower = f64x2.add(low, f64x2.mul(f64x2.sub(pair(br), low), fx));
  const value = f32x4.demote_f64x2_zero(f64x2.add(upper, f64x2.mul(f64x2.sub(lower, upper), fy)));
  v128.store64_lane(target, value, 0);
}

/** One pixel of all channels from its four sources. */
// @ts-ignore: decorators are AssemblyScript's
@inline
function pixel<T>(tl: usize, tr: usize, bl: usize, br: usize, target: usize, bytes: usize, fy: f64, fx: f64): void {
  let c: usize = 0;
  if (isFloat<T>()) {
    for (; c + 8 <= bytes; c += 8) {
      pairOfChannels(tl + c, tr + c, bl + c, br + c, target, f64x2.splat(fy), f64x2.splat(fx));
      target += 8;
    }
  }
  for (; c < bytes; c += sizeof<T>()) {
    const left = number<T>(tl + c), low = number<T>(bl + c);
    const upper = left + (number<T>(tr + c) - left) * fx, lower = low + (number<T>(br + c) - low) * fx;
    store<f32>(target, <f32>(upper + (lower - upper) * fy));
    target += 4;
  }
}

function resized<T>(
  x: usize, target: usize, batch: i32, height: i32, width: i32, channels: i32, newHeight: i32, newWidth: i32, ratioY: f64, ratioX: f64, halfPixel: bool,
): void {
  const bytes = <usize>channels * sizeof<T>();
  for (let b = 0; b < batch; b++) for (let r = 0; r < newHeight; r++) {
    const sy = sampled(r, ratioY, halfPixel), y0 = max(0, <i32>floor(sy)), y1 = min(height - 1, <i32>ceil(sy)), fy = sy - <f64>y0;
    const top = x + bytes * ((b * height + y0) * width), bottom = x + bytes * ((b * height + y1) * width);
    for (let q = 0; q < newWidth; q++) {
      const sx = sampled(q, ratioX, halfPixel), x0 = max(0, <i32>floor(sx)), x1 = min(width - 1, <i32>ceil(sx)), fx = sx - <f64>x0;
      pixel<T>(top + bytes * x0, top + bytes * x1, bottom + bytes * x0, bottom + bytes * x1, target, bytes, fy, fx);
      target += <usize>channels << 2;
    }
  }
}

/**
 * Bilinear resizing of [batch, height, width, channels] to [batch, newHeight, newWidth, channels] of floats; `ratio` is the step between samples.
 * Computed in 64-bit floats, top = left + (right - left) · fx, then the same down fy, rounded once.
 */
export function resizeBilinear(
  x: usize, target: usize, batch: i32, height: i32, width: i32, channels: i32, newHeight: i32, newWidth: i32, ratioY: f64, ratioX: f64, halfPixel: bool, kind: i32,
): void {
  if (kind == float) resized<f32>(x, target, batch, height, width, channels, newHeight, newWidth, ratioY, ratioX, halfPixel);
  else if (kind == integer) resized<i32>(x, target, batch, height, width, channels, newHeight, newWidth, ratioY, ratioX, halfPixel);
  else resized<u8>(x, target, batch, height, width, channels, newHeight, newWidth, ratioY, ratioX, halfPixel);
}

// @ts-ignore: decorators are AssemblyScript's
@inline
function give(to: usize, value: f64): void {
  store<f32>(to, <f32>(<f64>load<f32>(to) + value));
}

// @ts-ignore: decorators are AssemblyScript's
@inline
function givePair(to: usize, value: v128): void {
  v128.store64_lane(to, f32x4.demote_f64x2_zero(f64x2.add(pair(to), value)), 0);
}

/** One pixel's gradient to its four sources, each by its weight. */
// @ts-ignore: decorators are AssemblyScript's
@inline
function givePixel(dy: usize, tl: usize, tr: usize, bl: usize, br: usize, bytes: usize, wtl: f64, wtr: f64, wbl: f64, wbr: f64): void {
  let c: usize = 0;
  for (; c + 8 <= bytes; c += 8) {
    const values = pair(dy + c);
    givePair(tl + c, f64x2.mul(values, f64x2.splat(wtl)));
    givePair(tr + c, f64x2.mul(values, f64x2.splat(wtr)));
    givePair(bl + c, f64x2.mul(values, f64x2.splat(wbl)));
    givePair(br + c, f64x2.mul(values, f64x2.splat(wbr)));
  }
  for (; c < bytes; c += 4) {
    const value = <f64>load<f32>(dy + c);
    give(tl + c, value * wtl);
    give(tr + c, value * wtr);
    give(bl + c, value * wbl);
    give(br + c, value * wbr);
  }
}

/** The derivative of resizeBilinear: dy in row-major order, each to its four sources (top left, top right, bottom left, bottom right), every sum rounded to 32 bits as it grows. */
export function resizeBilinearGradient(
  dy: usize, dx: usize, batch: i32, height: i32, width: i32, channels: i32, newHeight: i32, newWidth: i32, ratioY: f64, ratioX: f64, halfPixel: bool,
): void {
  const bytes = <usize>channels << 2;
  memory.fill(dx, 0, bytes * batch * height * width);
  for (let b = 0; b < batch; b++) for (let r = 0; r < newHeight; r++) {
    const sy = sampled(r, ratioY, halfPixel), y0 = max(0, <i32>floor(sy)), y1 = min(height - 1, <i32>ceil(sy)), fy = sy - <f64>y0;
    const top = dx + bytes * ((b * height + y0) * width), bottom = dx + bytes * ((b * height + y1) * width);
    for (let q = 0; q < newWidth; q++) {
      const sx = sampled(q, ratioX, halfPixel), x0 = max(0, <i32>floor(sx)), x1 = min(width - 1, <i32>ceil(sx)), fx = sx - <f64>x0;
      givePixel(
        dy, top + bytes * x0, top + bytes * x1, bottom + bytes * x0, bottom + bytes * x1, bytes, (1 - fy) * (1 - fx), (1 - fy) * fx, fy * (1 - fx), fy * fx,
      );
      dy += bytes;
    }
  }
}
