import {byCodeUnit} from "../results/names.ts";
import {withFeature} from "./preparation.ts";
import type {Rows, Step} from "./preparation.ts";

/** A feature of 0 and 1 for every category among the training rows, sorted by name. A missing or unseen category is all zeros. */
export function oneHot(columns: readonly string[]): Step {
  return {
    name: "one-hot",
    learn: (training) => Object.fromEntries(columns.map((column) => [column, categories(training.table.texts(column))])),
    apply: (rows, learnt) => columns.reduce((sofar, column) => indicators(sofar, column, learnt[column] as readonly string[]), rows),
  };
}

const categories = (texts: readonly (string | null)[]): readonly string[] =>
  [...new Set(texts.filter((text) => text !== null))].toSorted(byCodeUnit);

function indicators(rows: Rows, column: string, names: readonly string[]): Rows {
  const texts = rows.table.texts(column);
  return names.reduce((sofar, name) => withFeature(sofar, `${column}=${name}`, Float64Array.from(texts, (text) => (text === name ? 1 : 0))), rows);
}
