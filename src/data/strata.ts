import {UserError} from "../errors.ts";
import type {Stream} from "../random/randomness.ts";
import {byCodeUnit} from "../results/names.ts";
import type {Table} from "./table.ts";

/** The rows of each class, in random order; classes sorted by name. Throws where a row has no class. */
export function strata(table: Table, by: string, random: Stream): readonly (readonly [name: string, rows: readonly number[]])[] {
  const classes = new Map<string, number[]>();
  table.texts(by).forEach((name, row) => {
    if (name === null) throw new UserError(`column "${by}", row ${(table.positions[row] as number) + 1}: expected a class, got a missing value`, "drop or fill the rows without a class first");
    classes.set(name, [...(classes.get(name) ?? []), row]);
  });
  return [...classes].toSorted(([a], [b]) => byCodeUnit(a, b)).map(([name, rows]) => [name, random.shuffle(rows)]);
}
