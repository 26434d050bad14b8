import type {Baseline} from "../project/baseline.ts";
import type {Result} from "../results/result.ts";
import {standardDeviation} from "../statistics/variance.ts";

const variantOf = ({experiment, variant}: Result): string => `${experiment}/${variant}`;

/** The standard deviation of each metric over the replicates of a result's variant, in the baseline; computed once per variant, when first asked for. */
export function spreadsOf(baseline: Baseline): (result: Result) => Readonly<Record<string, number>> {
  const replicates = Map.groupBy(baseline.values(), variantOf);
  const known = new Map<string, Readonly<Record<string, number>>>();
  return (result) => {
    const name = variantOf(result);
    const spread = known.get(name) ?? spreadOf(replicates.get(name) ?? []);
    known.set(name, spread);
    return spread;
  };
}

/** Metrics of which there are fewer than two finite values have none. */
function spreadOf(results: readonly Result[]): Readonly<Record<string, number>> {
  const names = [...new Set(results.flatMap((result) => Object.keys(result.metrics)))];
  return Object.fromEntries(names.flatMap((name) => {
    const values = results.flatMap((result) => result.metrics[name] ?? []).filter(Number.isFinite);
    return values.length < 2 ? [] : [[name, standardDeviation(values)] as const];
  }));
}
