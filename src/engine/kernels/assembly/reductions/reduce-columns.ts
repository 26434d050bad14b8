import {join, join4, neutral} from "./joining";

// target[o, i] = all of x[o, :, i] joined, in ascending order, beginning with what changes nothing. Sixteen columns at a time stay in registers.

/** 32-bit floats; how: see joining.ts. */
export function reduceFloatColumns(how: i32, x: usize, target: usize, outer: i32, length: i32, inner: i32): void {
  if (how == 0) reduceColumns<f32>(0, x, target, outer, length, inner);
  else if (how == 1) reduceColumns<f32>(1, x, target, outer, length, inner);
  else if (how == 2) reduceColumns<f32>(2, x, target, outer, length, inner);
  else reduceColumns<f32>(3, x, target, outer, length, inner);
}

/** 32-bit whole numbers, modulo 2^32. */
export function reduceWholeColumns(how: i32, x: usize, target: usize, outer: i32, length: i32, inner: i32): void {
  if (how == 0) reduceColumns<i32>(0, x, target, outer, length, inner);
  else if (how == 1) reduceColumns<i32>(1, x, target, outer, length, inner);
  else if (how == 2) reduceColumns<i32>(2, x, target, outer, length, inner);
  else reduceColumns<i32>(3, x, target, outer, length, inner);
}

/** Bytes of 0 and 1: whether one of them is 1 (how 2) or all are (how 3). */
export function reduceByteColumns(how: i32, x: usize, target: usize, outer: i32, length: i32, inner: i32): void {
  const end: u8 = how == 2 ? 1 : 0;
  for (let o = 0; o < outer; o++, x += <usize>(length * inner)) {
    for (let i = 0; i < inner; i++, target++) {
      let found: u8 = 1 - end, from = x + <usize>i;
      for (let k = 0; k < length && found != end; k++, from += <usize>inner) if ((load<u8>(from) != 0) == (end != 0)) found = end;
      store<u8>(target, found);
    }
  }
}

// @ts-ignore: decorators are AssemblyScript's
@inline
function reduceColumns<T>(how: i32, x: usize, target: usize, outer: i32, length: i32, inner: i32): void {
  const stride = <usize>inner << 2, block = stride * <usize>length, nothing = v128.splat<T>(neutral<T>(how));
  for (let o = 0; o < outer; o++, x += block, target += stride) {
    let j: usize = 0;
    for (; j + 64 <= stride; j += 64) {
      let a = nothing, b = nothing, c = nothing, d = nothing;
      for (let from = x + j, end = from + block; from < end; from += stride) {
        a = join4<T>(how, a, v128.load(from));
        b = join4<T>(how, b, v128.load(from, 16));
        c = join4<T>(how, c, v128.load(from, 32));
        d = join4<T>(how, d, v128.load(from, 48));
      }
      v128.store(target + j, a);
      v128.store(target + j, b, 16);
      v128.store(target + j, c, 32);
      v128.store(target + j, d, 48);
    }
    for (; j + 16 <= stride; j += 16) {
      let a = nothing;
      for (let from = x + j, end = from + block; from < end; from += stride) a = join4<T>(how, a, v128.load(from));
      v128.store(target + j, a);
    }
    for (; j < stride; j += 4) {
      let a = neutral<T>(how);
      for (let from = x + j, end = from + block; from < end; from += stride) a = join<T>(how, a, load<T>(from));
      store<T>(target + j, a);
    }
  }
}
