import {join, join4} from "./joining";

// target[o, k, i] = x[o, 0, i] ∘ … ∘ x[o, k, i], one after the other; exclusive: without the last, beginning with 0 or 1; reverse: from the far end.

/** 32-bit floats; how 0 sum, 1 product. */
export function cumulateFloats(how: i32, x: usize, target: usize, outer: i32, length: i32, inner: i32, exclusive: bool, reverse: bool): void {
  if (how == 0) cumulate<f32>(0, x, target, outer, length, inner, exclusive, reverse);
  else cumulate<f32>(1, x, target, outer, length, inner, exclusive, reverse);
}

/** 32-bit whole numbers, modulo 2^32. */
export function cumulateWholes(how: i32, x: usize, target: usize, outer: i32, length: i32, inner: i32, exclusive: bool, reverse: bool): void {
  if (how == 0) cumulate<i32>(0, x, target, outer, length, inner, exclusive, reverse);
  else cumulate<i32>(1, x, target, outer, length, inner, exclusive, reverse);
}

// @ts-ignore: decorators are AssemblyScript's
@inline
function cumulate<T>(how: i32, x: usize, target: usize, outer: i32, length: i32, inner: i32, exclusive: bool, reverse: bool): void {
  const stride = <usize>inner << 2, block = stride * <usize>length, far = reverse ? block - stride : 0;
  if (block == 0) return;
  for (let o = 0; o < outer; o++, x += block, target += block) {
    if (exclusive) for (let j: usize = 0; j < stride; j += 4) store<T>(target + far + j, <T>how);
    else memory.copy(target + far, x + far, stride);
    for (let k: usize = stride; k < block; k += stride) {
      const now = reverse ? far - k : k, before = reverse ? now + stride : now - stride;
      joinRow<T>(how, target + before, x + (exclusive ? before : now), target + now, stride);
    }
  }
}

// @ts-ignore: decorators are AssemblyScript's
@inline
function joinRow<T>(how: i32, a: usize, b: usize, target: usize, bytes: usize): void {
  let j: usize = 0;
  for (; j + 16 <= bytes; j += 16) v128.store(target + j, join4<T>(how, v128.load(a + j), v128.load(b + j)));
  for (; j < bytes; j += 4) store<T>(target + j, join<T>(how, load<T>(a + j), load<T>(b + j)));
}
