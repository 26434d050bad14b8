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
    alt: `Confusion matrix, ${byRow ? "percent of each true class" : "counts"}: ${rows.length <= 3 ? everyCell(rows, cells) : summary(cells)}.`,
    runs: matrices.runs,
  };
}

interface MatrixCell {
  readonly row: string;
  readonly column: string;
  readonly share: number;
  readonly text: string;
}

const everyCell = (rows: readonly string[], cells: readonly MatrixCell[]): string =>
  rows.map((row) => `${row} predicted as ${cells.filter((cell) => cell.row === row).map((cell) => `${cell.column} ${cell.text}`).join(", ")}`).join("; ");

/** Too many cells to listen to: the range of the right ones and the largest wrong one. */
function summary(cells: readonly MatrixCell[]): string {
  const sorted = cells.toSorted((a, b) => a.share - b.share);
  const right = sorted.filter((cell) => cell.row === cell.column);
  const worst = sorted.findLast((cell) => cell.row !== cell.column && cell.share > 0);
  const confused = worst === undefined ? "none is predicted as another" : `the largest other cell is ${worst.row} predicted as ${worst.column}, ${worst.text}`;
  return `from ${right[0]?.text} (${right[0]?.row}) to ${right.at(-1)?.text} (${right.at(-1)?.row}) on the diagonal; ${confused}`;
}

function cellOf(row: string, column: string, counts: readonly number[], at: number, byRow: boolean, most: number) {
  const count = counts[at] as number;
  const total = counts.reduce((a, b) => a + b, 0);
  const share = byRow ? (total === 0 ? 0 : count / total) : most === 0 ? 0 : count / most;
  return {row, column, count, share, text: count === 0 ? "0" : byRow ? fixed(100 * share, 1) : Number.isInteger(count) ? fixed(count, 0) : significant(count)};
}
