const double = new Float64Array(1);
const words = new Uint32Array(double.buffer);
/** Which of the two words holds sign and exponent: the processor's byte order, seen once. */
const upper = (double[0] = 1, words[1] !== 0) ? 1 : 0;

/** The binary exponent of a finite x ≠ 0: 2^exponent ≤ |x| < 2^(exponent + 1). */
export function exponentOf(x: number): number {
  double[0] = x;
  const biased = (words[upper]! >>> 20) & 0x7ff;
  return biased === 0 ? exponentOf(x * 2 ** 64) - 64 : biased - 1023;
}

/** 2^n for any whole n: 0 below the smallest denormal, Infinity above the largest. */
export function powerOfTwo(n: number): number {
  if (n > 1023) return Infinity;
  if (n < -1074) return 0;
  if (n < -1022) return powerOfTwo(n + 64) * 5.421010862427522e-20;
  words[upper] = (n + 1023) << 20;
  words[1 - upper] = 0;
  return double[0]!;
}

/** x · 2^n for |n| ≤ 2200, rounded once where 2^-53 ≤ |x| (the step on the way stays above the denormals). */
export function scaledByPowerOfTwo(x: number, n: number): number {
  if (n > 1023) return scaledByPowerOfTwo(x * powerOfTwo(1023), n - 1023);
  if (n < -1022) return scaledByPowerOfTwo(x * powerOfTwo(-969), n + 969);
  return x * powerOfTwo(n);
}
