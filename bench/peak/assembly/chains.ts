// How fast wasm SIMD multiplies and adds at best: independent chains a ← a · x + y in registers, no memory, four rounds in one pass of the loop.
// One round of n chains is 8 n floating-point operations. V8 has 15 registers for vectors; more chains hide more of the time that one takes.

// @ts-ignore: decorators are AssemblyScript's
@inline
function step(a: v128, x: v128, y: v128): v128 {
  return f32x4.add(f32x4.mul(a, x), y);
}

/** Twelve chains: leaves a register free. */
export function chains12(rounds: i32, factor: f32, summand: f32): f32 {
  const x = f32x4.splat(factor), y = f32x4.splat(summand);
  let a0 = f32x4.splat(0), a1 = f32x4.splat(1), a2 = f32x4.splat(2), a3 = f32x4.splat(3), a4 = f32x4.splat(4), a5 = f32x4.splat(5), a6 = f32x4.splat(6), a7 = f32x4.splat(7), a8 = f32x4.splat(8), a9 = f32x4.splat(9), a10 = f32x4.splat(10), a11 = f32x4.splat(11);
  for (let round = 0; round < rounds; round++) {
    a0 = step(a0, x, y); a1 = step(a1, x, y); a2 = step(a2, x, y); a3 = step(a3, x, y); a4 = step(a4, x, y); a5 = step(a5, x, y); a6 = step(a6, x, y);
    a7 = step(a7, x, y); a8 = step(a8, x, y); a9 = step(a9, x, y); a10 = step(a10, x, y); a11 = step(a11, x, y);
    a0 = step(a0, x, y); a1 = step(a1, x, y); a2 = step(a2, x, y); a3 = step(a3, x, y); a4 = step(a4, x, y); a5 = step(a5, x, y); a6 = step(a6, x, y);
    a7 = step(a7, x, y); a8 = step(a8, x, y); a9 = step(a9, x, y); a10 = step(a10, x, y); a11 = step(a11, x, y);
    a0 = step(a0, x, y); a1 = step(a1, x, y); a2 = step(a2, x, y); a3 = step(a3, x, y); a4 = step(a4, x, y); a5 = step(a5, x, y); a6 = step(a6, x, y);
    a7 = step(a7, x, y); a8 = step(a8, x, y); a9 = step(a9, x, y); a10 = step(a10, x, y); a11 = step(a11, x, y);
    a0 = step(a0, x, y); a1 = step(a1, x, y); a2 = step(a2, x, y); a3 = step(a3, x, y); a4 = step(a4, x, y); a5 = step(a5, x, y); a6 = step(a6, x, y);
    a7 = step(a7, x, y); a8 = step(a8, x, y); a9 = step(a9, x, y); a10 = step(a10, x, y); a11 = step(a11, x, y);
  }
  return f32x4.extract_lane(f32x4.add(f32x4.add(f32x4.add(f32x4.add(f32x4.add(f32x4.add(f32x4.add(f32x4.add(f32x4.add(f32x4.add(f32x4.add(a0, a1), a2), a3), a4), a5), a6), a7), a8), a9), a10), a11), 0);
}

/** Thirteen chains: with factor and summand, every register. */
export function chains13(rounds: i32, factor: f32, summand: f32): f32 {
  const x = f32x4.splat(factor), y = f32x4.splat(summand);
  let a0 = f32x4.splat(0), a1 = f32x4.splat(1), a2 = f32x4.splat(2), a3 = f32x4.splat(3), a4 = f32x4.splat(4), a5 = f32x4.splat(5), a6 = f32x4.splat(6), a7 = f32x4.splat(7), a8 = f32x4.splat(8), a9 = f32x4.splat(9), a10 = f32x4.splat(10), a11 = f32x4.splat(11), a12 = f32x4.splat(12);
  for (let round = 0; round < rounds; round++) {
    a0 = step(a0, x, y); a1 = step(a1, x, y); a2 = step(a2, x, y); a3 = step(a3, x, y); a4 = step(a4, x, y); a5 = step(a5, x, y); a6 = step(a6, x, y);
    a7 = step(a7, x, y); a8 = step(a8, x, y); a9 = step(a9, x, y); a10 = step(a10, x, y); a11 = step(a11, x, y); a12 = step(a12, x, y);
    a0 = step(a0, x, y); a1 = step(a1, x, y); a2 = step(a2, x, y); a3 = step(a3, x, y); a4 = step(a4, x, y); a5 = step(a5, x, y); a6 = step(a6, x, y);
    a7 = step(a7, x, y); a8 = step(a8, x, y); a9 = step(a9, x, y); a10 = step(a10, x, y); a11 = step(a11, x, y); a12 = step(a12, x, y);
    a0 = step(a0, x, y); a1 = step(a1, x, y); a2 = step(a2, x, y); a3 = step(a3, x, y); a4 = step(a4, x, y); a5 = step(a5, x, y); a6 = step(a6, x, y);
    a7 = step(a7, x, y); a8 = step(a8, x, y); a9 = step(a9, x, y); a10 = step(a10, x, y); a11 = step(a11, x, y); a12 = step(a12, x, y);
    a0 = step(a0, x, y); a1 = step(a1, x, y); a2 = step(a2, x, y); a3 = step(a3, x, y); a4 = step(a4, x, y); a5 = step(a5, x, y); a6 = step(a6, x, y);
    a7 = step(a7, x, y); a8 = step(a8, x, y); a9 = step(a9, x, y); a10 = step(a10, x, y); a11 = step(a11, x, y); a12 = step(a12, x, y);
  }
  return f32x4.extract_lane(f32x4.add(f32x4.add(f32x4.add(f32x4.add(f32x4.add(f32x4.add(f32x4.add(f32x4.add(f32x4.add(f32x4.add(f32x4.add(f32x4.add(a0, a1), a2), a3), a4), a5), a6), a7), a8), a9), a10), a11), a12), 0);
}

/** Fourteen chains: one more than V8 has room for, unless it reads the summand from memory. */
export function chains14(rounds: i32, factor: f32, summand: f32): f32 {
  const x = f32x4.splat(factor), y = f32x4.splat(summand);
  let a0 = f32x4.splat(0), a1 = f32x4.splat(1), a2 = f32x4.splat(2), a3 = f32x4.splat(3), a4 = f32x4.splat(4), a5 = f32x4.splat(5), a6 = f32x4.splat(6), a7 = f32x4.splat(7), a8 = f32x4.splat(8), a9 = f32x4.splat(9), a10 = f32x4.splat(10), a11 = f32x4.splat(11), a12 = f32x4.splat(12), a13 = f32x4.splat(13);
  for (let round = 0; round < rounds; round++) {
    a0 = step(a0, x, y); a1 = step(a1, x, y); a2 = step(a2, x, y); a3 = step(a3, x, y); a4 = step(a4, x, y); a5 = step(a5, x, y); a6 = step(a6, x, y);
    a7 = step(a7, x, y); a8 = step(a8, x, y); a9 = step(a9, x, y); a10 = step(a10, x, y); a11 = step(a11, x, y); a12 = step(a12, x, y); a13 = step(a13, x, y);
    a0 = step(a0, x, y); a1 = step(a1, x, y); a2 = step(a2, x, y); a3 = step(a3, x, y); a4 = step(a4, x, y); a5 = step(a5, x, y); a6 = step(a6, x, y);
    a7 = step(a7, x, y); a8 = step(a8, x, y); a9 = step(a9, x, y); a10 = step(a10, x, y); a11 = step(a11, x, y); a12 = step(a12, x, y); a13 = step(a13, x, y);
    a0 = step(a0, x, y); a1 = step(a1, x, y); a2 = step(a2, x, y); a3 = step(a3, x, y); a4 = step(a4, x, y); a5 = step(a5, x, y); a6 = step(a6, x, y);
    a7 = step(a7, x, y); a8 = step(a8, x, y); a9 = step(a9, x, y); a10 = step(a10, x, y); a11 = step(a11, x, y); a12 = step(a12, x, y); a13 = step(a13, x, y);
    a0 = step(a0, x, y); a1 = step(a1, x, y); a2 = step(a2, x, y); a3 = step(a3, x, y); a4 = step(a4, x, y); a5 = step(a5, x, y); a6 = step(a6, x, y);
    a7 = step(a7, x, y); a8 = step(a8, x, y); a9 = step(a9, x, y); a10 = step(a10, x, y); a11 = step(a11, x, y); a12 = step(a12, x, y); a13 = step(a13, x, y);
  }
  return f32x4.extract_lane(f32x4.add(f32x4.add(f32x4.add(f32x4.add(f32x4.add(f32x4.add(f32x4.add(f32x4.add(f32x4.add(f32x4.add(f32x4.add(f32x4.add(f32x4.add(a0, a1), a2), a3), a4), a5), a6), a7), a8), a9), a10), a11), a12), a13), 0);
}
