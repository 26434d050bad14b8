// Blocked matrix product after Goto and van de Geijn (2008), "Anatomy of high-performance matrix multiplication".
// Contract: every element of C is the strictly sequential sum over k of rounded products, starting at +0 (or at C where `accumulate`).
// So the result depends on no block size and equals the naive loop bit for bit. What is small is read where it lies, the rest packed.
import {addBiasAndActivate} from "./bias";
import {aligned, COLUMNS_PER_BLOCK, DEPTH_PER_BLOCK, PACKED_A, PACKED_B, PACKED_EDGE, ROWS_PER_BLOCK, SPARE_TILE} from "./blocking";
import {multiplyBlock} from "./block";
import {packA, packB, packFew} from "./pack";

/** A block in rows of so many bytes stays in the nearest cache, even where rows are far apart. */
const NEAR_BYTES: usize = 16384;
/** So few tiles reuse a panel that packing it costs more than it saves. */
const FEW_ROWS: i32 = 12, FEW_COLUMNS: i32 = 24;

/**
 * C[m, n] = op(A)[m, k] · op(B)[k, n], added to C where `accumulate`. A is stored [k, m] where `transposeA`, B [n, k] where `transposeB`;
 * `strideA`, `strideB`, `strideC` are the lengths of their stored rows, in numbers.
 */
export function gemm(
  transposeA: bool, transposeB: bool, m: i32, n: i32, k: i32,
  a: usize, strideA: i32, b: usize, strideB: i32, c: usize, strideC: i32, accumulate: bool, scratch: usize,
): void {
  if (n == 1 && strideC == 1 && m > 1) multiply(!transposeB, !transposeA, 1, m, k, b, strideB, a, strideA, c, m, accumulate, scratch);
  else multiply(transposeA, transposeB, m, n, k, a, strideA, b, strideB, c, strideC, accumulate, scratch);
}

function multiply(
  transposeA: bool, transposeB: bool, m: i32, n: i32, k: i32,
  a: usize, strideA: i32, b: usize, strideB: i32, c: usize, strideC: i32, accumulate: bool, scratch: usize,
): void {
  const work = aligned(scratch), blockA = work + PACKED_A, blockB = work + PACKED_B, edge = work + PACKED_EDGE;
  const rowA = <usize>strideA << 2, rowB = <usize>strideB << 2, rowC = <usize>strideC << 2;
  if (k == 0 && !accumulate) for (let i = 0; i < m; i++) memory.fill(c + <usize>i * rowC, 0, <usize>n << 2);
  const nearA = n <= FEW_COLUMNS || (transposeA && <usize>min(k, DEPTH_PER_BLOCK) * rowA <= NEAR_BYTES);
  const nearB = !transposeB && (m <= FEW_ROWS || <usize>min(k, DEPTH_PER_BLOCK) * rowB <= NEAR_BYTES);
  for (let j = 0; j < n; j += COLUMNS_PER_BLOCK) {
    const columns = min(COLUMNS_PER_BLOCK, n - j);
    for (let p = 0; p < k; p += DEPTH_PER_BLOCK) {
      const depth = min(DEPTH_PER_BLOCK, k - p), first = p == 0 && !accumulate;
      const fromB = transposeB ? b + <usize>j * rowB + (<usize>p << 2) : b + <usize>p * rowB + (<usize>j << 2);
      if (!nearB) packB(blockB, fromB, columns, depth, rowB, transposeB);
      else if (columns & 3) packFew(edge, fromB + (<usize>(columns & ~3) << 2), columns & 3, depth, 4, rowB);
      for (let i = 0; i < m; i += ROWS_PER_BLOCK) {
        const rows = min(ROWS_PER_BLOCK, m - i);
        const fromA = transposeA ? a + <usize>p * rowA + (<usize>i << 2) : a + <usize>i * rowA + (<usize>p << 2);
        const target = c + <usize>i * rowC + (<usize>j << 2);
        const toB = nearB ? fromB : blockB, stepB = nearB ? rowB : 0;
        if (!nearA) {
          packA(blockA, fromA, rows, depth, rowA, transposeA);
          multiplyBlock(rows, columns, depth, blockA, <usize>depth << 4, 4, 16, toB, stepB, edge, target, rowC, first, work + SPARE_TILE);
        } else if (transposeA) multiplyBlock(rows, columns, depth, fromA, 16, 4, rowA, toB, stepB, edge, target, rowC, first, work + SPARE_TILE);
        else multiplyBlock(rows, columns, depth, fromA, rowA << 2, rowA, 4, toB, stepB, edge, target, rowC, first, work + SPARE_TILE);
      }
    }
  }
}

/**
 * `count` products of matrices stored without gaps, `stepA` and `stepB` bytes from one operand to the next (0: the same again), results one after the other;
 * then bias[n] is added (address 0: none) and the result activated (0 none, 1 relu, 2 relu6).
 */
export function gemmBatch(
  transposeA: bool, transposeB: bool, count: i32, m: i32, n: i32, k: i32, a: usize, stepA: usize, b: usize, stepB: usize, c: usize,
  bias: usize, activation: i32, scratch: usize,
): void {
  const strideA = transposeA ? m : k, strideB = transposeB ? k : n;
  const all = stepB == 0 && !transposeA && stepA == (<usize>(m * k) << 2) ? count : 1;
  for (let i = 0; i < count; i += all) {
    gemm(transposeA, transposeB, m * all, n, k, a, strideA, b, strideB, c, n, false, scratch);
    if (bias || activation) addBiasAndActivate(c, m * all, n, bias, activation);
    a += stepA;
    b += stepB;
    c += <usize>(m * n) << 2;
  }
}
