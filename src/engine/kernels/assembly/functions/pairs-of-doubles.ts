// Four floats as twice two doubles, and back.

// @ts-ignore: decorators are AssemblyScript's
@inline
export function lowerPair(x: v128): v128 {
  return f64x2.promote_low_f32x4(x);
}

// @ts-ignore: decorators are AssemblyScript's
@inline
export function upperPair(x: v128): v128 {
  return f64x2.promote_low_f32x4(i32x4.shuffle(x, x, 2, 3, 2, 3));
}

/** Each double rounded to the nearest float. */
// @ts-ignore: decorators are AssemblyScript's
@inline
export function demoted(lower: v128, upper: v128): v128 {
  return i32x4.shuffle(f32x4.demote_f64x2_zero(lower), f32x4.demote_f64x2_zero(upper), 0, 1, 4, 5);
}
