import {UserError} from "../errors.ts";
import type {Metric} from "../results/metric.ts";
import {nearest} from "../results/nearest.ts";

/** Refuses metrics that the experiment does not declare, and declared ones that are absent: a report could never show them. */
export function requireDeclared(metrics: Readonly<Record<string, number>>, declared: Readonly<Record<string, Metric>>, where: string, source: string): void {
  const names = Object.keys(declared);
  const stray = Object.keys(metrics).find((name) => !Object.hasOwn(declared, name));
  if (stray !== undefined) throw new UserError(`${where}: ${source} gave the metric ${stray}, which experiment.ts does not declare`, `did you mean ${nearest(stray, names).join(" or ")}? Else declare it under metrics`);
  const absent = names.find((name) => !Object.hasOwn(metrics, name));
  if (absent !== undefined) throw new UserError(`${where}: ${source} gave no metric ${absent}, which experiment.ts declares`, `compute it, or take it out of metrics`);
}
