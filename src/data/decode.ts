import {UserError} from "../errors.ts";
import {csvTable} from "./csv.ts";
import type {DataDeclaration, DataFile} from "./declaration.ts";
import {jsonTable} from "./json-records.ts";
import type {Table} from "./table.ts";

/** The bytes of a data set's files as `train` and `evaluate` get them: each a table, or bytes where it was declared so. */
export function decodeData(declaration: DataDeclaration, files: Readonly<Record<string, Uint8Array>>): unknown {
  const decoded = Object.entries(declaration.files).map(([name, file]) => {
    const bytes = files[name];
    const where = declaration.single ? declaration.id : `${declaration.id}/${name}`;
    if (bytes === undefined) throw new Error(`${where}: expected the bytes of file "${name}"`);
    return [name, decodeFile(file, bytes, where)] as const;
  });
  return declaration.single ? decoded[0]?.[1] : Object.fromEntries(decoded);
}

function decodeFile({format}: DataFile, bytes: Uint8Array, where: string): Table | Uint8Array {
  switch (format.kind) {
    case "csv": return csvTable(utf8(bytes, where), format, where);
    case "json-records": return jsonTable(utf8(bytes, where), format, where);
    case "bytes": return bytes;
  }
}

function utf8(bytes: Uint8Array, where: string): string {
  try {
    return new TextDecoder("utf-8", {fatal: true}).decode(bytes);
  } catch {
    throw new UserError(`${where}: expected text in UTF-8, got bytes that are none`, "convert the file to UTF-8, or declare its format as `bytes` and decode it in `train`");
  }
}
