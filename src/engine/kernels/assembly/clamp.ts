// pmax(a, b) is a < b ? b : a, and pmin(a, b) is b < a ? b : a: with the number first, NaN stays NaN and -0 stays -0 on every processor.

export function relu(x: usize, target: usize, count: i32): void {
  const bytes = <usize>count << 2, zero = f32x4.splat(0);
  let i: usize = 0;
  for (; i + 16 <= bytes; i += 16) v128.store(target + i, f32x4.pmax(v128.load(x + i), zero));
  for (; i < bytes; i += 4) {
    const value = load<f32>(x + i);
    store<f32>(target + i, value < 0 ? 0 : value);
  }
}

export function clip(x: usize, target: usize, count: i32, low: f32, high: f32): void {
  const bytes = <usize>count << 2, low4 = f32x4.splat(low), high4 = f32x4.splat(high);
  let i: usize = 0;
  for (; i + 16 <= bytes; i += 16) v128.store(target + i, f32x4.pmin(f32x4.pmax(v128.load(x + i), low4), high4));
  for (; i < bytes; i += 4) {
    let value = load<f32>(x + i);
    if (value < low) value = low;
    store<f32>(target + i, high < value ? high : value);
  }
}

/** target[r, j] = x[r, j] < 0 ? alpha[j] · x[r, j] : x[r, j] */
export function prelu(x: usize, alpha: usize, target: usize, rows: i32, columns: i32): void {
  for (let r = 0; r < rows; r++) for (let j = 0; j < columns; j++) {
    const value = load<f32>(x);
    store<f32>(target, value < 0 ? load<f32>(alpha + (<usize>j << 2)) * value : value);
    x += 4;
    target += 4;
  }
}
