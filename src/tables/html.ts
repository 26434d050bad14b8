import type {Cell, TableRecord} from "../records/report.ts";
import {escapeHtml} from "../report/escape.ts";
import {tableLabel} from "./label.ts";

type Align = TableRecord["columns"][number]["align"];

/**
 * A table as HTML that a screen reader understands: caption, heads with their scope, the statistically best in
 * `<strong>`. A cell that shows a value is a `<data>` element with the value's id; alignment is a class.
 */
export function tableToHtml(record: TableRecord): string {
  const heads = record.columns.map(({label, align}) => `<th scope="col"${classOf(align)}>${label.html}</th>`);
  return [
    `<table id="${escapeHtml(tableLabel(record.id))}">`,
    `<caption>${record.caption.html}</caption>`,
    `<thead>\n<tr>${heads.join("")}</tr>\n</thead>`,
    `<tbody>\n${record.rows.map((row) => rowText(row, record)).join("\n")}\n</tbody>`,
    ...(record.notes.length === 0 ? [] : [notesText(record)]),
    "</table>\n",
  ].join("\n");
}

const rowText = (row: readonly Cell[], record: TableRecord): string =>
  `<tr>${row.map((cell, index) => cellText(cell, record.columns[index]?.align ?? "left", index < record.rowHeaders)).join("")}</tr>`;

function cellText(cell: Cell, align: Align, heads: boolean): string {
  return heads ? `<th scope="row"${classOf(align)}>${contentOf(cell)}</th>` : `<td${classOf(align)}>${contentOf(cell)}</td>`;
}

function contentOf({text, best, value}: Cell): string {
  const shown = best ? `<strong>${text.html}</strong>` : text.html;
  return value === undefined ? shown : `<data value="${escapeHtml(value)}">${shown}</data>`;
}

const notesText = ({notes, columns}: TableRecord): string =>
  `<tfoot>\n${notes.map((note) => `<tr><td colspan="${columns.length}">${note.html}</td></tr>`).join("\n")}\n</tfoot>`;

const classOf = (align: Align): string => (align === "left" ? "" : ` class="${align}"`);
