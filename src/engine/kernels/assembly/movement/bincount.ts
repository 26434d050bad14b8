import {float, read, write} from "./element";

/**
 * target[r, x[r, i]] += weights[r, i], in the order of i; without weights (address 0) it counts, with `binary` it notes 1. Numbers from `size` on are left out.
 * x holds no negative integer; target is of the type `kind` (float or integer).
 */
export function bincount(x: usize, weights: usize, target: usize, rows: i32, columns: i32, size: i32, binary: bool, kind: i32): void {
  memory.fill(target, 0, <usize>(rows * size) << 2);
  for (let r = 0; r < rows; r++) for (let i = 0; i < columns; i++) {
    const value = load<i32>(x + (<usize>(r * columns + i) << 2));
    if (value >= size) continue;
    const index = r * size + value;
    const sum = binary ? 1 : read(target, index, kind) + (weights == 0 ? 1 : read(weights, r * columns + i, kind));
    if (kind == float) write(target, index, kind, sum);
    else store<i32>(target + (<usize>index << 2), <i32><i64>sum);
  }
}
