import {fill} from "./fill";
import {write} from "./element";

/** target[i, indices[i]] = on, everything else off; an index outside [0, depth) leaves its row off. */
export function oneHot(indices: usize, target: usize, count: i32, depth: i32, on: f64, off: f64, kind: i32): void {
  fill(target, count * depth, off, kind);
  for (let i = 0; i < count; i++) {
    const index = load<i32>(indices + (<usize>i << 2));
    if (index >= 0 && index < depth) write(target, i * depth + index, kind, on);
  }
}
