// Comparisons of two tensors with broadcasting, of floats (with NaN nothing is equal, less or greater), whole numbers and truth values; and, or and exclusive or of truth values.
// The arguments are those of `zip` in broadcast.ts.
import {offset, zip} from "./broadcast";

class Equal { @inline four(a: v128, b: v128): v128 { return f32x4.eq(a, b); } }
class NotEqual { @inline four(a: v128, b: v128): v128 { return f32x4.ne(a, b); } }
class Less { @inline four(a: v128, b: v128): v128 { return f32x4.lt(a, b); } }
class LessEqual { @inline four(a: v128, b: v128): v128 { return f32x4.le(a, b); } }
class Greater { @inline four(a: v128, b: v128): v128 { return f32x4.gt(a, b); } }
class GreaterEqual { @inline four(a: v128, b: v128): v128 { return f32x4.ge(a, b); } }
class EqualInt { @inline four(a: v128, b: v128): v128 { return i32x4.eq(a, b); } }
class NotEqualInt { @inline four(a: v128, b: v128): v128 { return i32x4.ne(a, b); } }
class LessInt { @inline four(a: v128, b: v128): v128 { return i32x4.lt_s(a, b); } }
class LessEqualInt { @inline four(a: v128, b: v128): v128 { return i32x4.le_s(a, b); } }
class GreaterInt { @inline four(a: v128, b: v128): v128 { return i32x4.gt_s(a, b); } }
class GreaterEqualInt { @inline four(a: v128, b: v128): v128 { return i32x4.ge_s(a, b); } }

export function equal(a: usize, b: usize, target: usize, columns: i32, stepsA: bool, stepsB: bool, rows: i32, rowA: i32, rowB: i32, blocks: i32, table: usize): void {
  zip<Equal, u8>(a, b, target, columns, stepsA, stepsB, rows, rowA, rowB, blocks, table);
}
export function equalInt(a: usize, b: usize, target: usize, columns: i32, stepsA: bool, stepsB: bool, rows: i32, rowA: i32, rowB: i32, blocks: i32, table: usize): void {
  zip<EqualInt, u8>(a, b, target, columns, stepsA, stepsB, rows, rowA, rowB, blocks, table);
}
export function notEqual(a: usize, b: usize, target: usize, columns: i32, stepsA: bool, stepsB: bool, rows: i32, rowA: i32, rowB: i32, blocks: i32, table: usize): void {
  zip<NotEqual, u8>(a, b, target, columns, stepsA, stepsB, rows, rowA, rowB, blocks, table);
}
export function notEqualInt(a: usize, b: usize, target: usize, columns: i32, stepsA: bool, stepsB: bool, rows: i32, rowA: i32, rowB: i32, blocks: i32, table: usize): void {
  zip<NotEqualInt, u8>(a, b, target, columns, stepsA, stepsB, rows, rowA, rowB, blocks, table);
}
export function less(a: usize, b: usize, target: usize, columns: i32, stepsA: bool, stepsB: bool, rows: i32, rowA: i32, rowB: i32, blocks: i32, table: usize): void {
  zip<Less, u8>(a, b, target, columns, stepsA, stepsB, rows, rowA, rowB, blocks, table);
}
export function lessInt(a: usize, b: usize, target: usize, columns: i32, stepsA: bool, stepsB: bool, rows: i32, rowA: i32, rowB: i32, blocks: i32, table: usize): void {
  zip<LessInt, u8>(a, b, target, columns, stepsA, stepsB, rows, rowA, rowB, blocks, table);
}
export function lessEqual(a: usize, b: usize, target: usize, columns: i32, stepsA: bool, stepsB: bool, rows: i32, rowA: i32, rowB: i32, blocks: i32, table: usize): void {
  zip<LessEqual, u8>(a, b, target, columns, stepsA, stepsB, rows, rowA, rowB, blocks, table);
}
export function lessEqualInt(a: usize, b: usize, target: usize, columns: i32, stepsA: bool, stepsB: bool, rows: i32, rowA: i32, rowB: i32, blocks: i32, table: usize): void {
  zip<LessEqualInt, u8>(a, b, target, columns, stepsA, stepsB, rows, rowA, rowB, blocks, table);
}
export function greater(a: usize, b: usize, target: usize, columns: i32, stepsA: bool, stepsB: bool, rows: i32, rowA: i32, rowB: i32, blocks: i32, table: usize): void {
  zip<Greater, u8>(a, b, target, columns, stepsA, stepsB, rows, rowA, rowB, blocks, table);
}
export function greaterInt(a: usize, b: usize, target: usize, columns: i32, stepsA: bool, stepsB: bool, rows: i32, rowA: i32, rowB: i32, blocks: i32, table: usize): void {
  zip<GreaterInt, u8>(a, b, target, columns, stepsA, stepsB, rows, rowA, rowB, blocks, table);
}
export function greaterEqual(a: usize, b: usize, target: usize, columns: i32, stepsA: bool, stepsB: bool, rows: i32, rowA: i32, rowB: i32, blocks: i32, table: usize): void {
  zip<GreaterEqual, u8>(a, b, target, columns, stepsA, stepsB, rows, rowA, rowB, blocks, table);
}
export function greaterEqualInt(a: usize, b: usize, target: usize, columns: i32, stepsA: bool, stepsB: bool, rows: i32, rowA: i32, rowB: i32, blocks: i32, table: usize): void {
  zip<GreaterEqualInt, u8>(a, b, target, columns, stepsA, stepsB, rows, rowA, rowB, blocks, table);
}

/** The same on bytes, which count as 0 or 1. */
// @ts-ignore: decorators are AssemblyScript's
@inline
function zipBool<F>(a: usize, b: usize, target: usize, columns: i32, stepsA: bool, stepsB: bool, rows: i32, rowA: i32, rowB: i32, blocks: i32, table: usize): void {
  for (let block = 0; block < blocks; block++) {
    let fromA = a + offset(block, table, 4), fromB = b + offset(block, table, 8);
    for (let r = 0; r < rows; r++) {
      const strideA: usize = stepsA ? 1 : 0, strideB: usize = stepsB ? 1 : 0;
      for (let i = 0; i < columns; i++) store<u8>(target + i, <u8>changetype<F>(0).one(load<u8>(fromA + <usize>i * strideA) != 0, load<u8>(fromB + <usize>i * strideB) != 0));
      fromA += rowA;
      fromB += rowB;
      target += columns;
    }
  }
}

class EqualBool { @inline one(a: bool, b: bool): bool { return a == b; } }
class NotEqualBool { @inline one(a: bool, b: bool): bool { return a != b; } }
class LessBool { @inline one(a: bool, b: bool): bool { return !a & b; } }
class LessEqualBool { @inline one(a: bool, b: bool): bool { return !a | b; } }
class GreaterBool { @inline one(a: bool, b: bool): bool { return a & !b; } }
class GreaterEqualBool { @inline one(a: bool, b: bool): bool { return a | !b; } }
class LogicalAnd { @inline one(a: bool, b: bool): bool { return a & b; } }
class LogicalOr { @inline one(a: bool, b: bool): bool { return a | b; } }

export function equalBool(a: usize, b: usize, target: usize, columns: i32, stepsA: bool, stepsB: bool, rows: i32, rowA: i32, rowB: i32, blocks: i32, table: usize): void {
  zipBool<EqualBool>(a, b, target, columns, stepsA, stepsB, rows, rowA, rowB, blocks, table);
}
export function notEqualBool(a: usize, b: usize, target: usize, columns: i32, stepsA: bool, stepsB: bool, rows: i32, rowA: i32, rowB: i32, blocks: i32, table: usize): void {
  zipBool<NotEqualBool>(a, b, target, columns, stepsA, stepsB, rows, rowA, rowB, blocks, table);
}
export function lessBool(a: usize, b: usize, target: usize, columns: i32, stepsA: bool, stepsB: bool, rows: i32, rowA: i32, rowB: i32, blocks: i32, table: usize): void {
  zipBool<LessBool>(a, b, target, columns, stepsA, stepsB, rows, rowA, rowB, blocks, table);
}
export function lessEqualBool(a: usize, b: usize, target: usize, columns: i32, stepsA: bool, stepsB: bool, rows: i32, rowA: i32, rowB: i32, blocks: i32, table: usize): void {
  zipBool<LessEqualBool>(a, b, target, columns, stepsA, stepsB, rows, rowA, rowB, blocks, table);
}
export function greaterBool(a: usize, b: usize, target: usize, columns: i32, stepsA: bool, stepsB: bool, rows: i32, rowA: i32, rowB: i32, blocks: i32, table: usize): void {
  zipBool<GreaterBool>(a, b, target, columns, stepsA, stepsB, rows, rowA, rowB, blocks, table);
}
export function greaterEqualBool(a: usize, b: usize, target: usize, columns: i32, stepsA: bool, stepsB: bool, rows: i32, rowA: i32, rowB: i32, blocks: i32, table: usize): void {
  zipBool<GreaterEqualBool>(a, b, target, columns, stepsA, stepsB, rows, rowA, rowB, blocks, table);
}
export function logicalAnd(a: usize, b: usize, target: usize, columns: i32, stepsA: bool, stepsB: bool, rows: i32, rowA: i32, rowB: i32, blocks: i32, table: usize): void {
  zipBool<LogicalAnd>(a, b, target, columns, stepsA, stepsB, rows, rowA, rowB, blocks, table);
}
export function logicalOr(a: usize, b: usize, target: usize, columns: i32, stepsA: bool, stepsB: bool, rows: i32, rowA: i32, rowB: i32, blocks: i32, table: usize): void {
  zipBool<LogicalOr>(a, b, target, columns, stepsA, stepsB, rows, rowA, rowB, blocks, table);
}
