import type {Picture} from "./figure.ts";
import type {Matrices} from "./matrices.ts";
import {fixed, significant} from "./number-text.ts";

export interface ConfusionPicture {
  /** "row": each true class's cases are shared out over the predicted ones, in percent; "none": counts. */
  readonly normalise?: "row" | "none";
  readonly rowTitle?: string;
  readonly columnTitle?: string;
  /** Height of the plot in points; default 20 per class. */
  readonly height?: number;
}

/** The matrices of all replicates added up: true classes down, predicted ones across, every cell with its number. */
export function confusion(matrices: Matrices, options: ConfusionPicture = {}): Picture {
  const {rows, columns, values} = matrices.sum();
  const byRow = (options.normalise ?? "row") === "row";
  const most = values.flat().reduce((a, b) => Math.max(a, b), 0);
  const cells = rows.flatMap((row, r) => columns.map((column, c) => cellOf(row, column, values[r] as readonly number[], c, byRow, most)));
  const encoding = {
    x: {field: "column", type: "ordinal", sort: columns, title: options.columnTitle ?? "Predicted"},
    y: {field: "row", type: "ordinal", sort: rows, title: options.rowTitle ?? "True"},
  };
  return {
    spec: {
      height: options.height ?? 20 * rows.length,
      data: {values: cells},
      encoding,
      layer: [
        {mark: "rect", encoding: {color: {field: "share", type: "quantitative", legend: null, scale: {domain: [0, 1]}}}},
        {mark: "text", encoding: {text: {field: "text", type: "nominal"}}},
      ],
    },
    alt: `Confusion matrix, ${byRow ? "percent of each true class" : "counts"}: ${rows.map((row, r) => `${row} predicted as ${columns.map((column, c) => `${column} ${cells[r * columns.length + c]?.text}`).join(", ")}`).join("; ")}.`,
    runs: matrices.runs,
  };
}

function cellOf(row: string, column: string, counts: readonly number[], at: number, byRow: boolean, most: number) {
  const count = counts[at] as number;
  const total = counts.reduce((a, b) => a + b, 0);
  const share = byRow ? (total === 0 ? 0 : count / total) : most === 0 ? 0 : count / most;
  return {row, column, count, share, text: byRow ? fixed(100 * share, 1) : Number.isInteger(count) ? fixed(count, 0) : significant(count)};
}
