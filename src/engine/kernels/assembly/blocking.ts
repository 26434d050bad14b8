// How gemm walks the matrices: blocks that fit the caches, panels that fit the registers.
export const ROWS_PER_BLOCK: i32 = 96;
export const DEPTH_PER_BLOCK: i32 = 256;
export const COLUMNS_PER_BLOCK: i32 = 512;
export const ROWS_PER_TILE: i32 = 4;
export const COLUMNS_PER_TILE: i32 = 8;
