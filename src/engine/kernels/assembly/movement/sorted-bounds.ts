import {read} from "./element";

/** Where each value would go into its ascending row of `width` numbers: before its equals, or with `upper` after them. NaN goes before all. */
export function sortedBounds(sorted: usize, values: usize, target: usize, rows: i32, width: i32, count: i32, upper: bool, kind: i32): void {
  for (let r = 0; r < rows; r++) for (let i = 0; i < count; i++) {
    const value = read(values, r * count + i, kind);
    let left = 0, right = width;
    while (left < right) {
      const middle = (left + right) >>> 1, number = read(sorted, r * width + middle, kind);
      if (number < value || (upper && number == value)) left = middle + 1;
      else right = middle;
    }
    store<i32>(target + (<usize>(r * count + i) << 2), right);
  }
}
