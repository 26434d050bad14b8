import {learnPreparation} from "./preparation.ts";
import type {Preparation, Step} from "./preparation.ts";
import type {Table} from "./table.ts";

/** Training rows: the only rows that a preparation can learn from. Other parts of a split have no `learn`. */
export interface TrainingTable extends Table {
  /** Learns the steps on these rows, one after the other, and gives the function that prepares any rows alike. */
  learn(...steps: readonly Step[]): Preparation;
}

/** Declares that all rows of a table are for training, such as those of a data set's own training file. */
export function trainingTable(table: Table): TrainingTable {
  return {
    rows: table.rows,
    columns: table.columns,
    positions: table.positions,
    numbers: (column) => table.numbers(column),
    texts: (column) => table.texts(column),
    at: (rows) => table.at(rows),
    learn: (...steps) => learnPreparation(table, steps),
  };
}
