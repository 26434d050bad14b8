import {exp4} from "../functions/exponential";
import {addLanes, largestLane, load4, store4} from "../reductions/lanes";
import {log1} from "../functions/logarithm";

// Along rows: each number less the row's largest, so that nothing overflows; sums in the order of lanes.ts. A row with NaN or Infinity, or of nothing but
// -Infinity, is NaN throughout.

/** The largest number of x to `end`; NaN is passed over here (pmax is one instruction, max eight) and comes through in the sum. */
// @ts-ignore: decorators are AssemblyScript's
@inline
export function largestOf(x: usize, end: usize): f32 {
  const least = f32x4.splat(-Infinity);
  let even = least, odd = least;
  for (; x < end; x += 32) {
    even = f32x4.pmax(even, load4(x, end, least));
    if (x + 16 < end) odd = f32x4.pmax(odd, load4(x + 16, end, least));
  }
  return largestLane(even, odd);
}

/** Σ exp(x - largest). */
// @ts-ignore: decorators are AssemblyScript's
@inline
export function sumOfExponentials(x: usize, end: usize, largest: f32): f32 {
  const least = f32x4.splat(-Infinity), from = f32x4.splat(largest);
  let even = f32x4.splat(0), odd = even;
  for (; x < end; x += 32) {
    even = f32x4.add(even, exp4(f32x4.sub(load4(x, end, least), from)));
    if (x + 16 < end) odd = f32x4.add(odd, exp4(f32x4.sub(load4(x + 16, end, least), from)));
  }
  return addLanes(even, odd);
}

/** The same, the exponentials kept in target. */
// @ts-ignore: decorators are AssemblyScript's
@inline
export function keepExponentials(x: usize, end: usize, largest: f32, target: usize): f32 {
  const least = f32x4.splat(-Infinity), from = f32x4.splat(largest), away = target - x;
  let even = f32x4.splat(0), odd = even;
  for (; x < end; x += 32) {
    const first = exp4(f32x4.sub(load4(x, end, least), from));
    even = f32x4.add(even, first);
    store4(x + away, end + away, first);
    if (x + 16 >= end) break;
    const second = exp4(f32x4.sub(load4(x + 16, end, least), from));
    odd = f32x4.add(odd, second);
    store4(x + 16 + away, end + away, second);
  }
  return addLanes(even, odd);
}

/** target[r, j] = exp(x[r, j] - largest) / Σ exp(x[r, :] - largest) */
export function softmax(x: usize, target: usize, rows: i32, columns: i32): void {
  const row = <usize>columns << 2;
  for (let r = 0; r < rows; r++, x += row, target += row) {
    const sum = f32x4.splat(keepExponentials(x, x + row, largestOf(x, x + row), target)), end = target + row;
    for (let y = target; y < end; y += 16) store4(y, end, f32x4.div(load4(y, end, sum), sum));
  }
}

/** target[r, j] = (x[r, j] - largest) - log Σ exp(x[r, :] - largest) */
export function logSoftmax(x: usize, target: usize, rows: i32, columns: i32): void {
  const row = <usize>columns << 2;
  for (let r = 0; r < rows; r++, x += row, target += row) {
    const largest = largestOf(x, x + row), end = x + row, away = target - x;
    const from = f32x4.splat(largest), less = f32x4.splat(log1(sumOfExponentials(x, end, largest)));
    for (let from4 = x; from4 < end; from4 += 16) store4(from4 + away, end + away, f32x4.sub(f32x4.sub(load4(from4, end, from), from), less));
  }
}

/** target = (dy - Σ dy · y) · y, row by row, y the softmax. */
export function softmaxGradient(y: usize, dy: usize, target: usize, rows: i32, columns: i32): void {
  const row = <usize>columns << 2, none = f32x4.splat(-0.0);
  for (let r = 0; r < rows; r++, y += row, dy += row, target += row) {
    let even = none, odd = none;
    for (let j: usize = 0; j < row; j += 32) {
      even = f32x4.add(even, f32x4.mul(load4(dy + j, dy + row, none), load4(y + j, y + row, none)));
      if (j + 16 < row) odd = f32x4.add(odd, f32x4.mul(load4(dy + j + 16, dy + row, none), load4(y + j + 16, y + row, none)));
    }
    const sum = f32x4.splat(addLanes(even, odd));
    for (let j: usize = 0; j < row; j += 16) store4(target + j, target + row, f32x4.mul(f32x4.sub(load4(dy + j, dy + row, none), sum), load4(y + j, y + row, none)));
  }
}

/** target = dy - exp(y) · Σ dy, row by row, y the logarithm of the softmax. */
export function logSoftmaxGradient(y: usize, dy: usize, target: usize, rows: i32, columns: i32): void {
  const row = <usize>columns << 2, none = f32x4.splat(-0.0);
  for (let r = 0; r < rows; r++, y += row, dy += row, target += row) {
    let even = none, odd = none;
    for (let j: usize = 0; j < row; j += 32) {
      even = f32x4.add(even, load4(dy + j, dy + row, none));
      if (j + 16 < row) odd = f32x4.add(odd, load4(dy + j + 16, dy + row, none));
    }
    const sum = f32x4.splat(addLanes(even, odd));
    for (let j: usize = 0; j < row; j += 16) store4(target + j, target + row, f32x4.sub(load4(dy + j, dy + row, none), f32x4.mul(exp4(load4(y + j, y + row, none)), sum)));
  }
}
