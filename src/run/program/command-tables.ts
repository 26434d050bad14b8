import {createReadStream} from "node:fs";
import {createInterface} from "node:readline";
import {parse, type CsvError} from "csv-parse";
import {numericArray, type NumericArray} from "../../data/numeric-array.ts";
import {UserError} from "../../errors.ts";

/** A file that a program wrote: where it lies and how people speak of it. */
export interface WrittenFile {
  readonly path: string;
  /** `outside/power-1/seed-1: its command wrote metrics.csv` */
  readonly title: string;
}

/** Columns of equal length, read row by row. */
export type NumberColumns = ReadonlyMap<string, number[]>;

/** A column of which every cell was written as a whole number. */
const wholes = /^[+-]?\d+$/;

export interface ReadColumns {
  readonly columns: NumberColumns;
  /** Columns in which some number was written with a point or an exponent. */
  readonly fractional: ReadonlySet<string>;
}

/** Reads a CSV file with a header, or JSON Lines, of numbers alone; says in which line and column something else stands. */
export async function readColumns(file: WrittenFile): Promise<ReadColumns> {
  const columns = new Map<string, number[]>();
  const fractional = new Set<string>();
  for await (const {line, cells} of readRows(file)) {
    const names = Object.keys(cells);
    if (columns.size === 0) for (const name of names) columns.set(name, []);
    checkNames([...columns.keys()], names, `${file.title}, line ${line}`);
    for (const [name, column] of columns) {
      const cell = cells[name];
      if (typeof cell === "string" && !wholes.test(cell.trim())) fractional.add(name);
      column.push(toNumber(cell, `${file.title}, line ${line}, ${name}`));
    }
  }
  if (columns.size === 0) throw new UserError(`${file.title}: it holds no row`, "write a header and rows of numbers, or objects of numbers");
  return {columns, fractional};
}

export interface WrittenRow {
  /** Counts from 1. */
  readonly line: number;
  readonly cells: Readonly<Record<string, unknown>>;
}

/** The rows of a CSV file with a header, or of JSON Lines, one after another. */
export function readRows(file: WrittenFile): AsyncIterable<WrittenRow> {
  return file.path.endsWith(".csv") ? csvRows(file) : jsonRows(file);
}

async function* csvRows({path, title}: WrittenFile): AsyncGenerator<WrittenRow> {
  const parser = createReadStream(path).pipe(parse({columns: (header: readonly string[]) => eachOnce(header, title), bom: true, info: true, skip_empty_lines: true}));
  try {
    for await (const {record, info} of parser as AsyncIterable<{readonly record: Readonly<Record<string, string>>; readonly info: {readonly lines: number}}>) yield {line: info.lines, cells: record};
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError(`${title}: ${(error as CsvError).message}`, "write a header, then rows with as many cells");
  }
}

/** Columns by name: of two with one name, only one would be read. */
function eachOnce(header: readonly string[], title: string): string[] {
  const twice = header.find((name, index) => header.indexOf(name) !== index);
  if (twice !== undefined) throw new UserError(`${title}: the column ${twice} stands there twice`, "write every column once");
  return [...header];
}

async function* jsonRows({path, title}: WrittenFile): AsyncGenerator<WrittenRow> {
  let line = 0;
  for await (const text of createInterface({input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY})) {
    line += 1;
    if (text.trim() === "") continue;
    const row = parseWritten(text, `${title}, line ${line}`);
    if (typeof row !== "object" || row === null || Array.isArray(row)) throw new UserError(`${title}, line ${line}: expected an object, got ${text.slice(0, 40)}`, 'write one object per line: {"step": 1, "loss": 0.5}');
    yield {line, cells: row as Readonly<Record<string, unknown>>};
  }
}

/** Parses JSON that a program wrote; Python's NaN and Infinity are none. */
export function parseWritten(text: string, where: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UserError(`${where}: no JSON: ${error instanceof Error ? error.message : ""}`, /\bNaN\b|\bInfinity\b/.test(text) ? 'JSON has no NaN and no Infinity: write them as text, "NaN"' : "write JSON");
  }
}

function checkNames(expected: readonly string[], got: readonly string[], where: string): void {
  if (expected.length === got.length && expected.every((name) => got.includes(name))) return;
  throw new UserError(`${where}: expected ${expected.join(", ")} as in the first row, got ${got.join(", ")}`, "write the same names in every row");
}

const special: ReadonlyMap<string, number> = new Map([["nan", Number.NaN], ["inf", Number.POSITIVE_INFINITY], ["+inf", Number.POSITIVE_INFINITY], ["infinity", Number.POSITIVE_INFINITY], ["-inf", Number.NEGATIVE_INFINITY], ["-infinity", Number.NEGATIVE_INFINITY]]);

/** A number as programs write them: `0.5`, `1e-3`, `nan`, `inf`. */
export function toNumber(value: unknown, where: string): number {
  if (typeof value === "number") return value;
  const text = typeof value === "string" ? value.trim() : "";
  const number = special.get(text.toLowerCase()) ?? (/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : undefined);
  if (number !== undefined) return number;
  const classes = typeof value === "string" && /[a-z]/i.test(text) ? "; classes go by their number, counted from 0 as classes(…) of reprise/data does" : "";
  throw new UserError(`${where}: expected a number, got ${value === undefined ? "nothing" : JSON.stringify(value)}`, `write numbers, non-finite ones as NaN, inf and -inf${classes}`);
}

const isInt32 = (value: number): boolean => (value | 0) === value && !Object.is(value, -0);

/** Whole numbers as 32-bit integers, others as 32-bit floats. */
export const compactArray = (shape: readonly number[], values: readonly number[], whole = true): NumericArray =>
  numericArray(shape, whole && values.every(isInt32) ? Int32Array.from(values) : Float32Array.from(values));

/** Columns as arrays; `scores[0]`, `scores[1]`, … become one array `scores` of a column each. */
export function arraysOf({columns, fractional}: ReadColumns, where: string): Readonly<Record<string, NumericArray>> {
  const groups = Map.groupBy(columns.keys(), (name) => /^(.+)\[\d+\]$/.exec(name)?.[1] ?? name);
  return Object.fromEntries([...groups].map(([name, members]) => {
    if (members.length === 1 && members[0] === name) return [name, compactArray([columns.get(name)!.length], columns.get(name)!, !fractional.has(name))];
    const ordered = members.map((_, index) => columns.get(`${name}[${index}]`) ?? missing(`${where}: the columns of ${name} do not count on from ${name}[0]: ${members.join(", ")}`));
    const rows = ordered[0]!.length;
    return [name, compactArray([rows, ordered.length], Array.from({length: rows * ordered.length}, (_, index) => ordered[index % ordered.length]![Math.floor(index / ordered.length)]!), !members.some((member) => fractional.has(member)))];
  }));
}

function missing(message: string): never {
  throw new UserError(message, "number them 0, 1, 2, …");
}
