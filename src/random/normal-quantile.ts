import {exponentOf, powerOfTwo} from "../math/bits.ts";

/**
 * The standard normal quantile of 0 < p < 1. After Wichura (1988), "Algorithm AS 241: the percentage points of the normal distribution",
 * PPND16: relative error below 1e-15. src/engine/kernels/assembly/training/normal-quantile.ts is the same in WebAssembly, operation by operation.
 */
export function normalQuantile(p: number): number {
  const q = p - 0.5;
  if (Math.abs(q) <= 0.425) return q * ratio(central, 0.180625 - q * q);
  const r = Math.sqrt(-logarithm(q < 0 ? p : 1 - p));
  const tail = r <= 5 ? ratio(middle, r - 1.6) : ratio(far, r - 5);
  return q < 0 ? -tail : tail;
}

/** ln 2, the first part with 21 zero bits at its end, so that whole multiples of it are exact. */
const ln2First = 0.6931471803691238, ln2Rest = 1.9082149292705877e-10;
/** 1/3, 1/5, … 1/23 */
const oddReciprocals = [1 / 3, 1 / 5, 1 / 7, 1 / 9, 1 / 11, 1 / 13, 1 / 15, 1 / 17, 1 / 19, 1 / 21, 1 / 23];

/** log x for 0 < x < 1 and normal: x = 2^k · m, log m = 2 (s + s³/3 + s⁵/5 + …) with s = (m - 1) / (m + 1). */
function logarithm(x: number): number {
  const exponent = exponentOf(x);
  const fraction = x * powerOfTwo(-exponent);
  const [m, k] = fraction > Math.SQRT2 ? [fraction / 2, exponent + 1] : [fraction, exponent];
  const s = (m - 1) / (m + 1);
  const square = s * s;
  return k * ln2First + (2 * s + (2 * s * (square * polynomial(oddReciprocals, square)) + k * ln2Rest));
}

type Ratio = {readonly above: readonly number[]; readonly below: readonly number[]};

const ratio = ({above, below}: Ratio, x: number): number => polynomial(above, x) / polynomial(below, x);

/** Coefficients from the lowest power up. */
const polynomial = (coefficients: readonly number[], x: number): number => coefficients.reduceRight((sum, coefficient) => sum * x + coefficient, 0);

const central: Ratio = {
  above: [3.387132872796366608, 1.3314166789178437745e2, 1.9715909503065514427e3, 1.3731693765509461125e4, 4.5921953931549871457e4, 6.7265770927008700853e4, 3.3430575583588128105e4, 2.5090809287301226727e3],
  below: [1, 4.2313330701600911252e1, 6.871870074920579083e2, 5.3941960214247511077e3, 2.1213794301586595867e4, 3.930789580009271061e4, 2.8729085735721942674e4, 5.226495278852545925e3],
};
const middle: Ratio = {
  above: [1.42343711074968357734, 4.6303378461565452959, 5.7694972214606914055, 3.64784832476320460504, 1.27045825245236838258, 2.4178072517745061177e-1, 2.27238449892691845833e-2, 7.7454501427834140764e-4],
  below: [1, 2.05319162663775882187, 1.6763848301838038494, 6.8976733498510000455e-1, 1.4810397642748007459e-1, 1.51986665636164571966e-2, 5.475938084995344946e-4, 1.05075007164441684324e-9],
};
const far: Ratio = {
  above: [6.6579046435011037772, 5.4637849111641143699, 1.7848265399172913358, 2.9656057182850489123e-1, 2.6532189526576123093e-2, 1.2426609473880784386e-3, 2.71155556874348757815e-5, 2.01033439929228813265e-7],
  below: [1, 5.9983220655588793769e-1, 1.3692988092273580531e-1, 1.48753612908506148525e-2, 7.868691311456132591e-4, 1.8463183175100546818e-5, 1.4215117583164458887e-7, 2.04426310338993978564e-15],
};
