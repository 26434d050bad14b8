// C[rows, 4 · vectors] = (first ? 0 : C) + A[rows, depth] · B[depth, 4 · vectors]: each element is added up in the order of k, product and sum rounded.
// The loop over k is not unrolled on purpose: eight accumulators, two of B, one of A and a product fit the registers that V8 has;
// unrolled, it spills (measured 25 instead of 36 GFLOP/s). `stepA` and `stepB` lead to the next k, `stride` to the next row of C, in bytes.

// @ts-ignore: decorators are AssemblyScript's
@inline
function multiplyAdd(sum: v128, a: v128, b: v128): v128 {
  return f32x4.add(sum, f32x4.mul(a, b));
}

/** The four numbers of one k lie side by side (A packed, or stored transposed). */
// @ts-ignore: decorators are AssemblyScript's
@inline
function tileOfPanel(rows: i32, vectors: i32, depth: i32, a: usize, stepA: usize, b: usize, stepB: usize, c: usize, stride: usize, first: bool): void {
  let c00 = f32x4.splat(0), c01 = c00, c10 = c00, c11 = c00, c20 = c00, c21 = c00, c30 = c00, c31 = c00;
  const c1 = c + stride, c2 = c1 + stride, c3 = c2 + stride;
  if (!first) {
    c00 = v128.load(c);
    if (vectors > 1) c01 = v128.load(c, 16);
    if (rows > 1) { c10 = v128.load(c1); if (vectors > 1) c11 = v128.load(c1, 16); }
    if (rows > 2) { c20 = v128.load(c2); if (vectors > 1) c21 = v128.load(c2, 16); }
    if (rows > 3) { c30 = v128.load(c3); if (vectors > 1) c31 = v128.load(c3, 16); }
  }
  for (const end = b + <usize>depth * stepB; b != end; b += stepB) {
    const b0 = v128.load(b), b1 = vectors > 1 ? v128.load(b, 16) : b0;
    let x = v128.load32_splat(a);
    c00 = multiplyAdd(c00, x, b0); if (vectors > 1) c01 = multiplyAdd(c01, x, b1);
    if (rows > 1) { x = v128.load32_splat(a, 4); c10 = multiplyAdd(c10, x, b0); if (vectors > 1) c11 = multiplyAdd(c11, x, b1); }
    if (rows > 2) { x = v128.load32_splat(a, 8); c20 = multiplyAdd(c20, x, b0); if (vectors > 1) c21 = multiplyAdd(c21, x, b1); }
    if (rows > 3) { x = v128.load32_splat(a, 12); c30 = multiplyAdd(c30, x, b0); if (vectors > 1) c31 = multiplyAdd(c31, x, b1); }
    a += stepA;
  }
  v128.store(c, c00);
  if (vectors > 1) v128.store(c, c01, 16);
  if (rows > 1) { v128.store(c1, c10); if (vectors > 1) v128.store(c1, c11, 16); }
  if (rows > 2) { v128.store(c2, c20); if (vectors > 1) v128.store(c2, c21, 16); }
  if (rows > 3) { v128.store(c3, c30); if (vectors > 1) v128.store(c3, c31, 16); }
}

/** Each row of A lies apart, `rowA` bytes from the one before, its numbers side by side. */
// @ts-ignore: decorators are AssemblyScript's
@inline
function tileOfRows(rows: i32, vectors: i32, depth: i32, a: usize, rowA: usize, b: usize, stepB: usize, c: usize, stride: usize, first: bool): void {
  let c00 = f32x4.splat(0), c01 = c00, c10 = c00, c11 = c00, c20 = c00, c21 = c00, c30 = c00, c31 = c00;
  const c1 = c + stride, c2 = c1 + stride, c3 = c2 + stride;
  let a1 = a + rowA, a2 = a1 + rowA, a3 = a2 + rowA;
  if (!first) {
    c00 = v128.load(c);
    if (vectors > 1) c01 = v128.load(c, 16);
    if (rows > 1) { c10 = v128.load(c1); if (vectors > 1) c11 = v128.load(c1, 16); }
    if (rows > 2) { c20 = v128.load(c2); if (vectors > 1) c21 = v128.load(c2, 16); }
    if (rows > 3) { c30 = v128.load(c3); if (vectors > 1) c31 = v128.load(c3, 16); }
  }
  for (const end = b + <usize>depth * stepB; b != end; b += stepB) {
    const b0 = v128.load(b), b1 = vectors > 1 ? v128.load(b, 16) : b0;
    let x = v128.load32_splat(a);
    c00 = multiplyAdd(c00, x, b0); if (vectors > 1) c01 = multiplyAdd(c01, x, b1);
    a += 4;
    if (rows > 1) { x = v128.load32_splat(a1); c10 = multiplyAdd(c10, x, b0); if (vectors > 1) c11 = multiplyAdd(c11, x, b1); a1 += 4; }
    if (rows > 2) { x = v128.load32_splat(a2); c20 = multiplyAdd(c20, x, b0); if (vectors > 1) c21 = multiplyAdd(c21, x, b1); a2 += 4; }
    if (rows > 3) { x = v128.load32_splat(a3); c30 = multiplyAdd(c30, x, b0); if (vectors > 1) c31 = multiplyAdd(c31, x, b1); a3 += 4; }
  }
  v128.store(c, c00);
  if (vectors > 1) v128.store(c, c01, 16);
  if (rows > 1) { v128.store(c1, c10); if (vectors > 1) v128.store(c1, c11, 16); }
  if (rows > 2) { v128.store(c2, c20); if (vectors > 1) v128.store(c2, c21, 16); }
  if (rows > 3) { v128.store(c3, c30); if (vectors > 1) v128.store(c3, c31, 16); }
}

/** One row of C, 32 columns at a time: eight sums at once hide the time that one addition takes. */
export function multiplyRow32(depth: i32, a: usize, stepA: usize, b: usize, stepB: usize, c: usize, first: bool): void {
  let c0 = f32x4.splat(0), c1 = c0, c2 = c0, c3 = c0, c4 = c0, c5 = c0, c6 = c0, c7 = c0;
  if (!first) {
    c0 = v128.load(c); c1 = v128.load(c, 16); c2 = v128.load(c, 32); c3 = v128.load(c, 48);
    c4 = v128.load(c, 64); c5 = v128.load(c, 80); c6 = v128.load(c, 96); c7 = v128.load(c, 112);
  }
  for (const end = b + <usize>depth * stepB; b != end; b += stepB) {
    const x = v128.load32_splat(a);
    c0 = multiplyAdd(c0, x, v128.load(b)); c1 = multiplyAdd(c1, x, v128.load(b, 16));
    c2 = multiplyAdd(c2, x, v128.load(b, 32)); c3 = multiplyAdd(c3, x, v128.load(b, 48));
    c4 = multiplyAdd(c4, x, v128.load(b, 64)); c5 = multiplyAdd(c5, x, v128.load(b, 80));
    c6 = multiplyAdd(c6, x, v128.load(b, 96)); c7 = multiplyAdd(c7, x, v128.load(b, 112));
    a += stepA;
  }
  v128.store(c, c0); v128.store(c, c1, 16); v128.store(c, c2, 32); v128.store(c, c3, 48);
  v128.store(c, c4, 64); v128.store(c, c5, 80); v128.store(c, c6, 96); v128.store(c, c7, 112);
}

function fullPanel8(depth: i32, a: usize, stepA: usize, b: usize, stepB: usize, c: usize, stride: usize, first: bool): void {
  tileOfPanel(4, 2, depth, a, stepA, b, stepB, c, stride, first);
}

function fullPanel4(depth: i32, a: usize, stepA: usize, b: usize, stepB: usize, c: usize, stride: usize, first: bool): void {
  tileOfPanel(4, 1, depth, a, stepA, b, stepB, c, stride, first);
}

function fullRows8(depth: i32, a: usize, rowA: usize, b: usize, stepB: usize, c: usize, stride: usize, first: bool): void {
  tileOfRows(4, 2, depth, a, rowA, b, stepB, c, stride, first);
}

function fullRows4(depth: i32, a: usize, rowA: usize, b: usize, stepB: usize, c: usize, stride: usize, first: bool): void {
  tileOfRows(4, 1, depth, a, rowA, b, stepB, c, stride, first);
}

function fewPanel(rows: i32, vectors: i32, depth: i32, a: usize, stepA: usize, b: usize, stepB: usize, c: usize, stride: usize, first: bool): void {
  if (vectors == 2) {
    if (rows == 1) tileOfPanel(1, 2, depth, a, stepA, b, stepB, c, stride, first);
    else if (rows == 2) tileOfPanel(2, 2, depth, a, stepA, b, stepB, c, stride, first);
    else tileOfPanel(3, 2, depth, a, stepA, b, stepB, c, stride, first);
  } else if (rows == 1) tileOfPanel(1, 1, depth, a, stepA, b, stepB, c, stride, first);
  else if (rows == 2) tileOfPanel(2, 1, depth, a, stepA, b, stepB, c, stride, first);
  else tileOfPanel(3, 1, depth, a, stepA, b, stepB, c, stride, first);
}

function fewRows(rows: i32, vectors: i32, depth: i32, a: usize, rowA: usize, b: usize, stepB: usize, c: usize, stride: usize, first: bool): void {
  if (vectors == 2) {
    if (rows == 1) tileOfRows(1, 2, depth, a, rowA, b, stepB, c, stride, first);
    else if (rows == 2) tileOfRows(2, 2, depth, a, rowA, b, stepB, c, stride, first);
    else tileOfRows(3, 2, depth, a, rowA, b, stepB, c, stride, first);
  } else if (rows == 1) tileOfRows(1, 1, depth, a, rowA, b, stepB, c, stride, first);
  else if (rows == 2) tileOfRows(2, 1, depth, a, rowA, b, stepB, c, stride, first);
  else tileOfRows(3, 1, depth, a, rowA, b, stepB, c, stride, first);
}

/** A tile of 1 to 4 rows and 1 or 2 vectors of columns; with `rowA` 4, the rows of A lie side by side for each k. */
// @ts-ignore: decorators are AssemblyScript's
@inline
export function multiplyTile(rows: i32, vectors: i32, depth: i32, a: usize, rowA: usize, stepA: usize, b: usize, stepB: usize, c: usize, stride: usize, first: bool): void {
  if (rowA == 4) {
    if (rows < 4) fewPanel(rows, vectors, depth, a, stepA, b, stepB, c, stride, first);
    else if (vectors == 2) fullPanel8(depth, a, stepA, b, stepB, c, stride, first);
    else fullPanel4(depth, a, stepA, b, stepB, c, stride, first);
  } else if (rows < 4) fewRows(rows, vectors, depth, a, rowA, b, stepB, c, stride, first);
  else if (vectors == 2) fullRows8(depth, a, rowA, b, stepB, c, stride, first);
  else fullRows4(depth, a, rowA, b, stepB, c, stride, first);
}
