// The types of elements: 0 a 32-bit float, 1 a 32-bit integer, 2 a byte that is 0 or 1.

export const float: i32 = 0, integer: i32 = 1;

/** An element as a 64-bit float, which holds every value of the three types. */
// @ts-ignore: decorators are AssemblyScript's
@inline
export function read(base: usize, index: i32, kind: i32): f64 {
  if (kind == float) return load<f32>(base + (<usize>index << 2));
  if (kind == integer) return load<i32>(base + (<usize>index << 2));
  return load<u8>(base + index);
}

/** Rounds to the type: to the nearest float, towards zero for an integer, to "other than 0" for a byte. */
// @ts-ignore: decorators are AssemblyScript's
@inline
export function write(base: usize, index: i32, kind: i32, value: f64): void {
  if (kind == float) store<f32>(base + (<usize>index << 2), <f32>value);
  else if (kind == integer) store<i32>(base + (<usize>index << 2), <i32>value);
  else store<u8>(base + index, value != 0 ? 1 : 0);
}

/** One 32-bit pattern for all elements that are equal: every NaN is one, and so are 0 and -0. */
// @ts-ignore: decorators are AssemblyScript's
@inline
export function identity(base: usize, index: i32, kind: i32): i32 {
  if (kind == integer) return load<i32>(base + (<usize>index << 2));
  if (kind != float) return load<u8>(base + index);
  const value = load<f32>(base + (<usize>index << 2));
  if (value != value) return 0x7fc00000;
  return value == 0 ? 0 : reinterpret<i32>(value);
}
