import {stringify} from "csv-stringify/sync";
import type {FigureRecord} from "../records/report.ts";

type Row = Readonly<Record<string, unknown>>;

/** The rows that a figure draws, as CSV (RFC 4180); null where the specification holds no rows of its own. */
export function figureCsv(figure: FigureRecord): string | null {
  const rows = findRows(figure.spec);
  if (rows.length === 0) return null;
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return stringify([columns, ...rows.map((row) => columns.map((column) => cellText(row[column])))]);
}

function findRows(spec: Row): readonly Row[] {
  const {data, datasets} = spec;
  if (isRow(data) && Array.isArray(data["values"])) return data["values"].filter(isRow);
  if (isRow(datasets)) return Object.values(datasets).flatMap((set) => (Array.isArray(set) ? set.filter(isRow) : []));
  return ["layer", "hconcat", "vconcat", "concat"].flatMap((name) => {
    const parts = spec[name];
    return Array.isArray(parts) ? parts.filter(isRow).flatMap(findRows) : [];
  });
}

const isRow = (value: unknown): value is Row => typeof value === "object" && value !== null && !Array.isArray(value);

/** A text that a spreadsheet would take for a formula is given a leading apostrophe. */
function cellText(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "object") return JSON.stringify(value);
  const text = String(value);
  return typeof value === "string" && /^[=+@\t\r-]/.test(text) && Number.isNaN(Number(text)) ? `'${text}` : text;
}
