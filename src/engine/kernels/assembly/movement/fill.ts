import {float, integer} from "./element";

/** All `count` elements of a type (0 float, 1 integer, 2 byte) become the value, rounded to it. */
export function fill(target: usize, count: i32, value: f64, kind: i32): void {
  if (kind != float && kind != integer) {
    memory.fill(target, value != 0 ? 1 : 0, count);
    return;
  }
  const bits = kind == float ? reinterpret<i32>(<f32>value) : <i32>value;
  const four = i32x4.splat(bits), bytes = <usize>count << 2;
  let i: usize = 0;
  for (; i + 16 <= bytes; i += 16) v128.store(target + i, four);
  for (; i < bytes; i += 4) store<i32>(target + i, bits);
}
