import type {CheckRecord, Checks} from "../records/checks.ts";
import {colours, column, drawIcon, ink, looks, rule} from "./pdf-looks.ts";
import {columnWidth, margin, type Sheet, type Structure} from "./pdf-sheet.ts";
import {byGroup, statusWords, unbroken} from "./words.ts";

/** Columns of the overview: state, check, what it answers. */
const overviewColumns = [{x: margin.left, width: 72}, {x: margin.left + 76, width: 222}, {x: margin.left + 308, width: columnWidth - 308}] as const;

/** The table of all checks, each leading to what was found. */
export function overview(sheet: Sheet, root: Structure, {checks}: Checks): void {
  const {document, element, write, ornament, need} = sheet;
  document.y += 26;
  need(120);
  element(root, "H2", () => write("All checks", looks.section, column));
  document.y += 8;
  const table = element(root, "Table");
  headRow(sheet, table);
  for (const group of byGroup(checks)) {
    need(58);
    document.y += 10;
    const row = element(table, "TR");
    element(row, "TH", () => write(group.title, looks.group, column), {scope: "Column"});
    row.end();
    ornament(() => rule(document, document.y + 3));
    document.y += 5;
    for (const check of group.checks) overviewRow(sheet, table, check);
  }
  table.end();
}

function headRow({document, element, write, ornament}: Sheet, table: Structure): void {
  const y = document.y;
  const row = element(table, "TR");
  overviewColumns.forEach((place, index) => element(row, "TH", () => write(["State", "Check", "Answers"][index] ?? "", looks.head, {...place, y}), {scope: "Column"}));
  row.end();
  ornament(() => rule(document, document.y + 4, ink));
  document.y += 5;
}

function overviewRow({document, element, write, link, ornament, height, need}: Sheet, table: Structure, check: CheckRecord): void {
  const [state, title, answers] = overviewColumns;
  const sources = unbroken(check.sources).join(" · ");
  need(Math.max(height(check.title, looks.row, title.width), height(sources, looks.answers, answers.width)) + 6);
  const y = document.y + 2;
  const row = element(table, "TR");
  ornament(() => drawIcon(document, check.status, state.x, y + 1.5, 8.5));
  element(row, "TD", () => write(statusWords[check.status], {...looks.small, letters: "sans-bold", colour: colours[check.status]}, {x: state.x + 14, width: state.width - 14, y: y + 0.5}));
  const cell = element(row, "TH", undefined, {scope: "Row"});
  const below = link(cell, check.title, looks.row, {...title, y}, {goTo: check.id});
  cell.end();
  element(row, "TD", () => write(sources, looks.answers, {...answers, y: y + 0.5}));
  row.end();
  const end = Math.max(below, document.y);
  ornament(() => rule(document, end + 1.5));
  document.y = end + 3;
}
