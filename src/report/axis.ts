import type {Metric} from "../results/metric.ts";
import {naturalStyle, unitOf, type Style} from "./format.ts";
import {thinSpace} from "./escape.ts";
import {asTitle} from "./words.ts";

/** How an axis is labelled: title with unit, and how values are brought to that unit. */
export interface AxisText {
  readonly title: string;
  /** What values are multiplied by: percent are drawn as percent, so that a tick needs no sign. */
  readonly scale: number;
  /** What follows a number in words: " %". */
  readonly suffix: string;
}

/** "Test accuracy (%)" for a fraction, "Loss" for a plain number. */
export function axisText(label: string, metric: Pick<Metric, "bounds" | "unit">, as?: Style): AxisText {
  const style = as ?? naturalStyle({metric: {label, better: "neither", split: "none", ...metric}, difference: false, exact: false});
  const unit = unitOf(style, {label, better: "neither", split: "none", ...metric});
  return {
    title: unit === "" ? asTitle(label) : `${asTitle(label)} (${unit})`,
    scale: style === "percent" || style === "points" ? 100 : 1,
    suffix: unit === "" ? "" : `${thinSpace}${unit}`,
  };
}
