import {withFeature} from "./preparation.ts";
import type {Step} from "./preparation.ts";

/** Features divided by a constant known beforehand, such as the largest grey value. Learns nothing. */
export function scale(columns: readonly string[], divisor: number): Step {
  if (!Number.isFinite(divisor) || divisor === 0) throw new RangeError(`scale: expected a divisor other than 0, got ${divisor}`);
  return {
    name: "scale",
    learn: () => ({}),
    apply: (rows) => columns.reduce((sofar, column) => withFeature(sofar, column, sofar.numbers(column).map((value) => value / divisor)), rows),
  };
}
