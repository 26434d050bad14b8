import {UserError} from "../errors.ts";
import type {Metric} from "../results/metric.ts";
import {counted} from "./words.ts";

/** How an experiment repeats its runs: {seed: 10}, {repeat: 5, fold: 5}. */
export type Design = Readonly<Record<string, number>>;

/** "25 test folds", "10 seeds", "1 run": what a mean was taken over. */
export function replicateWords(count: number, design: Design, split: Metric["split"] = "none"): string {
  const factors = Object.keys(design);
  if ("fold" in design) return counted(count, split === "none" ? "fold" : `${split} fold`);
  return counted(count, factors.length === 1 ? factors[0] as string : "run");
}

/**
 * n_test/n_train of replicates whose training sets overlap; 0 where replicates are independent.
 * One of k folds is tested by a model trained on the other k − 1. Other resamplings (`split`) have to say it.
 */
export function overlap(design: Design, stated: number | undefined, where: string): number {
  if (stated !== undefined) return stated;
  const folds = design["fold"];
  if (folds !== undefined && folds < 2) throw new UserError(`${where}: cross-validation with ${counted(folds, "fold")} tests nothing`, "declare at least 2 folds");
  if (folds !== undefined) return 1 / (folds - 1);
  if (!("split" in design)) return 0;
  throw new UserError(
    `${where}: runs on several splits of the same data are not independent`,
    "pass {testToTrain: n_test / n_train} to interval, claims, tables and figures, which corrects for the overlap of the training sets, or {testToTrain: 0} where they do not overlap",
  );
}
