import {copyRun} from "./copy-run";

/** starts[r] = where row r begins once every empty row of a sparse matrix has one entry, empty[r] = whether it had none; answers the number of entries. Row numbers lie in [0, rows). */
export function filledRowStarts(tuples: usize, starts: usize, empty: usize, count: i32, rank: i32, rows: i32): i32 {
  memory.fill(starts, 0, <usize>rows << 2);
  for (let i = 0; i < count; i++) {
    const at = starts + (<usize>load<i32>(tuples + (<usize>(i * rank) << 2)) << 2);
    store<i32>(at, load<i32>(at) + 1);
  }
  let total = 0;
  for (let r = 0; r < rows; r++) {
    const entries = load<i32>(starts + (<usize>r << 2));
    store<u8>(empty + r, entries == 0 ? 1 : 0);
    store<i32>(starts + (<usize>r << 2), total);
    total += max(1, entries);
  }
  return total;
}

/**
 * Sorts the entries by row, stably, and puts an entry (row, 0, …) with the default value into each empty row; positions[i] is where entry i went. Values have `width` bytes.
 * `starts` comes from filledRowStarts and is used up.
 */
export function fillEmptyRows(
  tuples: usize, values: usize, fallback: usize, starts: usize, empty: usize, newTuples: usize, newValues: usize, positions: usize, count: i32, rank: i32, rows: i32, width: i32,
): void {
  const tuple = <usize>rank << 2;
  for (let i = 0; i < count; i++) {
    const start = starts + (<usize>load<i32>(tuples + tuple * i) << 2), to = load<i32>(start);
    store<i32>(start, to + 1);
    copyRun(newTuples + tuple * to, tuples + tuple * i, tuple);
    copyRun(newValues + <usize>width * to, values + <usize>width * i, width);
    store<i32>(positions + (<usize>i << 2), to);
  }
  for (let r = 0; r < rows; r++) {
    if (load<u8>(empty + r) == 0) continue;
    const to = load<i32>(starts + (<usize>r << 2));
    memory.fill(newTuples + tuple * to, 0, tuple);
    store<i32>(newTuples + tuple * to, r);
    copyRun(newValues + <usize>width * to, fallback, width);
  }
}
