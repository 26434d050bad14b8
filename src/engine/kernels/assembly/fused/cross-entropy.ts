import {addLanes, load4, store4} from "../reductions/lanes";
import {log1} from "../functions/logarithm";
import {keepExponentials, largestOf, sumOfExponentials} from "./softmax";

// Cross-entropy of the softmax of each row of logits, and its gradient, without the softmax in between; as in softmax.ts, everything is less the row's
// largest. A row with NaN or Infinity, or of nothing but -Infinity, costs NaN; -Infinity costs nothing where its label is 0.

/** losses[r] = Σ labels[r, j] · (log Σ exp(x - largest) - (x[r, j] - largest)) */
export function softmaxCrossEntropy(x: usize, labels: usize, losses: usize, rows: i32, columns: i32): void {
  const row = <usize>columns << 2;
  for (let r = 0; r < rows; r++, x += row, labels += row, losses += 4) {
    const largest = largestOf(x, x + row);
    store<f32>(losses, labelled(x, labels, row, largest, log1(sumOfExponentials(x, x + row, largest))));
  }
}

// @ts-ignore: decorators are AssemblyScript's
@inline
function labelled(x: usize, labels: usize, row: usize, largest: f32, logarithm: f32): f32 {
  const none = f32x4.splat(0), from = f32x4.splat(largest), whole = f32x4.splat(logarithm);
  let even = none, odd = none;
  for (let j: usize = 0; j < row; j += 32) {
    even = f32x4.add(even, cost(load4(x + j, x + row, from), load4(labels + j, labels + row, none), from, whole));
    if (j + 16 < row) odd = f32x4.add(odd, cost(load4(x + j + 16, x + row, from), load4(labels + j + 16, labels + row, none), from, whole));
  }
  return addLanes(even, odd);
}

// @ts-ignore: decorators are AssemblyScript's
@inline
function cost(x: v128, label: v128, largest: v128, logarithm: v128): v128 {
  const impossible = v128.and(f32x4.eq(label, f32x4.splat(0)), f32x4.eq(x, f32x4.splat(-Infinity)));
  return v128.andnot(f32x4.mul(label, f32x4.sub(logarithm, f32x4.sub(x, largest))), impossible);
}

/** target[r, j] = exp(x[r, j] - largest) · (dy[r] · Σ labels[r, :] / Σ exp) - dy[r] · labels[r, j] */
export function softmaxCrossEntropyGradient(x: usize, labels: usize, dy: usize, target: usize, rows: i32, columns: i32): void {
  const row = <usize>columns << 2;
  for (let r = 0; r < rows; r++, x += row, labels += row, dy += 4, target += row) {
    const slope = load<f32>(dy), sum = keepExponentials(x, x + row, largestOf(x, x + row), target);
    const scale = f32x4.splat(slope * sumOf(labels, labels + row) / sum), slope4 = f32x4.splat(slope);
    for (let j: usize = 0; j < row; j += 16) {
      const share = f32x4.mul(load4(target + j, target + row, scale), scale);
      store4(target + j, target + row, f32x4.sub(share, f32x4.mul(slope4, load4(labels + j, labels + row, scale))));
    }
  }
}

// @ts-ignore: decorators are AssemblyScript's
@inline
function sumOf(x: usize, end: usize): f32 {
  const none = f32x4.splat(-0.0);
  let even = none, odd = none;
  for (; x < end; x += 32) {
    even = f32x4.add(even, load4(x, end, none));
    if (x + 16 < end) odd = f32x4.add(odd, load4(x + 16, end, none));
  }
  return addLanes(even, odd);
}

/** losses[r] = log Σ exp(x - largest) - (x[r, classes[r]] - largest); returns the first row whose class is none of the columns, else -1. */
export function sparseSoftmaxCrossEntropy(x: usize, classes: usize, losses: usize, rows: i32, columns: i32): i32 {
  const row = <usize>columns << 2;
  for (let r = 0; r < rows; r++, x += row, classes += 4, losses += 4) {
    const label = load<i32>(classes);
    if (<u32>label >= <u32>columns) return r;
    const largest = largestOf(x, x + row);
    store<f32>(losses, log1(sumOfExponentials(x, x + row, largest)) - (load<f32>(x + (<usize>label << 2)) - largest));
  }
  return -1;
}

/** target[r, j] = exp(x[r, j] - largest) · (dy[r] / Σ exp), less dy[r] where j is the row's class. */
export function sparseSoftmaxCrossEntropyGradient(x: usize, classes: usize, dy: usize, target: usize, rows: i32, columns: i32): void {
  const row = <usize>columns << 2;
  for (let r = 0; r < rows; r++, x += row, classes += 4, dy += 4, target += row) {
    const slope = load<f32>(dy), end = target + row;
    const scale = f32x4.splat(slope / keepExponentials(x, x + row, largestOf(x, x + row), target));
    for (let y = target; y < end; y += 16) store4(y, end, f32x4.mul(load4(y, end, scale), scale));
    const own = target + (<usize>load<i32>(classes) << 2);
    store<f32>(own, load<f32>(own) - slope);
  }
}
