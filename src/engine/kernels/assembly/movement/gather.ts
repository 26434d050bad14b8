import {copyRun} from "./copy-run";

/** target[b, o, i, :] = x[b, o, indices[b, i], :] for slices of `bytes` bytes; every index lies in [0, extent). */
export function gatherSlices(x: usize, indices: usize, target: usize, batches: i32, outer: i32, count: i32, extent: i32, bytes: usize): void {
  for (let b = 0; b < batches; b++) {
    for (let o = 0; o < outer; o++) {
      for (let i = 0; i < count; i++) {
        copyRun(target, x + bytes * load<i32>(indices + (<usize>i << 2)), bytes);
        target += bytes;
      }
      x += bytes * extent;
    }
    indices += <usize>count << 2;
  }
}
