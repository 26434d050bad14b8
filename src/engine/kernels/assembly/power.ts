import {expD} from "./double-exponential";
import {logD} from "./double-logarithm";

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
