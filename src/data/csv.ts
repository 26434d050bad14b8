import {CsvError, parse} from "csv-parse/browser/esm/sync";
import {UserError} from "../errors.ts";
import type {Cell} from "./column.ts";
import type {DataFormat} from "./declaration.ts";
import type {Table} from "./table.ts";
import {tableOfEntries} from "./table-of.ts";

type CsvFormat = Extract<DataFormat, {readonly kind: "csv"}>;

/** Comma-separated values (RFC 4180). A column is of numbers where all its cells are numbers or missing. Missing by default: the empty cell. */
export function csvTable(text: string, format: CsvFormat, where: string): Table {
  const lines = parseLines(text, format.delimiter ?? ",", where);
  const [head, ...rest] = lines;
  if (head === undefined) throw new UserError(`${where}: expected rows, got an empty file`);
  const names = columnNames(format, head, where);
  const body = format.header ? rest : lines;
  checkWidths(body, names, where);
  const missing = new Set(format.missing ?? [""]);
  return tableOfEntries(names.map((name, index) => [name, cells(body.map((line) => line[index] as string), missing)]), where);
}

function parseLines(text: string, delimiter: string, where: string): readonly (readonly string[])[] {
  try {
    return parse(text, {bom: true, delimiter, relax_column_count: true, skip_empty_lines: true}) as string[][];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new UserError(`${where}: ${error.message}`, "mend the file's quotes, or declare its `delimiter`");
  }
}

function columnNames(format: CsvFormat, head: readonly string[], where: string): readonly string[] {
  const names = format.columns ?? (format.header ? head : head.map((_, index) => `column${index + 1}`));
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new UserError(`${where}, row 1: two columns are called "${twice}"`, "name the columns in the format's `columns`");
  return names;
}

function checkWidths(lines: readonly (readonly string[])[], names: readonly string[], where: string): void {
  const row = lines.findIndex((line) => line.length !== names.length);
  if (row < 0) return;
  throw new UserError(`${where}, row ${row + 1}: expected ${names.length} cells, got ${lines[row]?.length}`, "check the format's `delimiter` and `columns`");
}

/** Decimal numbers as people write them; hexadecimal, "Infinity" and blanks are text. */
const decimal = /^\s*[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?\s*$/;

function cells(texts: readonly string[], missing: ReadonlySet<string>): readonly Cell[] {
  const known = texts.filter((text) => !missing.has(text));
  const numeric = known.every((text) => decimal.test(text));
  return texts.map((text) => (missing.has(text) ? null : numeric ? Number(text) : text));
}
