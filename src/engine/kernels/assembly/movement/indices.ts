/** The position of the first of `count` integers outside [0, limit), or -1. */
export function firstOutside(indices: usize, count: i32, limit: i32): i32 {
  for (let i = 0; i < count; i++) if (load<u32>(indices + (<usize>i << 2)) >= <u32>limit) return i;
  return -1;
}

/** The position of the first of `count` integers that is below 0 or below the one before it, or -1. */
export function firstDecrease(values: usize, count: i32): i32 {
  let last = 0;
  for (let i = 0; i < count; i++) {
    const value = load<i32>(values + (<usize>i << 2));
    if (value < last) return i;
    last = value;
  }
  return -1;
}

/** One integer of a tensor. */
export function integerAt(values: usize, index: i32): i32 {
  return load<i32>(values + (<usize>index << 2));
}

/** values[index] = value */
export function setInteger(values: usize, index: i32, value: i32): void {
  store<i32>(values + (<usize>index << 2), value);
}

/** The first of `count` tuples of `rank` integers whose first integer is outside [0, rows), or -1. */
export function firstRowOutside(tuples: usize, count: i32, rank: i32, rows: i32): i32 {
  for (let i = 0; i < count; i++) if (load<u32>(tuples + (<usize>(i * rank) << 2)) >= <u32>rows) return i;
  return -1;
}
