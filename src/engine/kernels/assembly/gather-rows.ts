/** target[i, :] = x[indices[i], :] for rows of `row` bytes; answers the first i whose index is outside [0, limit), or -1. */
export function gatherRows(x: usize, indices: usize, target: usize, count: i32, row: usize, limit: i32): i32 {
  for (let i = 0; i < count; i++) {
    const index = load<i32>(indices + (<usize>i << 2));
    if (index < 0 || index >= limit) return i;
    memory.copy(target, x + row * index, row);
    target += row;
  }
  return -1;
}
