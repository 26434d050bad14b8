// Pooling over [batch, height, width, channels]. A window's positions are visited row by row; what lies in the padding is not there.

// @ts-ignore: decorators are AssemblyScript's
@inline
function at(base: usize, index: i32): usize {
  return base + (<usize>index << 2);
}

/** The largest number of each window; NaN where the window holds one. */
export function maxPool(
  x: usize, y: usize, batch: i32, height: i32, width: i32, channels: i32, filterHeight: i32, filterWidth: i32,
  outHeight: i32, outWidth: i32, strideY: i32, strideX: i32, dilationY: i32, dilationX: i32, top: i32, left: i32,
): void {
  for (let b = 0; b < batch; b++) for (let oy = 0; oy < outHeight; oy++) for (let ox = 0; ox < outWidth; ox++) {
    let c = 0;
    for (; c + 4 <= channels; c += 4) {
      let best = f32x4.splat(-Infinity);
      for (let ky = 0; ky < filterHeight; ky++) for (let kx = 0; kx < filterWidth; kx++) {
        const iy = oy * strideY - top + ky * dilationY, ix = ox * strideX - left + kx * dilationX;
        if (iy >= 0 && iy < height && ix >= 0 && ix < width) best = f32x4.max(best, v128.load(at(x, ((b * height + iy) * width + ix) * channels + c)));
      }
      v128.store(y, best);
      y += 16;
    }
    for (; c < channels; c++) {
      let best: f32 = -Infinity;
      for (let ky = 0; ky < filterHeight; ky++) for (let kx = 0; kx < filterWidth; kx++) {
        const iy = oy * strideY - top + ky * dilationY, ix = ox * strideX - left + kx * dilationX;
        if (iy >= 0 && iy < height && ix >= 0 && ix < width) best = max(best, load<f32>(at(x, ((b * height + iy) * width + ix) * channels + c)));
      }
      store<f32>(y, best);
      y += 4;
    }
  }
}

/** The first largest number of each window gets the window's gradient dy; a NaN counts as largest. */
export function maxPoolGradient(
  x: usize, dy: usize, dx: usize, batch: i32, height: i32, width: i32, channels: i32, filterHeight: i32, filterWidth: i32,
  outHeight: i32, outWidth: i32, strideY: i32, strideX: i32, dilationY: i32, dilationX: i32, top: i32, left: i32,
): void {
  memory.fill(dx, 0, <usize>(batch * height * width * channels) << 2);
  for (let b = 0; b < batch; b++) for (let oy = 0; oy < outHeight; oy++) for (let ox = 0; ox < outWidth; ox++) {
    let c = 0;
    for (; c + 4 <= channels; c += 4) {
      let best = f32x4.splat(0), where = i32x4.splat(-1);
      for (let ky = 0; ky < filterHeight; ky++) for (let kx = 0; kx < filterWidth; kx++) {
        const iy = oy * strideY - top + ky * dilationY, ix = ox * strideX - left + kx * dilationX;
        if (iy < 0 || iy >= height || ix < 0 || ix >= width) continue;
        const index = ((b * height + iy) * width + ix) * channels + c;
        const value = v128.load(at(x, index));
        const better = v128.or(v128.not(f32x4.le(value, best)), i32x4.lt_s(where, i32x4.splat(0)));
        best = v128.bitselect(value, best, better);
        where = v128.bitselect(i32x4.splat(index), where, better);
      }
      give(dx, i32x4.extract_lane(where, 0), 0, dy);
      give(dx, i32x4.extract_lane(where, 1), 1, dy + 4);
      give(dx, i32x4.extract_lane(where, 2), 2, dy + 8);
      give(dx, i32x4.extract_lane(where, 3), 3, dy + 12);
      dy += 16;
    }
    for (; c < channels; c++) {
      let best: f32 = 0, where = -1;
      for (let ky = 0; ky < filterHeight; ky++) for (let kx = 0; kx < filterWidth; kx++) {
        const iy = oy * strideY - top + ky * dilationY, ix = ox * strideX - left + kx * dilationX;
        if (iy < 0 || iy >= height || ix < 0 || ix >= width) continue;
        const index = ((b * height + iy) * width + ix) * channels + c;
        const value = load<f32>(at(x, index));
        if (!(value <= best) || where < 0) {
          best = value;
          where = index;
        }
      }
      give(dx, where, 0, dy);
      dy += 4;
    }
  }
}

// @ts-ignore: decorators are AssemblyScript's
@inline
function give(dx: usize, where: i32, lane: i32, dy: usize): void {
  if (where < 0) return;
  const to = at(dx, where + lane);
  store<f32>(to, load<f32>(to) + load<f32>(dy));
}

/** The mean of what each window sees, the sum in row order divided by the number of positions inside the image. */
export function averagePool(
  x: usize, y: usize, batch: i32, height: i32, width: i32, channels: i32, filterHeight: i32, filterWidth: i32,
  outHeight: i32, outWidth: i32, strideY: i32, strideX: i32, dilationY: i32, dilationX: i32, top: i32, left: i32,
): void {
  for (let b = 0; b < batch; b++) for (let oy = 0; oy < outHeight; oy++) for (let ox = 0; ox < outWidth; ox++) {
    for (let c = 0; c < channels; c++) {
      let sum: f32 = 0, seen: f32 = 0;
      for (let ky = 0; ky < filterHeight; ky++) for (let kx = 0; kx < filterWidth; kx++) {
        const iy = oy * strideY - top + ky * dilationY, ix = ox * strideX - left + kx * dilationX;
        if (iy < 0 || iy >= height || ix < 0 || ix >= width) continue;
        sum += load<f32>(at(x, ((b * height + iy) * width + ix) * channels + c));
        seen += 1;
      }
      store<f32>(y, sum / seen);
      y += 4;
    }
  }
}

/** Every position of a window gets an equal part of its gradient. */
export function averagePoolGradient(
  dy: usize, dx: usize, batch: i32, height: i32, width: i32, channels: i32, filterHeight: i32, filterWidth: i32,
  outHeight: i32, outWidth: i32, strideY: i32, strideX: i32, dilationY: i32, dilationX: i32, top: i32, left: i32,
): void {
  memory.fill(dx, 0, <usize>(batch * height * width * channels) << 2);
  for (let b = 0; b < batch; b++) for (let oy = 0; oy < outHeight; oy++) for (let ox = 0; ox < outWidth; ox++) {
    let seen: f32 = 0;
    for (let ky = 0; ky < filterHeight; ky++) for (let kx = 0; kx < filterWidth; kx++) {
      const iy = oy * strideY - top + ky * dilationY, ix = ox * strideX - left + kx * dilationX;
      if (iy >= 0 && iy < height && ix >= 0 && ix < width) seen += 1;
    }
    for (let ky = 0; ky < filterHeight; ky++) for (let kx = 0; kx < filterWidth; kx++) {
      const iy = oy * strideY - top + ky * dilationY, ix = ox * strideX - left + kx * dilationX;
      if (iy < 0 || iy >= height || ix < 0 || ix >= width) continue;
      for (let c = 0; c < channels; c++) {
        const to = at(dx, ((b * height + iy) * width + ix) * channels + c);
        store<f32>(to, load<f32>(to) + load<f32>(at(dy, c)) / seen);
      }
    }
    dy += <usize>channels << 2;
  }
}
