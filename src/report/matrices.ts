import {UserError} from "../errors.ts";
import {mean as meanOf, sum} from "../statistics/mean.ts";
import type {Matrix} from "../results/result.ts";
import {unknownName} from "./nearest-name.ts";
import {collect, sampleFrame, type Allowance, type Selection} from "./selection.ts";
import {sampleOf, type Sample} from "./sample.ts";
import {inWords} from "./words.ts";

/** One small matrix per replicate, all with the same rows and columns. */
export interface Matrices {
  readonly kind: "matrices";
  readonly selection: Selection;
  readonly name: string;
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  readonly runs: readonly string[];
  /** The sum over replicates: of confusion matrices of folds, that of the whole data set. */
  sum(): Matrix;
  mean(): Matrix;
  /** One cell over the replicates: `cell("Adelie", "recall")`. */
  cell(row: string, column: string): Sample;
}

export function matricesOf(selection: Selection, name: string, allowance: Allowance): Matrices {
  const {kept, leftOut} = collect(selection, `matrix "${name}"`, allowance, (result) => result.matrices[name]);
  const first = kept[0]?.value ?? {rows: [], columns: [], values: []};
  const odd = kept.find(({value}) => value.rows.join("\n") !== first.rows.join("\n") || value.columns.join("\n") !== first.columns.join("\n"));
  if (odd !== undefined) throw new UserError(`${odd.run}: its matrix ${name} has other rows or columns than that of ${kept[0]?.run}`, "give every run's matrix the same labels in the same order");
  const combined = (combine: (values: readonly number[]) => number): Matrix => ({
    rows: [...first.rows], columns: [...first.columns],
    values: first.rows.map((_, row) => first.columns.map((__, column) => combine(kept.map(({value}) => value.values[row]?.[column] as number)))),
  });
  return {
    kind: "matrices", selection, name, rows: first.rows, columns: first.columns, runs: kept.map(({run}) => run),
    sum: () => combined(sum),
    mean: () => combined(meanOf),
    cell: (row, column) => {
      const place = `${selection.experiment.id}, matrix ${name}`;
      const [atRow, atColumn] = [position(first.rows, row, place, "row"), position(first.columns, column, place, "column")];
      const points = kept.map(({run, value, ...where}) => {
        const number = value.values[atRow]?.[atColumn] as number;
        return {...where, value: number, sources: [{run, value: number}]};
      });
      const quantity = `${inWords(column)} of ${row}`;
      return sampleOf({...sampleFrame(selection, leftOut), quantity, metric: {label: quantity, better: "neither", split: "test"}, points});
    },
  };
}

function position(labels: readonly string[], label: string, where: string, what: string): number {
  const at = labels.indexOf(label);
  if (at < 0) throw unknownName(where, what, label, labels);
  return at;
}
