import type {CheckRecord} from "../records/checks.ts";
import {columnWidth, margin, type Look} from "./pdf-sheet.ts";
import {statusPaths} from "./status-icon.ts";

type Status = CheckRecord["status"];

export const ink = "#1c1e22";
export const soft = "#4f545d";
export const line = "#d9d6ce";
export const linked = "#1d4f91";

export const colours: Readonly<Record<Status, string>> = {
  verified: "#17704a", attested: "#4a4fb5", "not-applicable": "#6b7079", "not-run": "#6b7079", stale: "#9a5b00", failed: "#b3261e",
};

export const looks = {
  eyebrow: {letters: "sans-bold", size: 9, colour: soft},
  title: {letters: "bold", size: 25, colour: ink, leading: 0.22},
  byline: {letters: "sans", size: 10, colour: soft},
  verdict: {letters: "roman", size: 13, colour: ink, leading: 0.35},
  section: {letters: "bold", size: 16, colour: ink},
  check: {letters: "bold", size: 11.5, colour: ink, leading: 0.28},
  text: {letters: "roman", size: 10, colour: ink, leading: 0.38},
  quiet: {letters: "roman", size: 10, colour: soft, leading: 0.38},
  small: {letters: "sans", size: 8.5, colour: soft, leading: 0.35},
  head: {letters: "sans-bold", size: 8.5, colour: soft},
  row: {letters: "roman", size: 9.5, colour: ink, leading: 0.28},
  answers: {letters: "sans", size: 8, colour: soft, leading: 0.35},
  group: {letters: "sans-bold", size: 9.5, colour: ink},
  digest: {letters: "mono", size: 8, colour: soft, leading: 0.3},
  id: {letters: "mono", size: 8.5, colour: soft},
} as const satisfies Readonly<Record<string, Look>>;

/** The whole width of the text. */
export const column = {x: margin.left, width: columnWidth} as const;

/** The sign of a status in a square of `size` points. */
export function drawIcon(document: PDFKit.PDFDocument, status: Status, x: number, y: number, size: number): void {
  document.translate(x, y).scale(size / 16).lineWidth(2).lineCap("round").lineJoin("round").path(statusPaths[status]).stroke(colours[status]);
}

/** A thin line across the page. */
export const rule = (document: PDFKit.PDFDocument, y: number, colour = line): unknown =>
  document.moveTo(margin.left, y).lineTo(margin.left + columnWidth, y).lineWidth(0.5).stroke(colour);
