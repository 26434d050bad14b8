// The largest number of each window over [batch, depth, height, width, channels]; a plane is a volume of depth 1. A window's positions are visited in
// row-major order; what lies in the padding is not there. NaN where a window holds one; -Infinity (the smallest whole number) where it is all padding.

// @ts-ignore: decorators are AssemblyScript's
@inline
function at(base: usize, index: i32): usize {
  return base + (<usize>index << 2);
}

// @ts-ignore: decorators are AssemblyScript's
@inline
function larger4(whole: bool, a: v128, b: v128): v128 {
  return whole ? i32x4.max_s(a, b) : f32x4.max(a, b);
}

// @ts-ignore: decorators are AssemblyScript's
@inline
function walk(
  whole: bool, x: usize, y: usize, batch: i32, depth: i32, height: i32, width: i32, channels: i32, filterDepth: i32, filterHeight: i32, filterWidth: i32,
  outDepth: i32, outHeight: i32, outWidth: i32, strideZ: i32, strideY: i32, strideX: i32, front: i32, top: i32, left: i32,
): void {
  const pixel = <usize>channels << 2, line = <usize>width * pixel, none = whole ? i32x4.splat(i32.MIN_VALUE) : f32x4.splat(-Infinity);
  for (let b = 0; b < batch; b++) for (let oz = 0; oz < outDepth; oz++) for (let oy = 0; oy < outHeight; oy++) for (let ox = 0; ox < outWidth; ox++) {
    const z0 = max(0, oz * strideZ - front), z1 = min(depth, oz * strideZ - front + filterDepth);
    const y0 = max(0, oy * strideY - top), y1 = min(height, oy * strideY - top + filterHeight);
    const x0 = max(0, ox * strideX - left), x1 = min(width, ox * strideX - left + filterWidth);
    const corner = at(x, (((b * depth + z0) * height + y0) * width + x0) * channels);
    if (z1 - z0 == 1 && y1 - y0 == 2 && x1 - x0 == 2) {
      for (let o: usize = 0; o < pixel; o += 16) {
        const a = corner + o, below = a + line;
        if (o + 16 <= pixel) v128.store(y + o, larger4(whole, larger4(whole, v128.load(a), v128.load(a + pixel)), larger4(whole, v128.load(below), v128.load(below + pixel))));
        else for (; o < pixel; o += 4) {
          const one = corner + o, other = one + line;
          v128.store_lane<i32>(y + o, larger4(whole, larger4(whole, v128.load32_splat(one), v128.load32_splat(one + pixel)), larger4(whole, v128.load32_splat(other), v128.load32_splat(other + pixel))), 0);
        }
      }
      y += pixel;
      continue;
    }
    for (let o: usize = 0; o < pixel;) {
      const four = o + 16 <= pixel;
      let best = none, plane = corner + o;
      for (let iz = z0; iz < z1; iz++, plane += <usize>height * line) {
        let row = plane;
        for (let iy = y0; iy < y1; iy++, row += line) {
          let from = row;
          for (let ix = x0; ix < x1; ix++, from += pixel) best = larger4(whole, best, four ? v128.load(from) : v128.load32_splat(from));
        }
      }
      if (four) v128.store(y + o, best);
      else v128.store_lane<i32>(y + o, best, 0);
      o += four ? 16 : 4;
    }
    y += pixel;
  }
}

export function maxPool(
  x: usize, y: usize, batch: i32, depth: i32, height: i32, width: i32, channels: i32, filterDepth: i32, filterHeight: i32, filterWidth: i32,
  outDepth: i32, outHeight: i32, outWidth: i32, strideZ: i32, strideY: i32, strideX: i32, front: i32, top: i32, left: i32,
): void {
  walk(false, x, y, batch, depth, height, width, channels, filterDepth, filterHeight, filterWidth, outDepth, outHeight, outWidth, strideZ, strideY, strideX, front, top, left);
}

export function maxPoolInt32(
  x: usize, y: usize, batch: i32, depth: i32, height: i32, width: i32, channels: i32, filterDepth: i32, filterHeight: i32, filterWidth: i32,
  outDepth: i32, outHeight: i32, outWidth: i32, strideZ: i32, strideY: i32, strideX: i32, front: i32, top: i32, left: i32,
): void {
  walk(true, x, y, batch, depth, height, width, channels, filterDepth, filterHeight, filterWidth, outDepth, outHeight, outWidth, strideZ, strideY, strideX, front, top, left);
}
