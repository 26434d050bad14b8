import {float} from "./element";
import {addFloats, addIntegers} from "./scatter";

/** target[segments[i], :] += x[i, :], i in ascending order, floats (kind 0) or integers that wrap; ids outside [0, count) are dropped, as TensorFlow says. */
export function segmentSum(x: usize, segments: usize, target: usize, rows: i32, columns: i32, count: i32, kind: i32): void {
  const row = <usize>columns << 2;
  memory.fill(target, 0, row * count);
  for (let r = 0; r < rows; r++) {
    const segment = load<i32>(segments + (<usize>r << 2));
    if (segment < 0 || segment >= count) continue;
    if (kind == float) addFloats(x + row * r, target + row * segment, row);
    else addIntegers(x + row * r, target + row * segment, row);
  }
}

/**
 * target[segments[i], :] += x[indices[i], :], i in ascending order, and with `mean` each sum divided by the number of its rows, integers towards zero.
 * Segments ascend and lie below `count`, indices lie within x; a segment without rows is 0.
 */
export function sparseSegments(x: usize, indices: usize, segments: usize, target: usize, rows: i32, columns: i32, count: i32, mean: bool, kind: i32): void {
  const row = <usize>columns << 2;
  memory.fill(target, 0, row * count);
  let seen = 0;
  for (let r = 0; r < rows; r++) {
    const segment = load<i32>(segments + (<usize>r << 2));
    const from = x + row * load<i32>(indices + (<usize>r << 2)), to = target + row * segment;
    if (kind == float) addFloats(from, to, row);
    else addIntegers(from, to, row);
    seen++;
    if (r + 1 < rows && load<i32>(segments + (<usize>(r + 1) << 2)) == segment) continue;
    if (mean) divide(to, columns, seen, kind);
    seen = 0;
  }
}

function divide(row: usize, columns: i32, by: i32, kind: i32): void {
  for (let j = 0; j < columns; j++, row += 4) {
    if (kind == float) store<f32>(row, load<f32>(row) / <f32>by);
    else store<i32>(row, load<i32>(row) / by);
  }
}
