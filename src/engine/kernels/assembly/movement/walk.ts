import {copyRun} from "./copy-run";
import {transposedPlane} from "./transposed-plane";

// @ts-ignore: decorators are AssemblyScript's
@inline
function line<T>(source: usize, target: usize, count: i32, from: i32, to: i32): void {
  for (let i = 0; i < count; i++) {
    store<T>(target, load<T>(source));
    source += from;
    target += to;
  }
}

// @ts-ignore: decorators are AssemblyScript's
@inline
function repeated(source: usize, target: usize, count: i32): void {
  const value = v128.load32_splat(source), bytes = <usize>count << 2;
  let i: usize = 0;
  for (; i + 16 <= bytes; i += 16) v128.store(target + i, value);
  for (; i < bytes; i += 4) store<u32>(target + i, load<u32>(source));
}

function plane(source: usize, target: usize, width: i32, rows: i32, columns: i32, fromRow: i32, from: i32, toRow: i32, to: i32): void {
  if (width == 4 && fromRow == 4 && to == 4 && rows > 1 && from != 4) {
    transposedPlane(source, target, rows, columns, from, toRow);
    return;
  }
  for (let r = 0; r < rows; r++) {
    if (from == width && to == width) copyRun(target, source, <usize>width * columns);
    else if (width == 4 && from == 0 && to == 4) repeated(source, target, columns);
    else if (width == 4) line<u32>(source, target, columns, from, to);
    else line<u8>(source, target, columns, from, to);
    source += fromRow;
    target += toRow;
  }
}

/**
 * target[Σ iₐ · tₐ] = source[Σ iₐ · fₐ] for all indices i below the six extents e, in row-major order of i; strides f and t in bytes, of either sign, elements of
 * `width` bytes (1 or 4). Source and target do not overlap. Runs that are contiguous in both are copied whole, planes that are transposed go by blocks.
 */
export function walk(
  source: usize, target: usize, width: i32, e0: i32, e1: i32, e2: i32, e3: i32, e4: i32, e5: i32,
  f0: i32, f1: i32, f2: i32, f3: i32, f4: i32, f5: i32, t0: i32, t1: i32, t2: i32, t3: i32, t4: i32, t5: i32,
): void {
  for (let a = 0; a < e0; a++) for (let b = 0; b < e1; b++) for (let c = 0; c < e2; c++) for (let d = 0; d < e3; d++) {
    plane(source + a * f0 + b * f1 + c * f2 + d * f3, target + a * t0 + b * t1 + c * t2 + d * t3, width, e4, e5, f4, f5, t4, t5);
  }
}
