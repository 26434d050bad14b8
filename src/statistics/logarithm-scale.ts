import {exp, log} from "../math/math.ts";

/** Positive values as natural logarithms: where values spread over powers of ten, means and intervals belong there. */
export function logarithms(values: readonly number[]): readonly number[] {
  const stray = values.find((value) => !(value > 0));
  if (stray !== undefined) throw new RangeError(`logarithms: expected positive values, got ${stray}`);
  return values.map((value) => log(value));
}

/** Back from the logarithm: of a mean of logarithms the geometric mean. */
export const fromLogarithm = (value: number): number => exp(value);
