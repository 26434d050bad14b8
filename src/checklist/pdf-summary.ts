import type {CheckRecord, Checks} from "../records/checks.ts";
import {colours, column, drawIcon, looks} from "./pdf-looks.ts";
import {columnWidth, margin, type Sheet, type Structure} from "./pdf-sheet.ts";
import {statusMeanings, statusOrder, statusWords, verdictSentence} from "./words.ts";

type Status = CheckRecord["status"];

/** How many checks stand how, in a sentence, a bar and a table. */
export function summary(sheet: Sheet, root: Structure, {counts, checks}: Checks): void {
  const {document, element, write, ornament} = sheet;
  element(root, "P", () => write(verdictSentence(counts), looks.verdict, column));
  document.y += 10;
  const present = statusOrder.filter((status) => counts[status] > 0);
  ornament(() => drawBar(document, present.map((status) => ({share: counts[status] / checks.length, colour: colours[status]}))));
  document.y += 18;
  const table = element(root, "Table");
  for (const status of present) countRow(sheet, table, status, counts[status]);
  table.end();
}

function drawBar(document: PDFKit.PDFDocument, parts: readonly {readonly share: number; readonly colour: string}[]): void {
  let x: number = margin.left;
  for (const {share, colour} of parts) {
    document.rect(x, document.y, Math.max(share * columnWidth - 1.5, 1.5), 5).fill(colour);
    x += share * columnWidth;
  }
}

function countRow({document, element, write, ornament}: Sheet, table: Structure, status: Status, n: number): void {
  const y = document.y;
  const row = element(table, "TR");
  ornament(() => drawIcon(document, status, margin.left, y + 1.5, 9));
  element(row, "TH", () => write(statusWords[status], {...looks.group, colour: colours[status]}, {x: margin.left + 15, width: 90, y}), {scope: "Row"});
  element(row, "TD", () => write(String(n), {...looks.group, letters: "bold", size: 11}, {x: margin.left + 110, width: 40, y: y - 1}));
  element(row, "TD", () => write(statusMeanings[status], looks.row, {x: margin.left + 150, width: columnWidth - 150, y}));
  row.end();
  document.y = y + 17;
}
