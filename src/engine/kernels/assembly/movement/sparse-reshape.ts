/**
 * Index tuples of one shape as index tuples of another of equal size: `shape` and `newShape` hold the extents as 32-bit integers. Sizes up to 2^63.
 * Answers the position of the first integer outside its extent, or -1.
 */
export function sparseReshape(tuples: usize, shape: usize, newShape: usize, target: usize, count: i32, rank: i32, newRank: i32): i32 {
  for (let i = 0; i < count; i++) {
    let flat: i64 = 0;
    for (let a = 0; a < rank; a++) {
      const index = load<u32>(tuples + (<usize>(i * rank + a) << 2)), extent = load<u32>(shape + (<usize>a << 2));
      if (index >= extent) return i * rank + a;
      flat = flat * extent + index;
    }
    for (let a = newRank - 1; a >= 0; a--) {
      const extent: i64 = load<i32>(newShape + (<usize>a << 2));
      store<i32>(target + (<usize>(i * newRank + a) << 2), <i32>(flat % extent));
      flat /= extent;
    }
  }
  return -1;
}
