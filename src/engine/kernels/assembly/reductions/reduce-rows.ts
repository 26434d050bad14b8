import {join, join4, neutral} from "./joining";
import {loadRest} from "./lanes";

// target[r] = all of x[r, :] joined. Eight partial results: number i of the row goes to partial i mod 8, in ascending order, beginning with what changes
// nothing; then ((p0 ∘ p4) ∘ (p2 ∘ p6)) ∘ ((p1 ∘ p5) ∘ (p3 ∘ p7)). A sum of nothing is 0.

/** Rows of 32-bit floats; how: see joining.ts. */
export function reduceFloatRows(how: i32, x: usize, target: usize, rows: i32, length: i32): void {
  if (how == 0) reduceRows<f32>(0, x, target, rows, length);
  else if (how == 1) reduceRows<f32>(1, x, target, rows, length);
  else if (how == 2) reduceRows<f32>(2, x, target, rows, length);
  else reduceRows<f32>(3, x, target, rows, length);
}

/** Rows of 32-bit whole numbers, modulo 2^32. */
export function reduceWholeRows(how: i32, x: usize, target: usize, rows: i32, length: i32): void {
  if (how == 0) reduceRows<i32>(0, x, target, rows, length);
  else if (how == 1) reduceRows<i32>(1, x, target, rows, length);
  else if (how == 2) reduceRows<i32>(2, x, target, rows, length);
  else reduceRows<i32>(3, x, target, rows, length);
}

// @ts-ignore: decorators are AssemblyScript's
@inline
function reduceRows<T>(how: i32, x: usize, target: usize, rows: i32, length: i32): void {
  const bytes = <usize>length << 2;
  for (let r = 0; r < rows; r++, x += bytes, target += 4) store<T>(target, how == 0 && length == 0 ? <T>0 : reduceRow<T>(how, x, x + bytes));
}

// @ts-ignore: decorators are AssemblyScript's
@inline
function reduceRow<T>(how: i32, x: usize, end: usize): T {
  const nothing = v128.splat<T>(neutral<T>(how));
  let even = nothing, odd = nothing;
  for (; x + 32 <= end; x += 32) {
    even = join4<T>(how, even, v128.load(x));
    odd = join4<T>(how, odd, v128.load(x, 16));
  }
  if (x + 16 <= end) {
    even = join4<T>(how, even, v128.load(x));
    if (x + 16 < end) odd = join4<T>(how, odd, loadRest(x + 16, end, nothing));
  } else if (x < end) even = join4<T>(how, even, loadRest(x, end, nothing));
  const four = join4<T>(how, even, odd);
  const evens = join<T>(how, v128.extract_lane<T>(four, 0), v128.extract_lane<T>(four, 2));
  return join<T>(how, evens, join<T>(how, v128.extract_lane<T>(four, 1), v128.extract_lane<T>(four, 3)));
}
