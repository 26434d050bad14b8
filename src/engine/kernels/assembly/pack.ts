// Packing puts a panel of W rows or columns (4 of A, 8 of B) side by side for each k: target[k * W + w] = source(w, k), zero where w ≥ count.

// @ts-ignore: decorators are AssemblyScript's
@inline
function transpose4(p0: usize, p1: usize, p2: usize, p3: usize, target: usize, stride: usize): void {
  const r0 = v128.load(p0), r1 = v128.load(p1), r2 = v128.load(p2), r3 = v128.load(p3);
  const t0 = i32x4.shuffle(r0, r1, 0, 4, 1, 5), t1 = i32x4.shuffle(r0, r1, 2, 6, 3, 7);
  const t2 = i32x4.shuffle(r2, r3, 0, 4, 1, 5), t3 = i32x4.shuffle(r2, r3, 2, 6, 3, 7);
  v128.store(target, i32x4.shuffle(t0, t2, 0, 1, 4, 5));
  v128.store(target + stride, i32x4.shuffle(t0, t2, 2, 3, 6, 7));
  v128.store(target + 2 * stride, i32x4.shuffle(t1, t3, 0, 1, 4, 5));
  v128.store(target + 3 * stride, i32x4.shuffle(t1, t3, 2, 3, 6, 7));
}

// @ts-ignore: decorators are AssemblyScript's
@inline
function packOne(target: usize, source: usize, stride: usize, count: i32, width: i32): void {
  for (let w = 0; w < width; w++) store<f32>(target + (<usize>w << 2), w < count ? load<f32>(source + <usize>w * stride) : 0);
}

/** The panel's numbers of one k lie beside each other in memory; `stride` leads to the next k, in bytes. */
export function packRows(target: usize, source: usize, count: i32, depth: i32, stride: usize, width: i32): void {
  const step = <usize>width << 2;
  for (let k = 0; k < depth; k++) {
    if (count < width) packOne(target, source, 4, count, width);
    else {
      v128.store(target, v128.load(source));
      if (width == 8) v128.store(target, v128.load(source, 16), 16);
    }
    target += step;
    source += stride;
  }
}

/** The numbers of one w lie beside each other in memory; `stride` leads to the next w, in bytes. */
export function packColumns(target: usize, source: usize, count: i32, depth: i32, stride: usize, width: i32): void {
  const step = <usize>width << 2;
  let k = 0;
  if (count == width) {
    for (; k + 4 <= depth; k += 4) {
      transpose4(source, source + stride, source + 2 * stride, source + 3 * stride, target, step);
      if (width == 8) transpose4(source + 4 * stride, source + 5 * stride, source + 6 * stride, source + 7 * stride, target + 16, step);
      source += 16;
      target += 4 * step;
    }
  }
  for (; k < depth; k++) {
    packOne(target, source, stride, count, width);
    source += 4;
    target += step;
  }
}
