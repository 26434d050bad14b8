/** Bytes of 0 and 1 as 32-bit whole numbers. */
export function wholesFromBytes(x: usize, target: usize, count: i32): void {
  for (let i = 0; i < count; i++) store<i32>(target + (<usize>i << 2), load<u8>(x + <usize>i) != 0 ? 1 : 0);
}

/** 32-bit whole numbers as the nearest 32-bit floats. */
export function floatsFromWholes(x: usize, target: usize, count: i32): void {
  const bytes = <usize>count << 2;
  let i: usize = 0;
  for (; i + 16 <= bytes; i += 16) v128.store(target + i, f32x4.convert_i32x4_s(v128.load(x + i)));
  for (; i < bytes; i += 4) store<f32>(target + i, <f32>load<i32>(x + i));
}

/** target[i] = target[i] / by, in place. */
export function divideFloats(target: usize, count: i32, by: f32): void {
  const bytes = <usize>count << 2, by4 = f32x4.splat(by);
  let i: usize = 0;
  for (; i + 16 <= bytes; i += 16) v128.store(target + i, f32x4.div(v128.load(target + i), by4));
  for (; i < bytes; i += 4) store<f32>(target + i, load<f32>(target + i) / by);
}
