import {exponentOf, isNegative, powerOfTwo} from "./bits.ts";
import {add, addNumber, multiplyNumber, roundedScaled, squareRoot, twoProduct} from "./double-double.ts";

/** The cube root: Newton's method in double, the last step with a residual in double-double. Error below 0.51 ulp. */
export function cbrt(x: number): number {
  if (!Number.isFinite(x) || x === 0) return x;
  const third = Math.floor(exponentOf(x) / 3);
  const m = Math.abs(x) * powerOfTwo(-Math.trunc(third * 1.5)) * powerOfTwo(Math.trunc(third * 1.5) - 3 * third);
  let root = 0.55 + m * (0.4567 - m * 0.0267);
  for (let i = 0; i < 4; i++) root -= (root - m / (root * root)) / 3;
  const cube = multiplyNumber(twoProduct(root, root), root);
  const corrected = root - addNumber(cube, -m).high / (3 * root * root);
  return (isNegative(x) ? -corrected : corrected) * powerOfTwo(third);
}

/** √(a² + b² + …), the squares summed in double-double after scaling by a power of two. Error below 0.51 ulp for up to a thousand values. */
export function hypot(...values: readonly number[]): number {
  const sizes = values.map(Math.abs);
  if (sizes.includes(Infinity)) return Infinity;
  if (sizes.some(Number.isNaN)) return NaN;
  const largest = sizes.reduce((most, size) => Math.max(most, size), 0);
  if (largest === 0) return 0;
  const exponent = exponentOf(largest);
  const squares = sizes.map((size) => {
    const scaled = scaledDown(size, exponent);
    return twoProduct(scaled, scaled);
  });
  return roundedScaled(squareRoot(squares.reduce(add)), exponent);
}

function scaledDown(x: number, exponent: number): number {
  const half = Math.trunc(exponent / 2);
  return x * powerOfTwo(-half) * powerOfTwo(half - exponent);
}
