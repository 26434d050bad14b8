import {fourBytes} from "./truth";

/** target[i] = condition[i] ? a[i] : b[i], bit for bit, on numbers of 4 bytes. */
function selectNumbers(condition: usize, a: usize, b: usize, target: usize, count: i32): void {
  let i: i32 = 0;
  for (; i + 4 <= count; i += 4) {
    const at = <usize>i << 2;
    v128.store(target + at, v128.bitselect(v128.load(a + at), v128.load(b + at), fourBytes(condition + i)));
  }
  for (; i < count; i++) store<u32>(target + (<usize>i << 2), load<u32>((load<u8>(condition + i) ? a : b) + (<usize>i << 2)));
}

/** The same on `count` rows of `width` bytes, each with one truth value; target may be a or b. */
export function select(condition: usize, a: usize, b: usize, target: usize, count: i32, width: i32): void {
  if (width == 4) return selectNumbers(condition, a, b, target, count);
  for (let i = 0; i < count; i++) {
    const at = <usize>i * width;
    memory.copy(target + at, (load<u8>(condition + i) ? a : b) + at, width);
  }
}
