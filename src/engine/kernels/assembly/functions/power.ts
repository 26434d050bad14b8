import {exp2D, expD} from "./double-exponential";
import {log2D, logD} from "./double-logarithm";
import {demoted, lowerPair, upperPair} from "./pairs-of-doubles";

const zero = memory.data<f32>([0]), two = memory.data<f32>([2]), three = memory.data<f32>([3]), lessOne = memory.data<f32>([-1]), infinity = memory.data<f32>([Infinity]);

/**
 * x^y = exp(y · log |x|) in doubles with the sign of x where y is odd; the powers 2, 3 and -1 are products and quotient rounded once.
 * Special values as IEEE 754-2019, section 9.2.1: pow(x, ±0) = pow(1, y) = pow(-1, ±Infinity) = 1, for NaN also.
 */
export function power(x: f32, y: f32): f32 {
  if (y == 0 || x == 1) return 1;
  if (x != x || y != y) return x + y;
  if (y == 2) return x * x;
  if (y == 3) return <f32>(<f64>x * <f64>x * <f64>x);
  if (y == -1) return 1 / x;
  const size = abs(x), odd = isOdd(y);
  if (size == 0 || size == Infinity || abs(y) == Infinity) return signed(extreme(size, y), x, odd);
  if (x < 0 && nearest(y) != y) return NaN;
  return signed(<f32>expD(<f64>y * logD(<f64>size)), x, odd);
}

/** The same in each lane; four that are no special values at once. */
export function power4(x: v128, y: v128): v128 {
  if (i32x4.all_true(arePlain(x, y))) return demoted(power2D(lowerPair(x), lowerPair(y)), power2D(upperPair(x), upperPair(y)));
  let result = f32x4.splat(power(f32x4.extract_lane(x, 0), f32x4.extract_lane(y, 0)));
  result = f32x4.replace_lane(result, 1, power(f32x4.extract_lane(x, 1), f32x4.extract_lane(y, 1)));
  result = f32x4.replace_lane(result, 2, power(f32x4.extract_lane(x, 2), f32x4.extract_lane(y, 2)));
  return f32x4.replace_lane(result, 3, power(f32x4.extract_lane(x, 3), f32x4.extract_lane(y, 3)));
}

// @ts-ignore: decorators are AssemblyScript's
@inline
function power2D(x: v128, y: v128): v128 {
  return exp2D(f64x2.mul(y, log2D(x)));
}

/** 0 < x < Infinity, and y finite and none of the powers that are products or quotients. */
// @ts-ignore: decorators are AssemblyScript's
@inline
function arePlain(x: v128, y: v128): v128 {
  const most = v128.load32_splat(infinity);
  const finite = v128.and(v128.and(f32x4.gt(x, v128.load32_splat(zero)), f32x4.lt(x, most)), f32x4.lt(f32x4.abs(y), most));
  const products = v128.or(f32x4.eq(y, v128.load32_splat(two)), f32x4.eq(y, v128.load32_splat(three)));
  return v128.andnot(finite, v128.or(products, f32x4.eq(y, v128.load32_splat(lessOne))));
}

function extreme(size: f32, y: f32): f32 {
  if (size == 1) return 1;
  return (size > 1) == (y > 0) ? Infinity : 0;
}

function signed(value: f32, x: f32, odd: bool): f32 {
  return odd ? copysign<f32>(value, x) : value;
}

/** From 2^24 on every float is even. */
function isOdd(y: f32): bool {
  return abs(y) < 16777216 && nearest(y) == y && (<i32>y & 1) == 1;
}

/** x^y modulo 2^32 by repeated squaring, for y ≥ 0. */
export function powerOfIntegers(x: i32, y: i32): i32 {
  let result = 1;
  for (; y > 0; y >>= 1) {
    if (y & 1) result *= x;
    x *= x;
  }
  return result;
}
