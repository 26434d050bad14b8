import type {Element} from "hast";
import {h} from "hastscript";
import {raw} from "../definitions.ts";
import {plainOf} from "../plain.ts";
import {argumentsOf, childrenOf, commandOf, lastArgument, type TexNode} from "../syntax.ts";
import type {Conversion} from "./conversion.ts";
import {inline} from "./inline.ts";

const rules = new Set(["toprule", "midrule", "bottomrule", "hline", "cmidrule", "addlinespace"]);

interface Row {
  readonly cells: readonly (readonly TexNode[])[];
  /** Whether a rule stands somewhere above it, after the first row. */
  readonly head: boolean;
}

/** A `tabular`: rows above the first inner rule are its head. */
export function tabular(node: TexNode, conversion: Conversion): Element {
  const aligns = columnAligns(raw(lastArgument(node)));
  const rows = readRows(childrenOf(node));
  const head = rows.filter((row) => row.head);
  const body = rows.filter((row) => !row.head);
  const section = (tag: "thead" | "tbody", all: readonly Row[]): Element[] =>
    (all.length === 0 ? [] : [h(tag, all.map((row) => h("tr", cellsOf(row, aligns, tag === "thead", conversion))))]);
  return h("table", [...section("thead", head), ...section("tbody", body)]);
}

function columnAligns(specification: string): readonly string[] {
  const bare = specification.replaceAll(/[@!><]\s*\{(?:[^{}]|\{[^{}]*\})*\}/g, "").replaceAll(/([pmb])\s*\{[^{}]*\}/g, "l").replaceAll(/\*\s*\{(\d{1,2})\}\s*\{([^{}]*)\}/g, (_, times: string, columns: string) => columns.repeat(Math.min(Number(times), 40)));
  return [...bare].flatMap((letter) => (letter === "l" || letter === "X" ? ["left"] : letter === "r" || letter === "S" ? ["right"] : letter === "c" ? ["center"] : []));
}

function readRows(nodes: readonly TexNode[]): readonly Row[] {
  const rows: TexNode[][][] = [];
  let cells: TexNode[][] = [[]];
  let headEnd = 0;
  const end = (): void => {
    if (cells.length > 1 || cells[0]?.some((part) => part.type !== "whitespace" && part.type !== "parbreak" && part.type !== "comment")) rows.push(cells);
    cells = [[]];
  };
  for (const node of nodes) {
    const command = commandOf(node);
    if (rules.has(command)) {
      if ((command === "midrule" || command === "hline") && headEnd === 0 && rows.length > 0) headEnd = rows.length;
    } else if (command === "\\" || command === "tabularnewline") end();
    else if (node.type === "string" && node.content === "&") cells.push([]);
    else cells.at(-1)?.push(node);
  }
  end();
  return rows.map((row, at) => ({cells: row, head: headEnd < rows.length && at < headEnd}));
}

function cellsOf(row: Row, aligns: readonly string[], head: boolean, conversion: Conversion): Element[] {
  let column = 0;
  return row.cells.map((cell) => {
    const wide = cell.find((node) => commandOf(node) === "multicolumn");
    const tall = cell.find((node) => commandOf(node) === "multirow");
    const [columns, align] = wide === undefined ? [1, aligns[column]] : [span(wide), columnAligns(raw(argumentsOf(wide)[1]))[0]];
    column += columns;
    const rows = tall === undefined ? 1 : span(tall);
    const content = wide === undefined && tall === undefined ? cell : lastArgument(wide ?? tall as TexNode);
    return h(head ? "th" : "td", {
      className: [`align-${align ?? "left"}`], ...(head ? {scope: columns > 1 ? "colgroup" : "col"} : {}), ...(columns > 1 ? {colSpan: columns} : {}), ...(rows > 1 ? {rowSpan: rows} : {}),
    }, [...inline(trimmed(content), conversion)]);
  });
}

const span = (node: TexNode): number => Math.min(100, Math.max(1, Number.parseInt(plainOf(argumentsOf(node)[0] ?? []), 10) || 1));

function trimmed(nodes: readonly TexNode[]): readonly TexNode[] {
  const blank = (node: TexNode | undefined): boolean => node?.type === "whitespace" || node?.type === "parbreak";
  let [from, to] = [0, nodes.length];
  while (from < to && blank(nodes[from])) from += 1;
  while (to > from && blank(nodes[to - 1])) to -= 1;
  return nodes.slice(from, to);
}
