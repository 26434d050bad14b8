import {UserError} from "../errors.ts";
import type {Stream} from "../random/randomness.ts";
import {strata} from "./strata.ts";
import type {Table} from "./table.ts";
import {trainingTable} from "./training-table.ts";
import type {TrainingTable} from "./training-table.ts";

export interface Fold {
  readonly training: TrainingTable;
  readonly test: Table;
}

export interface Folds {
  readonly count: number;
  /** The fold whose test rows are the `fold`-th part, counted from 1. */
  at(fold: number): Fold;
}

/**
 * Stratified k-fold cross-validation: each class is shuffled and dealt out in turn, so that the folds' numbers of a class differ by one at most,
 * and so do their sizes. Rows keep the table's order inside a part.
 */
export function stratifiedFolds(table: Table, options: {readonly by: string; readonly count: number; readonly random: Stream}): Folds {
  const {by, count, random} = options;
  if (!Number.isInteger(count) || count < 2) throw new RangeError(`stratifiedFolds: expected at least 2 folds, got ${count}`);
  const classes = strata(table, by, random);
  const rare = classes.find(([, rows]) => rows.length < count);
  if (rare !== undefined) throw new UserError(`column "${by}": expected at least ${count} rows of every class for ${count} folds, got ${rare[1].length} of "${rare[0]}"`, "use fewer folds, or leave rare classes out");
  const dealt = classes.flatMap(([, rows]) => rows);
  const foldOf = new Int32Array(table.rows);
  dealt.forEach((row, turn) => { foldOf[row] = turn % count; });
  return {count, at: (fold) => foldAt(table, foldOf, fold, count)};
}

function foldAt(table: Table, foldOf: Int32Array, fold: number, count: number): Fold {
  if (!Number.isInteger(fold) || fold < 1 || fold > count) throw new RangeError(`stratifiedFolds: expected a fold from 1 to ${count}, got ${fold}`);
  const rows = Array.from(foldOf, (_, row) => row);
  return {
    training: trainingTable(table.at(rows.filter((row) => foldOf[row] !== fold - 1))),
    test: table.at(rows.filter((row) => foldOf[row] === fold - 1)),
  };
}
