// A function of two tensors with broadcasting. Neighbouring axes over which an operand repeats, or does not, in the same way count as one; so there are columns, over
// which an operand steps by one number or stays, rows, and further axes in a table. Four numbers are computed at a time, the last one to three by the same SIMD function.
// F names the function at compile time (see map.ts); Out is the type of a result: f32 for any 4 bytes, u8 for a truth value.
import {storeTruths} from "./truth";

// @ts-ignore: decorators are AssemblyScript's
@inline
function put4<Out>(target: usize, i: i32, value: v128): void {
  if (sizeof<Out>() == 1) storeTruths(target + i, value);
  else v128.store(target + (<usize>i << 2), value);
}

// @ts-ignore: decorators are AssemblyScript's
@inline
function put1<Out>(target: usize, i: i32, value: v128): void {
  if (sizeof<Out>() == 1) store<u8>(target + i, <u8>(i32x4.extract_lane(value, 0) & 1));
  else v128.store32_lane(target + (<usize>i << 2), value, 0);
}

/** One row; an operand steps over its columns or stays. */
function row<F, Out>(a: usize, b: usize, target: usize, columns: i32, stepsA: bool, stepsB: bool): void {
  let i: i32 = 0;
  if (stepsA && stepsB) for (; i + 4 <= columns; i += 4) put4<Out>(target, i, changetype<F>(0).four(v128.load(a + (<usize>i << 2)), v128.load(b + (<usize>i << 2))));
  else if (stepsA) {
    const second = v128.load32_splat(b);
    for (; i + 4 <= columns; i += 4) put4<Out>(target, i, changetype<F>(0).four(v128.load(a + (<usize>i << 2)), second));
  } else {
    const first = v128.load32_splat(a);
    for (; i + 4 <= columns; i += 4) put4<Out>(target, i, changetype<F>(0).four(first, v128.load(b + (<usize>i << 2))));
  }
  const strideA: usize = stepsA ? 4 : 0, strideB: usize = stepsB ? 4 : 0;
  for (; i < columns; i++) put1<Out>(target, i, changetype<F>(0).four(v128.load32_splat(a + <usize>i * strideA), v128.load32_splat(b + <usize>i * strideB)));
}

/**
 * target = F.four(a, b) over `blocks` × rows × columns numbers of 4 bytes, target packed; it may be an operand that does not repeat.
 * rowA and rowB lead from row to row of an operand, in bytes. Where a block lies, `table` says: per further axis, innermost first, its extent and
 * the two operands' strides in bytes, three i32 each.
 */
// @ts-ignore: decorators are AssemblyScript's
@inline
export function zip<F, Out>(a: usize, b: usize, target: usize, columns: i32, stepsA: bool, stepsB: bool, rows: i32, rowA: i32, rowB: i32, blocks: i32, table: usize): void {
  const width = <usize>columns * sizeof<Out>();
  for (let block = 0; block < blocks; block++) {
    let fromA = a + offset(block, table, 4), fromB = b + offset(block, table, 8);
    for (let r = 0; r < rows; r++) {
      row<F, Out>(fromA, fromB, target, columns, stepsA, stepsB);
      fromA += rowA;
      fromB += rowB;
      target += width;
    }
  }
}

/** Where an operand's block begins; `which` is the place of its strides in the table. */
export function offset(block: i32, table: usize, which: usize): i32 {
  let at = 0;
  for (; block > 0; table += 12) {
    const extent = load<i32>(table);
    at += (block % extent) * load<i32>(table + which);
    block /= extent;
  }
  return at;
}
