// Means of windows over [batch, depth, height, width, channels]; a plane is a volume of depth 1. What lies in the padding is not there, so a window wholly
// in the padding gives 0 / 0 = NaN.

// @ts-ignore: decorators are AssemblyScript's
@inline
function at(base: usize, index: i32): usize {
  return base + (<usize>index << 2);
}

/** The sum of each window in row-major order, starting at +0, divided by the number of its positions inside the image. */
export function averagePool(
  x: usize, y: usize, batch: i32, depth: i32, height: i32, width: i32, channels: i32, filterDepth: i32, filterHeight: i32, filterWidth: i32,
  outDepth: i32, outHeight: i32, outWidth: i32, strideZ: i32, strideY: i32, strideX: i32, front: i32, top: i32, left: i32,
): void {
  const pixel = <usize>channels << 2;
  for (let b = 0; b < batch; b++) for (let oz = 0; oz < outDepth; oz++) for (let oy = 0; oy < outHeight; oy++) for (let ox = 0; ox < outWidth; ox++) {
    const z0 = max(0, oz * strideZ - front), z1 = min(depth, oz * strideZ - front + filterDepth);
    const y0 = max(0, oy * strideY - top), y1 = min(height, oy * strideY - top + filterHeight);
    const x0 = max(0, ox * strideX - left), x1 = min(width, ox * strideX - left + filterWidth);
    const seen = f32x4.splat(<f32>(max(0, z1 - z0) * max(0, y1 - y0) * max(0, x1 - x0)));
    let c = 0;
    for (; c + 4 <= channels; c += 4) {
      let sum = f32x4.splat(0);
      for (let iz = z0; iz < z1; iz++) for (let iy = y0; iy < y1; iy++) {
        let from = at(x, (((b * depth + iz) * height + iy) * width + x0) * channels + c);
        for (let ix = x0; ix < x1; ix++, from += pixel) sum = f32x4.add(sum, v128.load(from));
      }
      v128.store(y, f32x4.div(sum, seen));
      y += 16;
    }
    for (; c < channels; c++) {
      let sum = f32x4.splat(0);
      for (let iz = z0; iz < z1; iz++) for (let iy = y0; iy < y1; iy++) {
        let from = at(x, (((b * depth + iz) * height + iy) * width + x0) * channels + c);
        for (let ix = x0; ix < x1; ix++, from += pixel) sum = f32x4.add(sum, v128.load32_splat(from));
      }
      v128.store_lane<f32>(y, f32x4.div(sum, seen), 0);
      y += 4;
    }
  }
}

/** Every position of a window gets an equal part of its gradient; where windows overlap, added in the order of the windows. */
export function averagePoolGradient(
  dy: usize, dx: usize, batch: i32, depth: i32, height: i32, width: i32, channels: i32, filterDepth: i32, filterHeight: i32, filterWidth: i32,
  outDepth: i32, outHeight: i32, outWidth: i32, strideZ: i32, strideY: i32, strideX: i32, front: i32, top: i32, left: i32,
): void {
  memory.fill(dx, 0, <usize>(batch * depth * height * width * channels) << 2);
  const pixel = <usize>channels << 2;
  for (let b = 0; b < batch; b++) for (let oz = 0; oz < outDepth; oz++) for (let oy = 0; oy < outHeight; oy++) for (let ox = 0; ox < outWidth; ox++) {
    const z0 = max(0, oz * strideZ - front), z1 = min(depth, oz * strideZ - front + filterDepth);
    const y0 = max(0, oy * strideY - top), y1 = min(height, oy * strideY - top + filterHeight);
    const x0 = max(0, ox * strideX - left), x1 = min(width, ox * strideX - left + filterWidth);
    const seen = f32x4.splat(<f32>(max(0, z1 - z0) * max(0, y1 - y0) * max(0, x1 - x0)));
    let c = 0;
    for (; c + 4 <= channels; c += 4) {
      const part = f32x4.div(v128.load(dy), seen);
      for (let iz = z0; iz < z1; iz++) for (let iy = y0; iy < y1; iy++) {
        let to = at(dx, (((b * depth + iz) * height + iy) * width + x0) * channels + c);
        for (let ix = x0; ix < x1; ix++, to += pixel) v128.store(to, f32x4.add(v128.load(to), part));
      }
      dy += 16;
    }
    for (; c < channels; c++) {
      const part = load<f32>(dy) / f32x4.extract_lane(seen, 0);
      for (let iz = z0; iz < z1; iz++) for (let iy = y0; iy < y1; iy++) {
        let to = at(dx, (((b * depth + iz) * height + iy) * width + x0) * channels + c);
        for (let ix = x0; ix < x1; ix++, to += pixel) store<f32>(to, load<f32>(to) + part);
      }
      dy += 4;
    }
  }
}
