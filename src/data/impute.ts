import {UserError} from "../errors.ts";
import {mean} from "../statistics/mean.ts";
import {median} from "../statistics/quantile.ts";
import {withColumn} from "./preparation.ts";
import type {Step} from "./preparation.ts";

const centres = {median, mean};

/** Fills missing numbers with the training rows' median or mean of their column. */
export function impute(by: "median" | "mean", columns: readonly string[]): Step {
  return {
    name: `impute ${by}`,
    learn: (training) => Object.fromEntries(columns.map((column) => [column, centres[by](present(training.numbers(column), column))])),
    apply: (rows, learnt) => columns.reduce((sofar, column) => {
      const fill = learnt[column] as number;
      return withColumn(sofar, column, sofar.numbers(column).map((value) => (Number.isNaN(value) ? fill : value)));
    }, rows),
  };
}

function present(values: Float64Array, column: string): readonly number[] {
  const known = [...values].filter((value) => !Number.isNaN(value));
  if (known.length === 0) throw new UserError(`column "${column}": expected at least one number among the training rows, got none`, "leave the column out");
  return known;
}
