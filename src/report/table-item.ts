import {UserError} from "../errors.ts";
import type {TableRecord} from "../records/report.ts";
import {render} from "./escape.ts";
import {renderText, valuesIn, type Piece, type ShowValue} from "./text.ts";
import type {ValueItem} from "./value.ts";

/** One cell: a text, and whether it is the statistically best of its column. */
export interface CellContent {
  readonly content: Piece;
  readonly best?: boolean;
  /** The value that the text writes in a shorter way; a content that is a value shows itself. */
  readonly shows?: ValueItem;
}

export interface TableColumn {
  readonly label: string;
  readonly align?: "left" | "right" | "center";
}

/** A table whose cells are texts and values. */
export interface TableItem {
  readonly kind: "table";
  readonly name: string;
  readonly caption: Piece;
  readonly columns: readonly TableColumn[];
  readonly rows: readonly (readonly CellContent[])[];
  /** The first columns that head their row. */
  readonly rowHeaders: number;
  readonly notes: readonly Piece[];
  /** The values that its cells define; they become values of the report. */
  readonly values: readonly ValueItem[];
  readonly runs: readonly string[];
}

export interface FreeTable {
  readonly caption: Piece;
  readonly columns: readonly (string | TableColumn)[];
  readonly rows: readonly (readonly Piece[])[];
  readonly rowHeaders?: number;
  readonly notes?: readonly Piece[];
}

/** A table of one's own: words, and values of the report. */
export function tableOf(name: string, table: FreeTable): TableItem {
  const ragged = table.rows.findIndex((row) => row.length !== table.columns.length);
  if (ragged >= 0) throw new UserError(`table ${name}, row ${ragged + 1}: ${table.rows[ragged]?.length} cells in ${table.columns.length} columns`, "give every row one cell per column");
  return {
    kind: "table", name, caption: table.caption, rowHeaders: table.rowHeaders ?? 1, notes: table.notes ?? [], values: [],
    columns: table.columns.map((column) => (typeof column === "string" ? {label: column} : column)),
    rows: table.rows.map((row) => row.map((content) => ({content}))),
    runs: [...new Set(table.rows.flat().flatMap(runsIn))],
  };
}

/** The record of a table. `show` writes the report's own values in words around it, `showInCell` in its cells. */
export function tableRecordOf(item: TableItem, experiment: string, show: ShowValue, showInCell: ShowValue): TableRecord {
  return {
    id: `${experiment}/${item.name}`,
    experiment,
    caption: renderText(item.caption, show),
    columns: item.columns.map((column, at) => ({label: render(column.label), align: column.align ?? (at < item.rowHeaders ? "left" : "right")})),
    rows: item.rows.map((row) => row.map((cell) => ({text: renderText(cell.content, showInCell), best: cell.best ?? false, ...cellValue(cell, experiment)}))),
    rowHeaders: item.rowHeaders,
    notes: item.notes.map((note) => renderText(note, show)),
    runs: [...item.runs],
  };
}

/** Every value that a table shows, in cells, caption or notes. */
export const valuesOfTable = (item: TableItem): readonly ValueItem[] =>
  [item.caption, ...item.notes, ...item.rows.flat().map((cell) => cell.content)].flatMap(valuesIn);

function cellValue({content, shows}: CellContent, experiment: string): {readonly value?: string} {
  const shown = shows ?? (typeof content !== "string" && content.kind === "value" ? content : undefined);
  return shown === undefined ? {} : {value: `${experiment}/${shown.name}`};
}

function runsIn(piece: Piece): readonly string[] {
  if (typeof piece === "string") return [];
  if (piece.kind === "text") return piece.pieces.flatMap(runsIn);
  return (piece.kind === "aggregate" ? piece : piece.aggregate).points.map((point) => point.run);
}
