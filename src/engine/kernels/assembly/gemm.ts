// Blocked matrix product after Goto and van de Geijn (2008), "Anatomy of high-performance matrix multiplication".
// Contract: every element of C is the strictly sequential sum over k of rounded products, starting at +0 (or at C where `accumulate`).
// So the result depends on no block size and equals the naive loop bit for bit.
import {COLUMNS_PER_BLOCK, COLUMNS_PER_TILE, DEPTH_PER_BLOCK, ROWS_PER_BLOCK, ROWS_PER_TILE} from "./blocking";
import {packColumns, packRows} from "./pack";
import {multiplyEdge, multiplyTile} from "./tile";

/** Bytes of scratch memory that gemm needs: packed blocks of A and B, one spare tile, room to align. */
export function gemmScratchBytes(): i32 {
  return (ROWS_PER_BLOCK * DEPTH_PER_BLOCK + DEPTH_PER_BLOCK * COLUMNS_PER_BLOCK + ROWS_PER_TILE * COLUMNS_PER_TILE) * 4 + 64;
}

function packBlock(target: usize, source: usize, count: i32, depth: i32, stride: usize, width: i32, byRows: bool): void {
  const step = <usize>(width * depth) << 2;
  for (let w = 0; w < count; w += width) {
    const here = min(width, count - w);
    if (byRows) packRows(target, source + (<usize>w << 2), here, depth, stride, width);
    else packColumns(target, source + <usize>w * stride, here, depth, stride, width);
    target += step;
  }
}

function multiplyBlock(rows: i32, columns: i32, depth: i32, a: usize, b: usize, c: usize, stride: usize, first: bool, spare: usize): void {
  const stepA = <usize>(ROWS_PER_TILE * depth) << 2, stepB = <usize>(COLUMNS_PER_TILE * depth) << 2;
  for (let j = 0; j < columns; j += COLUMNS_PER_TILE) {
    const n = min(COLUMNS_PER_TILE, columns - j);
    let panel = a;
    for (let i = 0; i < rows; i += ROWS_PER_TILE) {
      const m = min(ROWS_PER_TILE, rows - i);
      const tile = c + <usize>i * stride + (<usize>j << 2);
      if (m == ROWS_PER_TILE && n == COLUMNS_PER_TILE) multiplyTile(depth, panel, b, tile, stride, first);
      else multiplyEdge(depth, panel, b, tile, stride, first, m, n, spare);
      panel += stepA;
    }
    b += stepB;
  }
}

/**
 * C[m, n] = op(A)[m, k] · op(B)[k, n], added to C where `accumulate`. A is stored [k, m] where `transposeA`, B [n, k] where `transposeB`;
 * `strideA`, `strideB`, `strideC` are the lengths of their stored rows, in numbers.
 */
export function gemm(
  transposeA: bool, transposeB: bool, m: i32, n: i32, k: i32,
  a: usize, strideA: i32, b: usize, strideB: i32, c: usize, strideC: i32, accumulate: bool, scratch: usize,
): void {
  const blockA = (scratch + 63) & ~63;
  const blockB = blockA + <usize>(ROWS_PER_BLOCK * DEPTH_PER_BLOCK * 4);
  const spare = blockB + <usize>(DEPTH_PER_BLOCK * COLUMNS_PER_BLOCK * 4);
  const rowA = <usize>strideA << 2, rowB = <usize>strideB << 2, rowC = <usize>strideC << 2;
  if (k == 0 && !accumulate) for (let i = 0; i < m; i++) memory.fill(c + <usize>i * rowC, 0, <usize>n << 2);
  for (let j = 0; j < n; j += COLUMNS_PER_BLOCK) {
    const columns = min(COLUMNS_PER_BLOCK, n - j);
    for (let p = 0; p < k; p += DEPTH_PER_BLOCK) {
      const depth = min(DEPTH_PER_BLOCK, k - p);
      const fromB = transposeB ? b + <usize>j * rowB + (<usize>p << 2) : b + <usize>p * rowB + (<usize>j << 2);
      packBlock(blockB, fromB, columns, depth, rowB, COLUMNS_PER_TILE, !transposeB);
      for (let i = 0; i < m; i += ROWS_PER_BLOCK) {
        const rows = min(ROWS_PER_BLOCK, m - i);
        const fromA = transposeA ? a + <usize>p * rowA + (<usize>i << 2) : a + <usize>i * rowA + (<usize>p << 2);
        packBlock(blockA, fromA, rows, depth, rowA, ROWS_PER_TILE, transposeA);
        multiplyBlock(rows, columns, depth, blockA, blockB, c + <usize>i * rowC + (<usize>j << 2), rowC, p == 0 && !accumulate, spare);
      }
    }
  }
}
