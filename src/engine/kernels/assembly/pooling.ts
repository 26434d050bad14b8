// Pooling over [batch, height, width, channels]. A window's positions are visited row by row; what lies in the padding is not there.

// @ts-ignore: decorators are AssemblyScript's
@inline
function at(base: usize, index: i32): usize {
  return base + (<usize>index << 2);
}

/** The largest number of each window; NaN where the window holds one. */
export function maxPool(
  x: usize, y: usize, batch: i32, height: i32, width: i32, channels: i32, filterHeight: i32, filterWidth: i32,
  outHeight: i32, outWidth: i32, strideY: i32, strideX: i32, top: i32, left: i32,
): void {
  for (let b = 0; b < batch; b++) for (let oy = 0; oy < outHeight; oy++) for (let ox = 0; ox < outWidth; ox++) {
    const y0 = max(0, oy * strideY - top), y1 = min(height, oy * strideY - top + filterHeight);
    const x0 = max(0, ox * strideX - left), x1 = min(width, ox * strideX - left + filterWidth);
    let c = 0;
    for (; c + 4 <= channels; c += 4) {
      let best = f32x4.splat(-Infinity);
      for (let iy = y0; iy < y1; iy++) {
        let index = ((b * height + iy) * width + x0) * channels + c;
        for (let ix = x0; ix < x1; ix++, index += channels) best = f32x4.max(best, v128.load(at(x, index)));
      }
      v128.store(y, best);
      y += 16;
    }
    for (; c < channels; c++) {
      let best: f32 = -Infinity;
      for (let iy = y0; iy < y1; iy++) {
        let index = ((b * height + iy) * width + x0) * channels + c;
        for (let ix = x0; ix < x1; ix++, index += channels) best = max(best, load<f32>(at(x, index)));
      }
      store<f32>(y, best);
      y += 4;
    }
  }
}

/** The first largest number of each window gets the window's gradient dy, the first NaN if there is one. */
export function maxPoolGradient(
  x: usize, dy: usize, dx: usize, batch: i32, height: i32, width: i32, channels: i32, filterHeight: i32, filterWidth: i32,
  outHeight: i32, outWidth: i32, strideY: i32, strideX: i32, top: i32, left: i32,
): void {
  memory.fill(dx, 0, <usize>(batch * height * width * channels) << 2);
  for (let b = 0; b < batch; b++) for (let oy = 0; oy < outHeight; oy++) for (let ox = 0; ox < outWidth; ox++) {
    const y0 = max(0, oy * strideY - top), y1 = min(height, oy * strideY - top + filterHeight);
    const x0 = max(0, ox * strideX - left), x1 = min(width, ox * strideX - left + filterWidth);
    if (y0 >= y1 || x0 >= x1) {
      dy += <usize>channels << 2;
      continue;
    }
    let c = 0;
    for (; c + 4 <= channels; c += 4) {
      const first = ((b * height + y0) * width + x0) * channels + c;
      let best = v128.load(at(x, first)), where = i32x4.splat(first);
      for (let iy = y0; iy < y1; iy++) {
        let index = ((b * height + iy) * width + x0) * channels + c;
        for (let ix = x0; ix < x1; ix++, index += channels) {
          const value = v128.load(at(x, index));
          const better = v128.and(v128.not(f32x4.le(value, best)), f32x4.eq(best, best));
          best = v128.bitselect(value, best, better);
          where = v128.bitselect(i32x4.splat(index), where, better);
        }
      }
      give(dx, i32x4.extract_lane(where, 0), dy);
      give(dx, i32x4.extract_lane(where, 1) + 1, dy + 4);
      give(dx, i32x4.extract_lane(where, 2) + 2, dy + 8);
      give(dx, i32x4.extract_lane(where, 3) + 3, dy + 12);
      dy += 16;
    }
    for (; c < channels; c++) {
      let where = ((b * height + y0) * width + x0) * channels + c;
      let best = load<f32>(at(x, where));
      for (let iy = y0; iy < y1; iy++) {
        let index = ((b * height + iy) * width + x0) * channels + c;
        for (let ix = x0; ix < x1; ix++, index += channels) {
          const value = load<f32>(at(x, index));
          if (value <= best || best != best) continue;
          best = value;
          where = index;
        }
      }
      give(dx, where, dy);
      dy += 4;
    }
  }
}

// @ts-ignore: decorators are AssemblyScript's
@inline
function give(dx: usize, where: i32, dy: usize): void {
  const to = at(dx, where);
  store<f32>(to, load<f32>(to) + load<f32>(dy));
}

/** The mean of what each window sees, the sum in row order divided by the number of positions inside the image. */
export function averagePool(
  x: usize, y: usize, batch: i32, height: i32, width: i32, channels: i32, filterHeight: i32, filterWidth: i32,
  outHeight: i32, outWidth: i32, strideY: i32, strideX: i32, top: i32, left: i32,
): void {
  for (let b = 0; b < batch; b++) for (let oy = 0; oy < outHeight; oy++) for (let ox = 0; ox < outWidth; ox++) {
    const y0 = max(0, oy * strideY - top), y1 = min(height, oy * strideY - top + filterHeight);
    const x0 = max(0, ox * strideX - left), x1 = min(width, ox * strideX - left + filterWidth);
    const seen = <f32>(max(0, y1 - y0) * max(0, x1 - x0));
    for (let c = 0; c < channels; c++) {
      let sum: f32 = 0;
      for (let iy = y0; iy < y1; iy++) {
        let index = ((b * height + iy) * width + x0) * channels + c;
        for (let ix = x0; ix < x1; ix++, index += channels) sum += load<f32>(at(x, index));
      }
      store<f32>(y, sum / seen);
      y += 4;
    }
  }
}

/** Every position of a window gets an equal part of its gradient. */
export function averagePoolGradient(
  dy: usize, dx: usize, batch: i32, height: i32, width: i32, channels: i32, filterHeight: i32, filterWidth: i32,
  outHeight: i32, outWidth: i32, strideY: i32, strideX: i32, top: i32, left: i32,
): void {
  memory.fill(dx, 0, <usize>(batch * height * width * channels) << 2);
  for (let b = 0; b < batch; b++) for (let oy = 0; oy < outHeight; oy++) for (let ox = 0; ox < outWidth; ox++) {
    const y0 = max(0, oy * strideY - top), y1 = min(height, oy * strideY - top + filterHeight);
    const x0 = max(0, ox * strideX - left), x1 = min(width, ox * strideX - left + filterWidth);
    const seen = <f32>(max(0, y1 - y0) * max(0, x1 - x0));
    for (let iy = y0; iy < y1; iy++) for (let ix = x0; ix < x1; ix++) {
      for (let c = 0; c < channels; c++) {
        const to = at(dx, ((b * height + iy) * width + ix) * channels + c);
        store<f32>(to, load<f32>(to) + load<f32>(at(dy, c)) / seen);
      }
    }
    dy += <usize>channels << 2;
  }
}
