/** target[o, k, i] = x[o, i] / divisor: the gradient of a sum, and of a mean, over the middle axis. */
export function spread(x: usize, target: usize, outer: i32, length: i32, inner: i32, divisor: f32): void {
  const stride = <usize>inner << 2;
  for (let o = 0; o < outer; o++, x += stride) {
    if (inner == 1) target = fill(target, length, load<f32>(x) / divisor);
    else if (length > 0) {
      const first = target;
      for (let j: usize = 0; j < stride; j += 4) store<f32>(target + j, load<f32>(x + j) / divisor);
      target += stride;
      for (let k = 1; k < length; k++, target += stride) memory.copy(target, first, stride);
    }
  }
}

// @ts-ignore: decorators are AssemblyScript's
@inline
function fill(target: usize, count: i32, value: f32): usize {
  const end = target + (<usize>count << 2), value4 = f32x4.splat(value);
  for (; target + 16 <= end; target += 16) v128.store(target, value4);
  for (; target < end; target += 4) store<f32>(target, value);
  return end;
}
