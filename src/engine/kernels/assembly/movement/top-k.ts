import {float, identity} from "./element";
import {copyRun} from "./copy-run";

// @ts-ignore: decorators are AssemblyScript's
@inline
function at(base: usize, index: i32): i32 {
  return load<i32>(base + (<usize>index << 2));
}

// @ts-ignore: decorators are AssemblyScript's
@inline
function put(base: usize, index: i32, value: i32): void {
  store<i32>(base + (<usize>index << 2), value);
}

/** Whether element a comes before b: the larger first, of equal ones that of the lower index. */
// @ts-ignore: decorators are AssemblyScript's
@inline
function before(keys: usize, a: i32, b: i32): bool {
  const ka = at(keys, a), kb = at(keys, b);
  return ka > kb || (ka == kb && a < b);
}

/** Restores the heap below `root`, whose top is the element that comes last. */
function sift(heap: usize, keys: usize, root: i32, size: i32): void {
  const moved = at(heap, root);
  for (;;) {
    let child = 2 * root + 1;
    if (child >= size) break;
    if (child + 1 < size && before(keys, at(heap, child), at(heap, child + 1))) child++;
    if (!before(keys, moved, at(heap, child))) break;
    put(heap, root, at(heap, child));
    root = child;
  }
  put(heap, root, moved);
}

/** Integers in the order of the elements: NaN above all numbers, 0 and -0 equal. */
function orderingKeys(x: usize, keys: usize, columns: i32, kind: i32): void {
  for (let j = 0; j < columns; j++) {
    const bits = identity(x, j, kind);
    put(keys, j, kind == float && bits < 0 ? bits ^ 0x7fffffff : bits);
  }
}

/** The k largest of each row of x in descending order, with their indices; NaN counts as larger than every number, equal elements come by ascending index. `keys` is scratch for a row of integers. */
export function topK(x: usize, values: usize, indices: usize, keys: usize, rows: i32, columns: i32, k: i32, width: i32, kind: i32): void {
  if (k == 0) return;
  for (let r = 0; r < rows; r++) {
    orderingKeys(x, keys, columns, kind);
    for (let i = 0; i < k; i++) put(indices, i, i);
    for (let i = k / 2 - 1; i >= 0; i--) sift(indices, keys, i, k);
    for (let j = k; j < columns; j++) {
      if (!before(keys, j, at(indices, 0))) continue;
      put(indices, 0, j);
      sift(indices, keys, 0, k);
    }
    for (let size = k - 1; size > 0; size--) {
      const last = at(indices, 0);
      put(indices, 0, at(indices, size));
      put(indices, size, last);
      sift(indices, keys, 0, size);
    }
    for (let i = 0; i < k; i++) copyRun(values + <usize>width * i, x + <usize>width * at(indices, i), width);
    x += <usize>width * columns;
    values += <usize>width * k;
    indices += <usize>k << 2;
  }
}
