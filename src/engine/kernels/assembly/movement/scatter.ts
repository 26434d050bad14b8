import {copyRun} from "./copy-run";
import {float, integer} from "./element";

/** target[indices[i], :] = updates[i, :] in the order of i, so that the last of equal indices stays; `step` is `bytes`, or 0 for one update for all. */
export function scatterSlices(indices: usize, updates: usize, target: usize, count: i32, bytes: usize, step: usize): void {
  for (let i = 0; i < count; i++) copyRun(target + bytes * load<i32>(indices + (<usize>i << 2)), updates + step * i, bytes);
}

/** target[indices[i], :] += updates[i, :] in the order of i; integers wrap around, bytes are joined by "or". */
export function scatterAdd(indices: usize, updates: usize, target: usize, count: i32, columns: i32, kind: i32): void {
  const row = <usize>columns << (kind == float || kind == integer ? 2 : 0);
  for (let i = 0; i < count; i++) {
    const index = load<i32>(indices + (<usize>i << 2));
    const from = updates + row * i, to = target + row * index;
    if (kind == float) addFloats(from, to, row);
    else if (kind == integer) addIntegers(from, to, row);
    else for (let j: usize = 0; j < row; j++) store<u8>(to + j, load<u8>(to + j) | load<u8>(from + j));
  }
}

// @ts-ignore: decorators are AssemblyScript's
@inline
export function addFloats(from: usize, to: usize, bytes: usize): void {
  let j: usize = 0;
  for (; j + 16 <= bytes; j += 16) v128.store(to + j, f32x4.add(v128.load(to + j), v128.load(from + j)));
  for (; j < bytes; j += 4) store<f32>(to + j, load<f32>(to + j) + load<f32>(from + j));
}

// @ts-ignore: decorators are AssemblyScript's
@inline
export function addIntegers(from: usize, to: usize, bytes: usize): void {
  for (let j: usize = 0; j < bytes; j += 4) store<i32>(to + j, load<i32>(to + j) + load<i32>(from + j));
}
