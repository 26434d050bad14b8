import {load4, store4} from "../reductions/lanes";
import {reduceFloatColumns} from "../reductions/reduce-columns";
import {divideFloats} from "../reductions/widen";

// Batch normalisation (Ioffe and Szegedy, 2015) of [rows, channels], and of [outer, channels, inner] where mean and variance are given. Mean and variance in
// two passes over the rows in ascending order; the variance is that of the batch, divided by the number of rows.

/** mean, variance and y = ((x - mean) · 1 / √(variance + epsilon)) · gamma + beta; `inverse` is scratch for `channels` numbers. */
export function batchNormalization(
  x: usize, gamma: usize, beta: usize, y: usize, mean: usize, variance: usize, inverse: usize, rows: i32, channels: i32, epsilon: f32,
): void {
  reduceFloatColumns(0, x, mean, 1, rows, channels);
  divideFloats(mean, channels, <f32>rows);
  const row = <usize>channels << 2, none = f32x4.splat(0);
  for (let j: usize = 0; j < row; j += 64) sumOfProducts(x, x, mean, variance, j, row, rows, true);
  divideFloats(variance, channels, <f32>rows);
  normalizeChannels(x, mean, variance, gamma, beta, y, inverse, rows, channels, 1, epsilon);
}

/** y = ((x - mean) · 1 / √(variance + epsilon)) · gamma + beta for [outer, channels, inner]; gamma or beta 0: none. */
export function normalizeChannels(
  x: usize, mean: usize, variance: usize, gamma: usize, beta: usize, y: usize, inverse: usize, outer: i32, channels: i32, inner: i32, epsilon: f32,
): void {
  const row = <usize>channels << 2;
  inverseDeviations(variance, inverse, row, epsilon);
  if (inner == 1) for (let o = 0; o < outer; o++, x += row, y += row) normalizeRow(x, mean, gamma, beta, y, inverse, row);
  else for (let o = 0; o < outer; o++) for (let c: usize = 0; c < row; c += 4) {
    for (let i = 0; i < inner; i++, x += 4, y += 4) {
      const normal = (load<f32>(x) - load<f32>(mean + c)) * load<f32>(inverse + c);
      store<f32>(y, normal * (gamma ? load<f32>(gamma + c) : 1) + (beta ? load<f32>(beta + c) : -0.0));
    }
  }
}

// @ts-ignore: decorators are AssemblyScript's
@inline
function normalizeRow(x: usize, mean: usize, gamma: usize, beta: usize, y: usize, inverse: usize, row: usize): void {
  const none = f32x4.splat(0);
  for (let j: usize = 0; j < row; j += 16) {
    let value = f32x4.mul(f32x4.sub(load4(x + j, x + row, none), load4(mean + j, mean + row, none)), load4(inverse + j, inverse + row, none));
    if (gamma) value = f32x4.mul(value, load4(gamma + j, gamma + row, none));
    if (beta) value = f32x4.add(value, load4(beta + j, beta + row, none));
    store4(y + j, y + row, value);
  }
}

// @ts-ignore: decorators are AssemblyScript's
@inline
function inverseDeviations(variance: usize, inverse: usize, row: usize, epsilon: f32): void {
  const one = f32x4.splat(1), small = f32x4.splat(epsilon);
  for (let j: usize = 0; j < row; j += 16) store4(inverse + j, inverse + row, f32x4.div(one, f32x4.sqrt(f32x4.add(load4(variance + j, variance + row, one), small))));
}

/**
 * target[c] = Σ a[r, c] · (x[r, c] - mean[c]) for the sixteen channels from byte j on, in ascending order of r; with `square` a is x - mean too.
 * Sixteen at a time stay in registers; fewer are done four at a time.
 */
// @ts-ignore: decorators are AssemblyScript's
@inline
function sumOfProducts(a: usize, x: usize, mean: usize, target: usize, j: usize, row: usize, rows: i32, square: bool): void {
  const none = f32x4.splat(0), last = min(j + 64, row), size = row * <usize>rows;
  if (j + 64 <= row) {
    const m0 = v128.load(mean + j), m1 = v128.load(mean + j, 16), m2 = v128.load(mean + j, 32), m3 = v128.load(mean + j, 48);
    let s0 = none, s1 = none, s2 = none, s3 = none;
    for (let at = j; at < size; at += row) {
      const d0 = f32x4.sub(v128.load(x + at), m0), d1 = f32x4.sub(v128.load(x + at, 16), m1), d2 = f32x4.sub(v128.load(x + at, 32), m2), d3 = f32x4.sub(v128.load(x + at, 48), m3);
      s0 = f32x4.add(s0, f32x4.mul(square ? d0 : v128.load(a + at), d0));
      s1 = f32x4.add(s1, f32x4.mul(square ? d1 : v128.load(a + at, 16), d1));
      s2 = f32x4.add(s2, f32x4.mul(square ? d2 : v128.load(a + at, 32), d2));
      s3 = f32x4.add(s3, f32x4.mul(square ? d3 : v128.load(a + at, 48), d3));
    }
    v128.store(target + j, s0);
    v128.store(target + j, s1, 16);
    v128.store(target + j, s2, 32);
    v128.store(target + j, s3, 48);
  } else for (; j < last; j += 16) {
    const m = load4(mean + j, mean + row, none);
    let sum = none;
    for (let at: usize = 0; at < size; at += row) {
      const d = f32x4.sub(load4(x + at + j, x + at + row, none), m);
      sum = f32x4.add(sum, f32x4.mul(square ? d : load4(a + at + j, a + at + row, none), d));
    }
    store4(target + j, target + row, sum);
  }
}

/**
 * With d = x - mean and s = 1 / √(variance + epsilon): dbeta = Σ dy, dgamma = s · Σ dy · d and
 * dx = gamma · s · ((dy - dbeta / rows) - d · (s · dgamma / rows)) + (d · (2 · dvariance / rows) + dmean / rows). `scratch` is for 4 · channels numbers.
 */
export function batchNormalizationGradient(
  x: usize, gamma: usize, mean: usize, variance: usize, dy: usize, dmean: usize, dvariance: usize, dx: usize, dgamma: usize, dbeta: usize, scratch: usize,
  rows: i32, channels: i32, epsilon: f32,
): void {
  const row = <usize>channels << 2, none = f32x4.splat(0), count = f32x4.splat(<f32>rows), two = f32x4.splat(2);
  const scale = scratch, share = scratch + row, across = scratch + 2 * row, along = scratch + 3 * row;
  reduceFloatColumns(0, dy, dbeta, 1, rows, channels);
  for (let j: usize = 0; j < row; j += 64) sumOfProducts(dy, x, mean, dgamma, j, row, rows, false);
  inverseDeviations(variance, scale, row, epsilon);
  for (let j: usize = 0; j < row; j += 16) {
    const inverse = load4(scale + j, scale + row, none), product = f32x4.mul(load4(dgamma + j, dgamma + row, none), inverse);
    store4(dgamma + j, dgamma + row, product);
    store4(scale + j, scale + row, f32x4.mul(load4(gamma + j, gamma + row, none), inverse));
    store4(share + j, share + row, f32x4.div(load4(dbeta + j, dbeta + row, none), count));
    store4(across + j, across + row, f32x4.div(f32x4.mul(product, inverse), count));
    store4(along + j, along + row, f32x4.div(f32x4.mul(two, load4(dvariance + j, dvariance + row, none)), count));
  }
  for (let r = 0; r < rows; r++, x += row, dy += row, dx += row) {
    for (let j: usize = 0; j < row; j += 16) {
      const d = f32x4.sub(load4(x + j, x + row, none), load4(mean + j, mean + row, none));
      const slope = f32x4.sub(f32x4.sub(load4(dy + j, dy + row, none), load4(share + j, share + row, none)), f32x4.mul(d, load4(across + j, across + row, none)));
      const moments = f32x4.add(f32x4.mul(d, load4(along + j, along + row, none)), f32x4.div(load4(dmean + j, dmean + row, none), count));
      store4(dx + j, dx + row, f32x4.add(f32x4.mul(load4(scale + j, scale + row, none), slope), moments));
    }
  }
}
