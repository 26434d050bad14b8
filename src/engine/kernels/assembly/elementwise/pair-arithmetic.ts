// Arithmetic on two tensors with broadcasting: 32-bit floats, then whole numbers modulo 2^32. The arguments are those of `zip` in broadcast.ts.
import {zip} from "./broadcast";
import {atan2D} from "../functions/double-arctangent";
import {demoted, lowerPair, upperPair} from "../functions/pairs-of-doubles";
import {power4, powerOfIntegers} from "../functions/power";

class Add { @inline four(a: v128, b: v128): v128 { return f32x4.add(a, b); } }
class Subtract { @inline four(a: v128, b: v128): v128 { return f32x4.sub(a, b); } }
class Multiply { @inline four(a: v128, b: v128): v128 { return f32x4.mul(a, b); } }
class Divide { @inline four(a: v128, b: v128): v128 { return f32x4.div(a, b); } }
/** NaN where either is; -0 lies below 0. */
class Maximum { @inline four(a: v128, b: v128): v128 { return f32x4.max(a, b); } }
class Minimum { @inline four(a: v128, b: v128): v128 { return f32x4.min(a, b); } }
class SquaredDifference { @inline four(a: v128, b: v128): v128 {
  const difference = f32x4.sub(a, b);
  return f32x4.mul(difference, difference);
} }

/** a < 0 ? b · a : a */
class Prelu { @inline four(a: v128, b: v128): v128 { return v128.bitselect(f32x4.mul(b, a), a, f32x4.lt(a, f32x4.splat(0))); } }
/** Its slope by a: a > 0 ? 1 : b, NaN where a is. */
class PreluSlope { @inline four(a: v128, b: v128): v128 {
  return v128.bitselect(v128.bitselect(f32x4.splat(1), b, f32x4.gt(a, f32x4.splat(0))), a, f32x4.eq(a, a));
} }
/** A gradient a times prelu's slope by its own slope: a · min(b, 0). */
class PreluShare { @inline four(a: v128, b: v128): v128 { return f32x4.mul(a, f32x4.pmin(b, f32x4.splat(0))); } }

/** Two doubles at a time: the quotient rounded down, where no 32-bit rounding can lift it to the next whole number. */
class FloorDivide { @inline four(a: v128, b: v128): v128 {
  const low = f64x2.floor(f64x2.div(lowerPair(a), lowerPair(b))), high = f64x2.floor(f64x2.div(upperPair(a), upperPair(b)));
  return demoted(low, high);
} }

/** G.one for each lane. */
// @ts-ignore: decorators are AssemblyScript's
@inline
function lanes<G>(a: v128, b: v128): v128 {
  let y = f32x4.splat(changetype<G>(0).one(f32x4.extract_lane(a, 0), f32x4.extract_lane(b, 0)));
  y = f32x4.replace_lane(y, 1, changetype<G>(0).one(f32x4.extract_lane(a, 1), f32x4.extract_lane(b, 1)));
  y = f32x4.replace_lane(y, 2, changetype<G>(0).one(f32x4.extract_lane(a, 2), f32x4.extract_lane(b, 2)));
  return f32x4.replace_lane(y, 3, changetype<G>(0).one(f32x4.extract_lane(a, 3), f32x4.extract_lane(b, 3)));
}

/** The rest of a / b with the sign of b, by TensorFlow.js's own formula in doubles: for b infinite and of the other sign NaN. */
class Modulo {
  one(a: f32, b: f32): f32 {
    const rest = <f64>a % <f64>b;
    return (a < 0 && b < 0) || (a >= 0 && b >= 0) ? <f32>rest : <f32>((rest + b) % <f64>b);
  }
  @inline four(a: v128, b: v128): v128 { return lanes<Modulo>(a, b); }
}
class Power { @inline four(a: v128, b: v128): v128 { return power4(a, b); } }
class Atan2 {
  one(a: f32, b: f32): f32 { return <f32>atan2D(a, b); }
  @inline four(a: v128, b: v128): v128 { return lanes<Atan2>(a, b); }
}

export function add(a: usize, b: usize, target: usize, columns: i32, stepsA: bool, stepsB: bool, rows: i32, rowA: i32, rowB: i32, blocks: i32, table: usize): void {
  zip<Add, f32>(a, b, target, columns, stepsA, stepsB, rows, rowA, rowB, blocks, table);
}
export function subtract(a: usize, b: usize, target: usize, columns: i32, stepsA: bool, stepsB: bool, rows: i32, rowA: i32, rowB: i32, blocks: i32, table: usize): void {
  zip<Subtract, f32>(a, b, target, columns, stepsA, stepsB, rows, rowA, rowB, blocks, table);
}
export function multiply(a: usize, b: usize, target: usize, columns: i32, stepsA: bool, stepsB: bool, rows: i32, rowA: i32, rowB: i32, blocks: i32, table: usize): void {
  zip<Multiply, f32>(a, b, target, columns, stepsA, stepsB, rows, rowA, rowB, blocks, table);
}
export function divide(a: usize, b: usize, target: usize, columns: i32, stepsA: bool, stepsB: bool, rows: i32, rowA: i32, rowB: i32, blocks: i32, table: usize): void {
  zip<Divide, f32>(a, b, target, columns, stepsA, stepsB, rows, rowA, rowB, blocks, table);
}
export function maximum(a: usize, b: usize, target: usize, columns: i32, stepsA: bool, stepsB: bool, rows: i32, rowA: i32, rowB: i32, blocks: i32, table: usize): void {
  zip<Maximum, f32>(a, b, target, columns, stepsA, stepsB, rows, rowA, rowB, blocks, table);
}
export function minimum(a: usize, b: usize, target: usize, columns: i32, stepsA: bool, stepsB: bool, rows: i32, rowA: i32, rowB: i32, blocks: i32, table: usize): void {
  zip<Minimum, f32>(a, b, target, columns, stepsA, stepsB, rows, rowA, rowB, blocks, table);
}
export function squaredDifference(a: usize, b: usize, target: usize, columns: i32, stepsA: bool, stepsB: bool, rows: i32, rowA: i32, rowB: i32, blocks: i32, table: usize): void {
  zip<SquaredDifference, f32>(a, b, target, columns, stepsA, stepsB, rows, rowA, rowB, blocks, table);
}
export function prelu(a: usize, b: usize, target: usize, columns: i32, stepsA: bool, stepsB: bool, rows: i32, rowA: i32, rowB: i32, blocks: i32, table: usize): void {
  zip<Prelu, f32>(a, b, target, columns, stepsA, stepsB, rows, rowA, rowB, blocks, table);
}
export function preluSlope(a: usize, b: usize, target: usize, columns: i32, stepsA: bool, stepsB: bool, rows: i32, rowA: i32, rowB: i32, blocks: i32, table: usize): void {
  zip<PreluSlope, f32>(a, b, target, columns, stepsA, stepsB, rows, rowA, rowB, blocks, table);
}
export function preluShare(a: usize, b: usize, target: usize, columns: i32, stepsA: bool, stepsB: bool, rows: i32, rowA: i32, rowB: i32, blocks: i32, table: usize): void {
  zip<PreluShare, f32>(a, b, target, columns, stepsA, stepsB, rows, rowA, rowB, blocks, table);
}
export function floorDivide(a: usize, b: usize, target: usize, columns: i32, stepsA: bool, stepsB: bool, rows: i32, rowA: i32, rowB: i32, blocks: i32, table: usize): void {
  zip<FloorDivide, f32>(a, b, target, columns, stepsA, stepsB, rows, rowA, rowB, blocks, table);
}
export function modulo(a: usize, b: usize, target: usize, columns: i32, stepsA: bool, stepsB: bool, rows: i32, rowA: i32, rowB: i32, blocks: i32, table: usize): void {
  zip<Modulo, f32>(a, b, target, columns, stepsA, stepsB, rows, rowA, rowB, blocks, table);
}
export function pow(a: usize, b: usize, target: usize, columns: i32, stepsA: bool, stepsB: bool, rows: i32, rowA: i32, rowB: i32, blocks: i32, table: usize): void {
  zip<Power, f32>(a, b, target, columns, stepsA, stepsB, rows, rowA, rowB, blocks, table);
}
export function atan2(a: usize, b: usize, target: usize, columns: i32, stepsA: bool, stepsB: bool, rows: i32, rowA: i32, rowB: i32, blocks: i32, table: usize): void {
  zip<Atan2, f32>(a, b, target, columns, stepsA, stepsB, rows, rowA, rowB, blocks, table);
}

class AddInt { @inline four(a: v128, b: v128): v128 { return i32x4.add(a, b); } }
class SubtractInt { @inline four(a: v128, b: v128): v128 { return i32x4.sub(a, b); } }
class MultiplyInt { @inline four(a: v128, b: v128): v128 { return i32x4.mul(a, b); } }
class MaximumInt { @inline four(a: v128, b: v128): v128 { return i32x4.max_s(a, b); } }
class MinimumInt { @inline four(a: v128, b: v128): v128 { return i32x4.min_s(a, b); } }
class And { @inline four(a: v128, b: v128): v128 { return v128.and(a, b); } }
class SquaredDifferenceInt { @inline four(a: v128, b: v128): v128 {
  const difference = i32x4.sub(a, b);
  return i32x4.mul(difference, difference);
} }

/** G.one for each lane, as whole numbers. */
// @ts-ignore: decorators are AssemblyScript's
@inline
function intLanes<G>(a: v128, b: v128): v128 {
  let y = i32x4.splat(changetype<G>(0).one(i32x4.extract_lane(a, 0), i32x4.extract_lane(b, 0)));
  y = i32x4.replace_lane(y, 1, changetype<G>(0).one(i32x4.extract_lane(a, 1), i32x4.extract_lane(b, 1)));
  y = i32x4.replace_lane(y, 2, changetype<G>(0).one(i32x4.extract_lane(a, 2), i32x4.extract_lane(b, 2)));
  return i32x4.replace_lane(y, 3, changetype<G>(0).one(i32x4.extract_lane(a, 3), i32x4.extract_lane(b, 3)));
}

/** Rounded down; b is not 0 (`firstZero`). -2^31 / -1 is 2^31, which wraps to -2^31. */
class FloorDivideInt {
  one(a: i32, b: i32): i32 {
    if (b == -1) return -a;
    const quotient = a / b;
    return (a ^ b) < 0 && quotient * b != a ? quotient - 1 : quotient;
  }
  @inline four(a: v128, b: v128): v128 { return intLanes<FloorDivideInt>(a, b); }
}
/** With the sign of b, which is not 0. */
class ModuloInt {
  one(a: i32, b: i32): i32 {
    const rest = a % b;
    return (a ^ b) < 0 && rest != 0 ? rest + b : rest;
  }
  @inline four(a: v128, b: v128): v128 { return intLanes<ModuloInt>(a, b); }
}
/** b is not negative (`firstNegative`). */
class PowerInt {
  one(a: i32, b: i32): i32 { return powerOfIntegers(a, b); }
  @inline four(a: v128, b: v128): v128 { return intLanes<PowerInt>(a, b); }
}

export function addInt(a: usize, b: usize, target: usize, columns: i32, stepsA: bool, stepsB: bool, rows: i32, rowA: i32, rowB: i32, blocks: i32, table: usize): void {
  zip<AddInt, f32>(a, b, target, columns, stepsA, stepsB, rows, rowA, rowB, blocks, table);
}
export function subtractInt(a: usize, b: usize, target: usize, columns: i32, stepsA: bool, stepsB: bool, rows: i32, rowA: i32, rowB: i32, blocks: i32, table: usize): void {
  zip<SubtractInt, f32>(a, b, target, columns, stepsA, stepsB, rows, rowA, rowB, blocks, table);
}
export function multiplyInt(a: usize, b: usize, target: usize, columns: i32, stepsA: bool, stepsB: bool, rows: i32, rowA: i32, rowB: i32, blocks: i32, table: usize): void {
  zip<MultiplyInt, f32>(a, b, target, columns, stepsA, stepsB, rows, rowA, rowB, blocks, table);
}
export function maximumInt(a: usize, b: usize, target: usize, columns: i32, stepsA: bool, stepsB: bool, rows: i32, rowA: i32, rowB: i32, blocks: i32, table: usize): void {
  zip<MaximumInt, f32>(a, b, target, columns, stepsA, stepsB, rows, rowA, rowB, blocks, table);
}
export function minimumInt(a: usize, b: usize, target: usize, columns: i32, stepsA: bool, stepsB: bool, rows: i32, rowA: i32, rowB: i32, blocks: i32, table: usize): void {
  zip<MinimumInt, f32>(a, b, target, columns, stepsA, stepsB, rows, rowA, rowB, blocks, table);
}
export function bitwiseAnd(a: usize, b: usize, target: usize, columns: i32, stepsA: bool, stepsB: bool, rows: i32, rowA: i32, rowB: i32, blocks: i32, table: usize): void {
  zip<And, f32>(a, b, target, columns, stepsA, stepsB, rows, rowA, rowB, blocks, table);
}
export function squaredDifferenceInt(a: usize, b: usize, target: usize, columns: i32, stepsA: bool, stepsB: bool, rows: i32, rowA: i32, rowB: i32, blocks: i32, table: usize): void {
  zip<SquaredDifferenceInt, f32>(a, b, target, columns, stepsA, stepsB, rows, rowA, rowB, blocks, table);
}
export function floorDivideInt(a: usize, b: usize, target: usize, columns: i32, stepsA: bool, stepsB: bool, rows: i32, rowA: i32, rowB: i32, blocks: i32, table: usize): void {
  zip<FloorDivideInt, f32>(a, b, target, columns, stepsA, stepsB, rows, rowA, rowB, blocks, table);
}
export function moduloInt(a: usize, b: usize, target: usize, columns: i32, stepsA: bool, stepsB: bool, rows: i32, rowA: i32, rowB: i32, blocks: i32, table: usize): void {
  zip<ModuloInt, f32>(a, b, target, columns, stepsA, stepsB, rows, rowA, rowB, blocks, table);
}
export function powInt(a: usize, b: usize, target: usize, columns: i32, stepsA: bool, stepsB: bool, rows: i32, rowA: i32, rowB: i32, blocks: i32, table: usize): void {
  zip<PowerInt, f32>(a, b, target, columns, stepsA, stepsB, rows, rowA, rowB, blocks, table);
}

/** The index of the first 0 among whole numbers; -1 if there is none. */
export function firstZero(x: usize, count: i32): i32 {
  for (let i = 0; i < count; i++) if (load<i32>(x + (<usize>i << 2)) == 0) return i;
  return -1;
}

/** The index of the first negative whole number; -1 if there is none. */
export function firstNegative(x: usize, count: i32): i32 {
  for (let i = 0; i < count; i++) if (load<i32>(x + (<usize>i << 2)) < 0) return i;
  return -1;
}
