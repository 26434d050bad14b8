/** Round numbers that cover [low, high], at most about `count` of them, and the decimals that they need. */
export interface Ticks {
  readonly values: readonly number[];
  readonly decimals: number;
}

const steps = [1, 2, 5];

/** Ticks at 1, 2 or 5 times a power of ten. Powers are made by multiplication, so that every machine finds the same. */
export function ticksBetween(low: number, high: number, count: number): Ticks {
  const {step, decimals} = niceStep((high - low) / Math.max(1, count));
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  return {values: Array.from({length: Math.max(0, last - first + 1)}, (_, index) => (first + index) * step), decimals};
}

function niceStep(atLeast: number): {step: number; decimals: number} {
  for (let exponent = -12; exponent <= 15; exponent += 1) {
    const power = powerOfTen(exponent);
    const found = steps.find((step) => step * power >= atLeast * (1 - 1e-9));
    if (found !== undefined) return {step: found * power, decimals: Math.max(0, -exponent)};
  }
  return {step: atLeast, decimals: 0};
}

/** Parsing a decimal is exact everywhere; repeated division is not. */
const powerOfTen = (exponent: number): number => Number(`1e${exponent}`);

/** A tick's label: fixed decimals, a true minus sign. */
export function tickLabel(value: number, decimals: number): string {
  if (Math.abs(value) >= 1e6) return String(Number(value.toPrecision(3))).replace("-", "−").replace("e+", "e");
  const text = value.toFixed(decimals);
  return (Number(text) === 0 ? text.replace("-", "") : text).replace("-", "−");
}
