import {stringify} from "csv-stringify/sync";
import type {TableRecord} from "../records/report.ts";

/**
 * A table as CSV (RFC 4180 with line feeds): a row of heads, then the cells as they are shown, with plain spaces and
 * ASCII minus signs so that programs read the numbers. What a spreadsheet would run as a formula starts with an
 * apostrophe; a negative number is no formula.
 */
export function tableToCsv(record: TableRecord): string {
  const heads = record.columns.map(({label}) => label.plain);
  const rows = record.rows.map((row) => row.map(({text}) => text.plain));
  return stringify([heads, ...rows].map((row) => row.map(field)));
}

function field(text: string): string {
  const plain = text.replaceAll(/[\u00a0\u2009\u202f]/g, " ").replaceAll(/\u2212(?=\d)/g, "-");
  return startsFormula.test(plain) && !isNumber.test(plain) ? `'${plain}` : plain;
}

/** OWASP's list: = + - @ tab and carriage return, and their full-width forms. */
const startsFormula = /^[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/;

/** A signed number, alone or with its unit, percent sign or interval: nothing that a spreadsheet computes with. */
const isNumber = /^[+-]\d(?:[\d.,%\u00b1[\]() ]|(?<=[[(, ])-|e[+-]?\d)*$/i;
