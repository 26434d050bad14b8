// Two numbers made one, in four ways: 0 sum, 1 product, 2 largest, 3 smallest. Largest and smallest are NaN where one of the two is; of the zeros 0 is above -0.

/** What changes no number that it is joined with: for sums -0, since 0 would turn -0 into 0. */
// @ts-ignore: decorators are AssemblyScript's
@inline
export function neutral<T>(how: i32): T {
  if (isFloat<T>()) return <T>(how == 0 ? -0.0 : how == 1 ? 1 : how == 2 ? -Infinity : Infinity);
  return <T>(how == 0 ? 0 : how == 1 ? 1 : how == 2 ? i32.MIN_VALUE : i32.MAX_VALUE);
}

// @ts-ignore: decorators are AssemblyScript's
@inline
export function join<T>(how: i32, a: T, b: T): T {
  return how == 0 ? a + b : how == 1 ? a * b : how == 2 ? max<T>(a, b) : min<T>(a, b);
}

// @ts-ignore: decorators are AssemblyScript's
@inline
export function join4<T>(how: i32, a: v128, b: v128): v128 {
  if (how == 0) return v128.add<T>(a, b);
  if (how == 1) return v128.mul<T>(a, b);
  return how == 2 ? v128.max<T>(a, b) : v128.min<T>(a, b);
}
