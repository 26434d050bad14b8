import {addLanes, load4, store4} from "../reductions/lanes";

// Layer normalisation (Ba, Kiros and Hinton, 2016) of each row: mean and variance in two passes, their sums in the order of lanes.ts.

/** y = ((x - mean) · 1 / √(variance + epsilon)) · gamma + beta, row by row. */
export function layerNormalization(x: usize, gamma: usize, beta: usize, y: usize, rows: i32, columns: i32, epsilon: f32): void {
  const row = <usize>columns << 2, none = f32x4.splat(0);
  for (let r = 0; r < rows; r++, x += row, y += row) {
    const mean = meanOf(x, x + row, columns), inverse = f32x4.splat(inverseDeviation(x, x + row, columns, mean, epsilon));
    for (let j: usize = 0; j < row; j += 16) {
      const normal = f32x4.mul(f32x4.sub(load4(x + j, x + row, mean), mean), inverse);
      store4(y + j, y + row, f32x4.add(f32x4.mul(normal, load4(gamma + j, gamma + row, none)), load4(beta + j, beta + row, none)));
    }
  }
}

/**
 * With n = (x - mean) / √(variance + epsilon) and g = dy · gamma: dx = 1 / √(variance + epsilon) · (g - Σ g / columns - n · (Σ g · n / columns)) in each row;
 * dgamma = Σ dy · n and dbeta = Σ dy over the rows, in ascending order.
 */
export function layerNormalizationGradient(
  x: usize, gamma: usize, dy: usize, dx: usize, dgamma: usize, dbeta: usize, rows: i32, columns: i32, epsilon: f32,
): void {
  const row = <usize>columns << 2, none = f32x4.splat(0);
  for (let j: usize = 0; j < row; j += 4) {
    store<f32>(dgamma + j, -0.0);
    store<f32>(dbeta + j, -0.0);
  }
  for (let r = 0; r < rows; r++, x += row, dy += row, dx += row) {
    const mean = meanOf(x, x + row, columns), inverse = f32x4.splat(inverseDeviation(x, x + row, columns, mean, epsilon));
    let even = none, odd = none, evenProduct = none, oddProduct = none;
    for (let j: usize = 0; j < row; j += 16) {
      const normal = f32x4.mul(f32x4.sub(load4(x + j, x + row, mean), mean), inverse), slope = load4(dy + j, dy + row, none);
      store4(dgamma + j, dgamma + row, f32x4.add(load4(dgamma + j, dgamma + row, none), f32x4.mul(slope, normal)));
      store4(dbeta + j, dbeta + row, f32x4.add(load4(dbeta + j, dbeta + row, none), slope));
      const scaled = f32x4.mul(slope, load4(gamma + j, gamma + row, none)), product = f32x4.mul(scaled, normal);
      if (j & 16) {
        odd = f32x4.add(odd, scaled);
        oddProduct = f32x4.add(oddProduct, product);
      } else {
        even = f32x4.add(even, scaled);
        evenProduct = f32x4.add(evenProduct, product);
      }
    }
    const count = <f32>columns, mean1 = f32x4.splat(addLanes(even, odd) / count), mean2 = f32x4.splat(addLanes(evenProduct, oddProduct) / count);
    for (let j: usize = 0; j < row; j += 16) {
      const normal = f32x4.mul(f32x4.sub(load4(x + j, x + row, mean), mean), inverse);
      const scaled = f32x4.mul(load4(dy + j, dy + row, none), load4(gamma + j, gamma + row, none));
      store4(dx + j, dx + row, f32x4.mul(inverse, f32x4.sub(f32x4.sub(scaled, mean1), f32x4.mul(normal, mean2))));
    }
  }
}

/** The mean, in every lane. */
// @ts-ignore: decorators are AssemblyScript's
@inline
function meanOf(x: usize, end: usize, count: i32): v128 {
  const none = f32x4.splat(-0.0);
  let even = none, odd = none;
  for (; x < end; x += 32) {
    even = f32x4.add(even, load4(x, end, none));
    if (x + 16 < end) odd = f32x4.add(odd, load4(x + 16, end, none));
  }
  return f32x4.splat(addLanes(even, odd) / <f32>count);
}

// @ts-ignore: decorators are AssemblyScript's
@inline
function inverseDeviation(x: usize, end: usize, count: i32, mean: v128, epsilon: f32): f32 {
  let even = f32x4.splat(0), odd = even;
  for (; x < end; x += 32) {
    const first = f32x4.sub(load4(x, end, mean), mean);
    even = f32x4.add(even, f32x4.mul(first, first));
    if (x + 16 >= end) break;
    const second = f32x4.sub(load4(x + 16, end, mean), mean);
    odd = f32x4.add(odd, f32x4.mul(second, second));
  }
  return 1 / sqrt<f32>(addLanes(even, odd) / <f32>count + epsilon);
}
