// How products walk the matrices: blocks that fit the caches, tiles that fit the registers.
export const ROWS_PER_BLOCK: i32 = 64;
export const DEPTH_PER_BLOCK: i32 = 384;
export const COLUMNS_PER_BLOCK: i32 = 512;
export const ROWS_PER_TILE: i32 = 4;
export const COLUMNS_PER_TILE: i32 = 8;

/** Where the parts of the scratch memory begin, in bytes: packed block of B, packed edge of B, one spare tile, zeros, packed block of A. */
export const PACKED_B: usize = 0;
export const PACKED_EDGE: usize = PACKED_B + <usize>(DEPTH_PER_BLOCK * COLUMNS_PER_BLOCK) * 4;
export const SPARE_TILE: usize = PACKED_EDGE + <usize>DEPTH_PER_BLOCK * 16;
export const ZEROS: usize = SPARE_TILE + 64;
export const PACKED_A: usize = ZEROS + <usize>DEPTH_PER_BLOCK * 4;
const END: usize = PACKED_A + <usize>(ROWS_PER_BLOCK * DEPTH_PER_BLOCK) * 4;

/** Bytes of scratch memory that products and convolutions need, with room to align it. */
export function gemmScratchBytes(): i32 {
  return <i32>END + 64;
}

// @ts-ignore: decorators are AssemblyScript's
@inline
export function aligned(scratch: usize): usize {
  return (scratch + 63) & ~63;
}
