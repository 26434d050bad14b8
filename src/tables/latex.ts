import type {Cell, TableRecord} from "../records/report.ts";
import {tableLabel} from "./label.ts";

/**
 * A table as LaTeX: booktabs rules, each column aligned as the record says, the statistically best in bold, notes below
 * in small print. Needs `\usepackage{booktabs}` and nothing else.
 */
export function tableToLatex(record: TableRecord): string {
  const lines = [
    "\\begin{table}[t]",
    "\\centering",
    `\\caption{${record.caption.latex}}`,
    `\\label{${tableLabel(record.id)}}\\par\\smallskip`,
    `\\begin{tabular}{@{}${record.columns.map((column) => alignments[column.align]).join("")}@{}}`,
    "\\toprule",
    rowText(record.columns.map((column) => column.label.latex)),
    "\\midrule",
    ...record.rows.map((row) => rowText(row.map(cellText))),
    "\\bottomrule",
    "\\end{tabular}",
    ...record.notes.map((note) => `\\par\\smallskip{\\footnotesize ${note.latex}\\par}`),
    "\\end{table}",
  ];
  return `${lines.join("\n")}\n`;
}

const alignments = {left: "l", right: "r", center: "c"} as const;

const rowText = (cells: readonly string[]): string => `${cells.map(shielded).join(" & ")} \\\\`;

/** After `\\` and `\midrule`, a "[" or "*" would be read as their argument. */
const shielded = (text: string): string => (/^\s*[[*(]/.test(text) ? `{}${text}` : text);

/** `\boldmath` too, since signs such as − and ± are set in mathematics. */
const cellText = ({text, best}: Cell): string => (best ? `{\\bfseries\\boldmath ${text.latex}}` : text.latex);
