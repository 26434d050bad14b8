import {exp4} from "../functions/exponential";
import {load4, store4} from "../reductions/lanes";
import {log4} from "../functions/logarithm";
import {sigmoid4} from "../functions/sigmoid";

// Losses number by number, and their gradients by the prediction times dy. Tails go through the same SIMD, so that a number's place never decides its bits.

/** (prediction - label)² */
export function squaredError(prediction: usize, label: usize, target: usize, count: i32): void {
  const bytes = <usize>count << 2, none = f32x4.splat(0);
  for (let i: usize = 0; i < bytes; i += 16) {
    const error = f32x4.sub(load4(prediction + i, prediction + bytes, none), load4(label + i, label + bytes, none));
    store4(target + i, target + bytes, f32x4.mul(error, error));
  }
}

/** dy · 2 · (prediction - label) */
export function squaredErrorGradient(prediction: usize, label: usize, dy: usize, target: usize, count: i32): void {
  const bytes = <usize>count << 2, none = f32x4.splat(0);
  for (let i: usize = 0; i < bytes; i += 16) {
    const error = f32x4.sub(load4(prediction + i, prediction + bytes, none), load4(label + i, label + bytes, none));
    store4(target + i, target + bytes, f32x4.mul(load4(dy + i, dy + bytes, none), f32x4.add(error, error)));
  }
}

/** max(x, 0) - x · label + log(1 + exp(-|x|)), x the logit: the cross-entropy of the sigmoid without overflow. */
export function sigmoidCrossEntropy(x: usize, label: usize, target: usize, count: i32): void {
  const bytes = <usize>count << 2, none = f32x4.splat(0);
  for (let i: usize = 0; i < bytes; i += 16) {
    const logit = load4(x + i, x + bytes, none), cost = f32x4.sub(f32x4.max(logit, none), f32x4.mul(logit, load4(label + i, label + bytes, none)));
    store4(target + i, target + bytes, f32x4.add(cost, logOfOneAnd(exp4(f32x4.neg(f32x4.abs(logit))))));
  }
}

/** log(1 + e) for 0 ≤ e ≤ 1: what 1 + e loses in rounding is added again. */
// @ts-ignore: decorators are AssemblyScript's
@inline
function logOfOneAnd(e: v128): v128 {
  const one = f32x4.splat(1), sum = f32x4.add(one, e);
  return f32x4.add(log4(sum), f32x4.div(f32x4.sub(e, f32x4.sub(sum, one)), sum));
}

/** dy · (sigmoid(x) - label) */
export function sigmoidCrossEntropyGradient(x: usize, label: usize, dy: usize, target: usize, count: i32): void {
  const bytes = <usize>count << 2, none = f32x4.splat(0);
  for (let i: usize = 0; i < bytes; i += 16) {
    const slope = f32x4.sub(sigmoid4(load4(x + i, x + bytes, none)), load4(label + i, label + bytes, none));
    store4(target + i, target + bytes, f32x4.mul(load4(dy + i, dy + bytes, none), slope));
  }
}

/** Huber, 1964: error² / 2 where |error| ≤ delta, else delta · (|error| - delta / 2), as q² / 2 + delta · (|error| - q) with q = min(|error|, delta). */
export function huberLoss(prediction: usize, label: usize, target: usize, count: i32, delta: f32): void {
  const bytes = <usize>count << 2, none = f32x4.splat(0), bound = f32x4.splat(delta), half = f32x4.splat(0.5);
  for (let i: usize = 0; i < bytes; i += 16) {
    const error = f32x4.abs(f32x4.sub(load4(prediction + i, prediction + bytes, none), load4(label + i, label + bytes, none)));
    const near = f32x4.min(error, bound);
    store4(target + i, target + bytes, f32x4.add(f32x4.mul(half, f32x4.mul(near, near)), f32x4.mul(bound, f32x4.sub(error, near))));
  }
}

/** dy · (prediction - label kept within ± delta) */
export function huberLossGradient(prediction: usize, label: usize, dy: usize, target: usize, count: i32, delta: f32): void {
  const bytes = <usize>count << 2, none = f32x4.splat(0), high = f32x4.splat(delta), low = f32x4.splat(-delta);
  for (let i: usize = 0; i < bytes; i += 16) {
    const error = f32x4.sub(load4(prediction + i, prediction + bytes, none), load4(label + i, label + bytes, none));
    store4(target + i, target + bytes, f32x4.mul(load4(dy + i, dy + bytes, none), f32x4.min(f32x4.max(error, low), high)));
  }
}
