import {identity} from "./element";

// @ts-ignore: decorators are AssemblyScript's
@inline
function hashOf(x: usize, i: i32, outer: i32, axis: i32, inner: i32, kind: i32): u32 {
  let hash: u32 = 0x811c9dc5;
  for (let m = 0; m < outer; m++) for (let n = 0; n < inner; n++) {
    hash = rotl<u32>((hash ^ <u32>identity(x, (m * axis + i) * inner + n, kind)) * 0x9e3779b1, 15);
  }
  return hash ^ (hash >> 16);
}

function same(x: usize, i: i32, j: i32, outer: i32, axis: i32, inner: i32, kind: i32): bool {
  for (let m = 0; m < outer; m++) for (let n = 0; n < inner; n++) {
    if (identity(x, (m * axis + i) * inner + n, kind) != identity(x, (m * axis + j) * inner + n, kind)) return false;
  }
  return true;
}

/**
 * The distinct slices x[:, i, :] in the order in which they first come: firsts[u] is where the u-th one comes first, inverse[i] the u of slice i. Answers their number.
 * All NaN are equal here, and 0 equals -0. `table` is scratch for `slots` integers, a power of two larger than `axis`.
 */
export function unique(x: usize, inverse: usize, firsts: usize, table: usize, slots: i32, outer: i32, axis: i32, inner: i32, kind: i32): i32 {
  memory.fill(table, 0xff, <usize>slots << 2);
  let found = 0;
  for (let i = 0; i < axis; i++) {
    let slot = hashOf(x, i, outer, axis, inner, kind) & <u32>(slots - 1);
    let known = load<i32>(table + (<usize>slot << 2));
    while (known >= 0 && !same(x, i, load<i32>(firsts + (<usize>known << 2)), outer, axis, inner, kind)) {
      slot = (slot + 1) & <u32>(slots - 1);
      known = load<i32>(table + (<usize>slot << 2));
    }
    if (known < 0) {
      known = found++;
      store<i32>(table + (<usize>slot << 2), known);
      store<i32>(firsts + (<usize>known << 2), i);
    }
    store<i32>(inverse + (<usize>i << 2), known);
  }
  return found;
}
