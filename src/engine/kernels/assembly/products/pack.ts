// Packing lays the numbers that one tile needs for each k side by side, in the order in which the tile reads them.
// A block of A becomes panels of 4 rows, one of B panels of 8 columns, then one of 4 and one of the last 1 to 3, which zeros fill up.

// @ts-ignore: decorators are AssemblyScript's
@inline
export function transpose4(p0: usize, p1: usize, p2: usize, p3: usize, target: usize, stride: usize): void {
  const r0 = v128.load(p0), r1 = v128.load(p1), r2 = v128.load(p2), r3 = v128.load(p3);
  const t0 = i32x4.shuffle(r0, r1, 0, 4, 1, 5), t1 = i32x4.shuffle(r0, r1, 2, 6, 3, 7);
  const t2 = i32x4.shuffle(r2, r3, 0, 4, 1, 5), t3 = i32x4.shuffle(r2, r3, 2, 6, 3, 7);
  v128.store(target, i32x4.shuffle(t0, t2, 0, 1, 4, 5));
  v128.store(target + stride, i32x4.shuffle(t0, t2, 2, 3, 6, 7));
  v128.store(target + 2 * stride, i32x4.shuffle(t1, t3, 0, 1, 4, 5));
  v128.store(target + 3 * stride, i32x4.shuffle(t1, t3, 2, 3, 6, 7));
}

/** A panel of 4, of which only `count` exist: numbers `across` bytes apart for one k, `along` bytes from k to k. */
export function packFew(target: usize, source: usize, count: i32, depth: i32, across: usize, along: usize): void {
  for (let k = 0; k < depth; k++) {
    for (let w = 0; w < 4; w++) store<f32>(target + (<usize>w << 2), w < count ? load<f32>(source + <usize>w * across) : 0);
    target += 16;
    source += along;
  }
}

/** Four strings of numbers, `across` bytes apart, become a panel in which one k takes `step` bytes. */
// @ts-ignore: decorators are AssemblyScript's
@inline
function packStrings(target: usize, source: usize, depth: i32, across: usize, step: usize): void {
  let k = 0;
  const s1 = across, s2 = 2 * across, s3 = 3 * across;
  for (; k + 4 <= depth; k += 4) {
    transpose4(source, source + s1, source + s2, source + s3, target, step);
    source += 16;
    target += 4 * step;
  }
  for (; k < depth; k++) {
    store<f32>(target, load<f32>(source));
    store<f32>(target, load<f32>(source + s1), 4);
    store<f32>(target, load<f32>(source + s2), 8);
    store<f32>(target, load<f32>(source + s3), 12);
    source += 4;
    target += step;
  }
}

/** Panels of one, two or four vectors whose numbers lie side by side for each k: `groups` panels are filled in one pass, so that a line of the cache is read once. */
// @ts-ignore: decorators are AssemblyScript's
@inline
function packLines(vectors: i32, groups: i32, target: usize, source: usize, depth: i32, along: usize): void {
  const panel = <usize>(depth * vectors) << 4;
  for (let k = 0; k < depth; k++) {
    let to = target, from = source;
    for (let g = 0; g < groups; g++) {
      v128.store(to, v128.load(from));
      if (vectors > 1) v128.store(to, v128.load(from, 16), 16);
      from += <usize>vectors << 4;
      to += panel;
    }
    target += <usize>vectors << 4;
    source += along;
  }
}

/** A block of A: 4 rows by 4 rows. It lies in rows of `stride` bytes, or, where `transposed`, a k in each row. */
export function packA(target: usize, source: usize, rows: i32, depth: i32, stride: usize, transposed: bool): void {
  const panel = <usize>depth << 4;
  let i = 0;
  if (transposed) {
    for (; i + 16 <= rows; i += 16) packLines(1, 4, target + <usize>(i >> 2) * panel, source + (<usize>i << 2), depth, stride);
    for (; i + 4 <= rows; i += 4) packLines(1, 1, target + <usize>(i >> 2) * panel, source + (<usize>i << 2), depth, stride);
    if (i < rows) packFew(target + <usize>(i >> 2) * panel, source + (<usize>i << 2), rows - i, depth, 4, stride);
  } else {
    for (; i + 4 <= rows; i += 4) packStrings(target + <usize>(i >> 2) * panel, source + <usize>i * stride, depth, stride, 16);
    if (i < rows) packFew(target + <usize>(i >> 2) * panel, source + <usize>i * stride, rows - i, depth, stride, 4);
  }
}

/** A block of B, which lies in rows of `stride` bytes, a k in each, or, where `transposed`, a column in each. */
export function packB(target: usize, source: usize, columns: i32, depth: i32, stride: usize, transposed: bool): void {
  const width: usize = transposed ? stride : 4, along: usize = transposed ? 4 : stride, panel = <usize>depth << 5;
  let j = 0;
  if (!transposed) for (; j + 16 <= columns; j += 16) packLines(2, 2, target + <usize>(j >> 3) * panel, source + (<usize>j << 2), depth, stride);
  for (; j + 8 <= columns; j += 8) {
    const to = target + <usize>(j >> 3) * panel;
    if (transposed) {
      packStrings(to, source + <usize>j * stride, depth, stride, 32);
      packStrings(to + 16, source + <usize>(j + 4) * stride, depth, stride, 32);
    } else packLines(2, 1, to, source + (<usize>j << 2), depth, stride);
  }
  target += <usize>(j >> 3) * panel;
  if (j + 4 <= columns) {
    if (transposed) packStrings(target, source + <usize>j * stride, depth, stride, 16);
    else packLines(1, 1, target, source + (<usize>j << 2), depth, stride);
    target += <usize>depth << 4;
    j += 4;
  }
  if (j < columns) packFew(target, source + <usize>j * width, columns - j, depth, width, along);
}
