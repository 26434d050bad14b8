// The product of one block of A and one block of B, tile by tile.
import {COLUMNS_PER_TILE, ROWS_PER_TILE} from "./blocking";
import {multiplyRow32, multiplyTile} from "./tile";

// @ts-ignore: decorators are AssemblyScript's
@inline
function multiplyStrip(vectors: i32, rows: i32, depth: i32, a: usize, panelA: usize, rowA: usize, stepA: usize, b: usize, stepB: usize, c: usize, stride: usize, first: bool): void {
  for (let i = 0; i < rows; i += ROWS_PER_TILE) {
    multiplyTile(min(ROWS_PER_TILE, rows - i), vectors, depth, a, rowA, stepA, b, stepB, c, stride, first);
    a += panelA;
    c += <usize>ROWS_PER_TILE * stride;
  }
}

/** The last 1 to 3 columns: worked on in `spare` (64 bytes), with a panel of B that zeros fill up to four columns. */
function multiplyEdge(columns: i32, rows: i32, depth: i32, a: usize, panelA: usize, rowA: usize, stepA: usize, b: usize, c: usize, stride: usize, first: bool, spare: usize): void {
  for (let i = 0; i < rows; i += ROWS_PER_TILE) {
    const here = min(ROWS_PER_TILE, rows - i);
    if (!first) copyNumbers(here, columns, spare, 16, c, stride);
    multiplyTile(here, 1, depth, a, rowA, stepA, b, 16, spare, 16, first);
    copyNumbers(here, columns, c, stride, spare, 16);
    a += panelA;
    c += <usize>ROWS_PER_TILE * stride;
  }
}

function copyNumbers(rows: i32, columns: i32, target: usize, strideTarget: usize, source: usize, strideSource: usize): void {
  for (let r = 0; r < rows; r++) {
    for (let j = 0; j < columns; j++) store<f32>(target + (<usize>j << 2), load<f32>(source + (<usize>j << 2)));
    target += strideTarget;
    source += strideSource;
  }
}

/**
 * C[rows, columns] = (first ? 0 : C) + A · B. Tile i of A begins at a + i · panelA, its rows are `rowA`, its columns `stepA` bytes apart.
 * B is packed, panels of 8 columns, then one of 4, then the edge (stepB 0), or lies in rows of `stepB` bytes with its edge packed at `edge`.
 */
export function multiplyBlock(
  rows: i32, columns: i32, depth: i32, a: usize, panelA: usize, rowA: usize, stepA: usize, b: usize, stepB: usize, edge: usize,
  c: usize, stride: usize, first: bool, spare: usize,
): void {
  const packed = stepB == 0;
  let j = 0;
  if (rows == 1 && !packed) {
    for (; j + 32 <= columns; j += 32) multiplyRow32(depth, a, stepA, b + (<usize>j << 2), stepB, c + (<usize>j << 2), first);
    b += <usize>j << 2;
  }
  for (; j + COLUMNS_PER_TILE <= columns; j += COLUMNS_PER_TILE) {
    multiplyStrip(2, rows, depth, a, panelA, rowA, stepA, b, packed ? 32 : stepB, c + (<usize>j << 2), stride, first);
    b += packed ? <usize>depth << 5 : 32;
  }
  if (j + 4 <= columns) {
    multiplyStrip(1, rows, depth, a, panelA, rowA, stepA, b, packed ? 16 : stepB, c + (<usize>j << 2), stride, first);
    b += packed ? <usize>depth << 4 : 16;
    j += 4;
  }
  if (j < columns) multiplyEdge(columns - j, rows, depth, a, panelA, rowA, stepA, packed ? b : edge, c + (<usize>j << 2), stride, first, spare);
}
