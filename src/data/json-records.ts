import {UserError} from "../errors.ts";
import type {Cell} from "./column.ts";
import type {DataFormat} from "./declaration.ts";
import type {Table} from "./table.ts";
import {tableOfEntries} from "./table-of.ts";

type JsonFormat = Extract<DataFormat, {readonly kind: "json-records"}>;
type JsonRecord = Readonly<Record<string, unknown>>;

/** A JSON array of flat objects. Null and absent members are missing, true and false become text. */
export function jsonTable(text: string, format: JsonFormat, where: string): Table {
  const records = parseRecords(text, where);
  const missing = new Set(format.missing);
  const names = [...new Set(records.flatMap((record) => Object.keys(record)))];
  const column = (name: string): readonly Cell[] => records.map((record, row) => {
    const value = cell(record[name], row, name, where);
    return typeof value === "string" && missing.has(value) ? null : value;
  });
  return tableOfEntries(names.map((name) => [name, column(name)]), where);
}

function parseRecords(text: string, where: string): readonly JsonRecord[] {
  const records = parseJson(text, where);
  if (!Array.isArray(records) || records.length === 0) throw new UserError(`${where}: expected a JSON array of objects, got ${kindOf(records)}`);
  const wrong = records.findIndex((record) => kindOf(record) !== "an object");
  if (wrong >= 0) throw new UserError(`${where}, row ${wrong + 1}: expected an object, got ${kindOf(records[wrong])}`);
  return records as readonly JsonRecord[];
}

function parseJson(text: string, where: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new UserError(`${where}: expected JSON, got text that is none`, "check the file's format in its declaration");
  }
}

function cell(value: unknown, row: number, column: string, where: string): Cell {
  if (value === null || value === undefined) return null;
  if (typeof value === "string" || Number.isFinite(value)) return value as string | number;
  if (typeof value === "boolean") return String(value);
  throw new UserError(`${where}, row ${row + 1}, column "${column}": expected a finite number, a text or null, got ${kindOf(value)}`);
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? "an empty list" : "a list";
  if (value === null || typeof value === "number") return String(value);
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}
