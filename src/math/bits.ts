const double = new Float64Array(1);
const words = new Uint32Array(double.buffer);
double[0] = 1;
/** Which of the two words holds sign and exponent: the processor's byte order. */
const upper = words[1] === 0 ? 0 : 1;

/** The binary exponent of a finite x ≠ 0: 2^exponent ≤ |x| < 2^(exponent + 1). */
export function exponentOf(x: number): number {
  double[0] = x;
  const biased = (words[upper]! >>> 20) & 0x7ff;
  return biased === 0 ? exponentOf(x * 0x10000000000000000) - 64 : biased - 1023;
}

/** 2^n for a whole n from -1022 to 1023. */
export function powerOfTwo(n: number): number {
  words[upper] = (n + 1023) << 20;
  words[1 - upper] = 0;
  return double[0]!;
}

/** Whether x carries a minus sign, -0 included. */
export const isNegative = (x: number): boolean => x < 0 || Object.is(x, -0);
