// How fast wasm SIMD multiplies and adds at best, another way: eight sums, four factors in registers, two numbers at a time read from the nearest cache.
// That is the innermost tile of a matrix product without all that surrounds it. Its sums wait for an addition alone, the chains for a product and an addition.

const BYTES: usize = 2048;
const numbers = memory.data(2048, 16);

/** Four steps a round, as many operations as a round of eight chains. The numbers read are zeros, which no processor adds up faster. */
export function tile8(rounds: i32, factor: f32, summand: f32): f32 {
  const x0 = f32x4.splat(factor), x1 = f32x4.splat(factor + 1), x2 = f32x4.splat(factor + 2), x3 = f32x4.splat(factor + 3);
  let a00 = f32x4.splat(summand), a01 = a00, a10 = a00, a11 = a00, a20 = a00, a21 = a00, a30 = a00, a31 = a00;
  let at: usize = 0;
  for (let step = 0; step < 4 * rounds; step++) {
    const y0 = v128.load(numbers + at), y1 = v128.load(numbers + at, 16);
    a00 = f32x4.add(a00, f32x4.mul(x0, y0)); a01 = f32x4.add(a01, f32x4.mul(x0, y1));
    a10 = f32x4.add(a10, f32x4.mul(x1, y0)); a11 = f32x4.add(a11, f32x4.mul(x1, y1));
    a20 = f32x4.add(a20, f32x4.mul(x2, y0)); a21 = f32x4.add(a21, f32x4.mul(x2, y1));
    a30 = f32x4.add(a30, f32x4.mul(x3, y0)); a31 = f32x4.add(a31, f32x4.mul(x3, y1));
    at = (at + 32) & (BYTES - 1);
  }
  return f32x4.extract_lane(f32x4.add(f32x4.add(f32x4.add(a00, a01), f32x4.add(a10, a11)), f32x4.add(f32x4.add(a20, a21), f32x4.add(a30, a31))), 0);
}
