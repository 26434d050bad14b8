import {readFile} from "node:fs/promises";
import {UserError} from "../errors.ts";
import {parseWritten, readRows as writtenRows} from "../run/program/command-tables.ts";

/** One record of results, and where it stands. */
export interface RecordRow {
  /** `results.csv, line 3` */
  readonly where: string;
  readonly cells: Readonly<Record<string, unknown>>;
}

/** The records of a CSV file with a header, of JSON Lines, or of a JSON list of objects. */
export async function readRecords(path: string, name: string): Promise<readonly RecordRow[]> {
  const rows = await readRows(path, name);
  const bent = rows.find(({cells}) => Object.keys(cells).some((column) => /\p{Cc}/u.test(column)));
  if (bent !== undefined) throw new UserError(`${bent.where}: a column's name holds control characters`, "is it the file that you meant?");
  return rows;
}

async function readRows(path: string, name: string): Promise<readonly RecordRow[]> {
  if (path.endsWith(".json")) return jsonRecords(await readFile(path, "utf8"), name);
  if (!/\.(csv|jsonl)$/.test(path)) throw new UserError(`${name}: expected a file that ends with .csv, .jsonl or .json`, "name it by what it holds");
  const rows: RecordRow[] = [];
  for await (const {line, cells} of writtenRows({path, title: name})) rows.push({where: `${name}, line ${line}`, cells});
  return rows;
}

function jsonRecords(text: string, name: string): readonly RecordRow[] {
  const list = parseWritten(text, name);
  if (!Array.isArray(list)) throw new UserError(`${name}: expected a list of objects`, 'write [{"seed": 1, "accuracy": 0.9}, …]');
  return list.map((record: unknown, index) => {
    const where = `${name}, record ${index + 1}`;
    if (typeof record !== "object" || record === null || Array.isArray(record)) throw new UserError(`${where}: expected an object`, 'write [{"seed": 1, "accuracy": 0.9}, …]');
    return {where, cells: record as Readonly<Record<string, unknown>>};
  });
}
