import {power} from "../functions/power";

// Local response normalisation (Krizhevsky, Sutskever and Hinton, 2012) over [rows, channels]: norm = bias + alpha · Σ x² over the channels at most `radius`
// away, in ascending order; y = x · norm^-beta.

// @ts-ignore: decorators are AssemblyScript's
@inline
function normAt(x: usize, channel: i32, channels: i32, radius: i32, bias: f32, alpha: f32): f32 {
  let sum: f32 = 0;
  for (let k = max(0, channel - radius), end = min(channels - 1, channel + radius); k <= end; k++) {
    const value = load<f32>(x + (<usize>k << 2));
    sum += value * value;
  }
  return bias + alpha * sum;
}

export function responseNormalization(x: usize, y: usize, rows: i32, channels: i32, radius: i32, bias: f32, alpha: f32, beta: f32): void {
  const row = <usize>channels << 2;
  for (let r = 0; r < rows; r++, x += row, y += row) for (let c = 0; c < channels; c++) {
    const at = <usize>c << 2;
    store<f32>(y + at, load<f32>(x + at) * power(normAt(x, c, channels, radius, bias, alpha), -beta));
  }
}

/** dx[k] = Σ over c of dy[c] · ((k = c ? norm^-beta : 0) - 2 · alpha · beta · x[k] · y[c] / norm), c in ascending order. */
export function responseNormalizationGradient(
  x: usize, y: usize, dy: usize, dx: usize, rows: i32, channels: i32, radius: i32, bias: f32, alpha: f32, beta: f32,
): void {
  const row = <usize>channels << 2;
  memory.fill(dx, 0, row * <usize>rows);
  for (let r = 0; r < rows; r++, x += row, y += row, dy += row, dx += row) for (let c = 0; c < channels; c++) {
    const at = <usize>c << 2, norm = normAt(x, c, channels, radius, bias, alpha), slope = load<f32>(dy + at);
    const back: f32 = -2 * alpha * beta * (load<f32>(y + at) / norm);
    for (let k = max(0, c - radius), end = min(channels - 1, c + radius); k <= end; k++) {
      const to = dx + (<usize>k << 2), own: f32 = k == c ? power(norm, -beta) : 0;
      store<f32>(to, load<f32>(to) + slope * (own + back * load<f32>(x + (<usize>k << 2))));
    }
  }
}
