import {atLeast} from "./sample-size.ts";

/** Quantile by linear interpolation between order statistics: type 7 of Hyndman and Fan (The American Statistician 50, 1996), the default of R and NumPy. */
export function quantile(values: readonly number[], probability: number): number {
  atLeast(1, values, "quantile");
  if (!(probability >= 0 && probability <= 1)) throw new RangeError(`quantile: expected a probability from 0 to 1, got ${probability}`);
  const sorted = values.toSorted((a, b) => a - b);
  const position = probability * (sorted.length - 1);
  const below = Math.floor(position);
  const low = sorted[below] as number;
  const high = sorted[Math.min(below + 1, sorted.length - 1)] as number;
  return low + (position - below) * (high - low);
}

/** The middle value, or the mean of the two middle ones. */
export const median = (values: readonly number[]): number => quantile(values, 0.5);
