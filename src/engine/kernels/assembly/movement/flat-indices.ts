/**
 * Row-major numbers of `count` index tuples of `rank` integers within extents e (1 beyond the rank): target[i] = ((i0 · e1 + i1) · e2 + i2) …
 * Answers the position in `tuples` of the first integer outside its extent, or -1.
 */
export function flatIndices(tuples: usize, target: usize, count: i32, rank: i32, e0: i32, e1: i32, e2: i32, e3: i32, e4: i32, e5: i32): i32 {
  for (let i = 0; i < count; i++) {
    let flat = 0;
    for (let a = 0; a < rank; a++) {
      const extent = a == 0 ? e0 : a == 1 ? e1 : a == 2 ? e2 : a == 3 ? e3 : a == 4 ? e4 : e5;
      const index = load<u32>(tuples + (<usize>(i * rank + a) << 2));
      if (index >= <u32>extent) return i * rank + a;
      flat = flat * extent + <i32>index;
    }
    store<i32>(target + (<usize>i << 2), flat);
  }
  return -1;
}
