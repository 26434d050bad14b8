// Where the largest number of each window lies: the first of equal ones, the first NaN if there is one. Windows as in max-pool.ts.

// @ts-ignore: decorators are AssemblyScript's
@inline
function at(base: usize, index: i32): usize {
  return base + (<usize>index << 2);
}

// @ts-ignore: decorators are AssemblyScript's
@inline
function give(dx: usize, where: i32, dy: usize): void {
  const to = at(dx, where);
  store<f32>(to, load<f32>(to) + load<f32>(dy));
}

/** Whether `value` takes the place of `best`. */
// @ts-ignore: decorators are AssemblyScript's
@inline
function better4(value: v128, best: v128): v128 {
  return v128.andnot(f32x4.eq(best, best), f32x4.le(value, best));
}

// @ts-ignore: decorators are AssemblyScript's
@inline
function add4(to: usize, part: v128): void {
  v128.store(to, f32x4.add(v128.load(to), part));
}

/** Four channels of a window of 2 × 2. The +0 that goes to all but the largest changes no number: a sum that began at +0 is never -0. */
// @ts-ignore: decorators are AssemblyScript's
@inline
function giveToSquare(x: usize, dx: usize, dy: usize, pixel: usize, line: usize): void {
  const a = v128.load(x), b = v128.load(x + pixel), c = v128.load(x + line), d = v128.load(x + line + pixel), part = v128.load(dy);
  const isB = better4(b, a), ab = v128.bitselect(b, a, isB);
  const isC = better4(c, ab), abc = v128.bitselect(c, ab, isC);
  const isD = better4(d, abc), notD = v128.andnot(part, isD), notC = v128.andnot(notD, isC);
  add4(dx, v128.andnot(notC, isB));
  add4(dx + pixel, v128.and(notC, isB));
  add4(dx + line, v128.and(notD, isC));
  add4(dx + line + pixel, v128.and(part, isD));
}

/** In each walk: dx[where] += dy, or, without `gradient`, dx = where in its image (or, with `includeBatch`, in all), as one number over [height, width, channels]. */
// @ts-ignore: decorators are AssemblyScript's
@inline
function walk(
  gradient: bool, x: usize, dy: usize, dx: usize, batch: i32, depth: i32, height: i32, width: i32, channels: i32, filterDepth: i32, filterHeight: i32, filterWidth: i32,
  outDepth: i32, outHeight: i32, outWidth: i32, strideZ: i32, strideY: i32, strideX: i32, front: i32, top: i32, left: i32, includeBatch: bool,
): void {
  const image = depth * height * width * channels;
  for (let b = 0; b < batch; b++) for (let oz = 0; oz < outDepth; oz++) for (let oy = 0; oy < outHeight; oy++) for (let ox = 0; ox < outWidth; ox++) {
    const z0 = max(0, oz * strideZ - front), z1 = min(depth, oz * strideZ - front + filterDepth);
    const y0 = max(0, oy * strideY - top), y1 = min(height, oy * strideY - top + filterHeight);
    const x0 = max(0, ox * strideX - left), x1 = min(width, ox * strideX - left + filterWidth);
    const base = gradient || includeBatch ? 0 : b * image;
    if (z0 >= z1 || y0 >= y1 || x0 >= x1) {
      if (gradient) dy += <usize>channels << 2;
      else for (let c = 0; c < channels; c++, dx += 4) store<i32>(dx, 0);
      continue;
    }
    let c = 0;
    if (gradient && z1 - z0 == 1 && y1 - y0 == 2 && x1 - x0 == 2) {
      const corner = (((b * depth + z0) * height + y0) * width + x0) * channels;
      for (; c + 4 <= channels; c += 4, dy += 16) giveToSquare(at(x, corner + c), at(dx, corner + c), dy, <usize>channels << 2, <usize>(width * channels) << 2);
    }
    for (; c + 4 <= channels; c += 4) {
      const first = (((b * depth + z0) * height + y0) * width + x0) * channels + c;
      let best = v128.load(at(x, first)), where = i32x4.splat(first);
      for (let iz = z0; iz < z1; iz++) for (let iy = y0; iy < y1; iy++) {
        let index = (((b * depth + iz) * height + iy) * width + x0) * channels + c;
        for (let ix = x0; ix < x1; ix++, index += channels) {
          const value = v128.load(at(x, index));
          const better = better4(value, best);
          best = v128.bitselect(value, best, better);
          where = v128.bitselect(i32x4.splat(index), where, better);
        }
      }
      if (gradient) {
        give(dx, i32x4.extract_lane(where, 0), dy);
        give(dx, i32x4.extract_lane(where, 1) + 1, dy + 4);
        give(dx, i32x4.extract_lane(where, 2) + 2, dy + 8);
        give(dx, i32x4.extract_lane(where, 3) + 3, dy + 12);
        dy += 16;
      } else {
        v128.store(dx, i32x4.add(where, i32x4.sub(i32x4(0, 1, 2, 3), i32x4.splat(base))));
        dx += 16;
      }
    }
    for (; c < channels; c++) {
      let where = (((b * depth + z0) * height + y0) * width + x0) * channels + c;
      let best = load<f32>(at(x, where));
      for (let iz = z0; iz < z1; iz++) for (let iy = y0; iy < y1; iy++) {
        let index = (((b * depth + iz) * height + iy) * width + x0) * channels + c;
        for (let ix = x0; ix < x1; ix++, index += channels) {
          const value = load<f32>(at(x, index));
          if (value <= best || best != best) continue;
          best = value;
          where = index;
        }
      }
      if (gradient) {
        give(dx, where, dy);
        dy += 4;
      } else {
        store<i32>(dx, where - base);
        dx += 4;
      }
    }
  }
}

/** dx: each window's gradient dy goes to its largest number; where windows overlap, added in the order of the windows. */
export function maxPoolGradient(
  x: usize, dy: usize, dx: usize, batch: i32, depth: i32, height: i32, width: i32, channels: i32, filterDepth: i32, filterHeight: i32, filterWidth: i32,
  outDepth: i32, outHeight: i32, outWidth: i32, strideZ: i32, strideY: i32, strideX: i32, front: i32, top: i32, left: i32,
): void {
  memory.fill(dx, 0, <usize>(batch * depth * height * width * channels) << 2);
  walk(
    true, x, dy, dx, batch, depth, height, width, channels, filterDepth, filterHeight, filterWidth, outDepth, outHeight, outWidth,
    strideZ, strideY, strideX, front, top, left, false,
  );
}

/** Whole numbers: (y · width + x) · channels + channel of the largest number, plus its image's beginning where `includeBatch`; 0 where all is padding. */
export function maxPoolIndices(
  x: usize, indices: usize, batch: i32, depth: i32, height: i32, width: i32, channels: i32, filterDepth: i32, filterHeight: i32, filterWidth: i32,
  outDepth: i32, outHeight: i32, outWidth: i32, strideZ: i32, strideY: i32, strideX: i32, front: i32, top: i32, left: i32, includeBatch: bool,
): void {
  walk(
    false, x, 0, indices, batch, depth, height, width, channels, filterDepth, filterHeight, filterWidth, outDepth, outHeight, outWidth,
    strideZ, strideY, strideX, front, top, left, includeBatch,
  );
}
