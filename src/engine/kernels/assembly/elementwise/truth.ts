// Truth values: in tensors one byte, 0 or 1 (whatever is not 0 counts as true); in SIMD four masks of 32 bits.

/** Four masks to four bytes of 0 or 1. */
// @ts-ignore: decorators are AssemblyScript's
@inline
export function storeTruths(target: usize, masks: v128): void {
  const shorts = i16x8.narrow_i32x4_s(masks, masks);
  v128.store32_lane(target, v128.and(i8x16.narrow_i16x8_s(shorts, shorts), i8x16.splat(1)), 0);
}

/** Four bytes to four masks. */
// @ts-ignore: decorators are AssemblyScript's
@inline
export function fourBytes(x: usize): v128 {
  return i32x4.ne(i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(v128.load32_zero(x))), i32x4.splat(0));
}
