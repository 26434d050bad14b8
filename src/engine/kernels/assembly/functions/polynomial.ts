// Constants lie in memory before `firstFreeAddress`: JavaScript engines make the vector of a constant anew in each iteration, in three instructions, while loading
// it is one. A coefficient or constant is loaded where it is used, since there are more of them than registers.

// @ts-ignore: decorators are AssemblyScript's
@inline
function next4(p: v128, x: v128, coefficient: usize): v128 {
  return f32x4.add(f32x4.mul(p, x), v128.load32_splat(coefficient));
}

/** (c[0] · x + c[1]) · x + … + c[degree], the coefficients floats that lie one after the other; degree from 1 to 8, known at compile time. */
// @ts-ignore: decorators are AssemblyScript's
@inline
export function horner4(x: v128, c: usize, degree: i32): v128 {
  let p = next4(v128.load32_splat(c), x, c + 4);
  if (degree > 1) p = next4(p, x, c + 8);
  if (degree > 2) p = next4(p, x, c + 12);
  if (degree > 3) p = next4(p, x, c + 16);
  if (degree > 4) p = next4(p, x, c + 20);
  if (degree > 5) p = next4(p, x, c + 24);
  if (degree > 6) p = next4(p, x, c + 28);
  if (degree > 7) p = next4(p, x, c + 32);
  return p;
}

// @ts-ignore: decorators are AssemblyScript's
@inline
function next2(p: v128, x: v128, coefficient: usize): v128 {
  return f64x2.add(f64x2.mul(p, x), v128.load64_splat(coefficient));
}

/** The same in doubles; degree from 5 to 14. */
// @ts-ignore: decorators are AssemblyScript's
@inline
export function horner2(x: v128, c: usize, degree: i32): v128 {
  let p = next2(v128.load64_splat(c), x, c + 8);
  p = next2(p, x, c + 16);
  p = next2(p, x, c + 24);
  p = next2(p, x, c + 32);
  p = next2(p, x, c + 40);
  if (degree > 5) p = next2(p, x, c + 48);
  if (degree > 6) p = next2(p, x, c + 56);
  if (degree > 7) p = next2(p, x, c + 64);
  if (degree > 8) p = next2(p, x, c + 72);
  if (degree > 9) p = next2(p, x, c + 80);
  if (degree > 10) p = next2(p, x, c + 88);
  if (degree > 11) p = next2(p, x, c + 96);
  if (degree > 12) p = next2(p, x, c + 104);
  if (degree > 13) p = next2(p, x, c + 112);
  return p;
}
