import {createHash} from "node:crypto";
import PDFDocument from "pdfkit";
import {parseColour} from "./colour.ts";
import {textsOf, type Drawing, type Paint, type PathShape, type Point, type Segment, type Shape, type Stroke, type TextShape} from "./drawing.ts";
import {runsOf, textWidth, type Face} from "./faces.ts";
import {numberText, rounded} from "./number-text.ts";

export interface PdfFrame {
  readonly title: string;
  /** Seconds since 1970: the only date in the file. */
  readonly sourceDateEpoch: number;
}

type Document = PDFKit.PDFDocument;
type PdfPaint = string | PDFKit.PDFLinearGradient;

/** On paper `currentColor` is black. */
const ink = "#000000";

/**
 * Writes a drawing as one page of PDF 1.5 (the newest that pdfTeX includes without a warning), in vectors and with
 * subsets of its fonts embedded. Streams are not compressed: zlib's bytes differ between processors, these do not.
 */
export async function pdfBytes({width, height, shapes}: Drawing, {title, sourceDateEpoch}: PdfFrame): Promise<Uint8Array> {
  const date = new Date(sourceDateEpoch * 1000);
  const document = new PDFDocument({
    size: [width, height], margin: 0, pdfVersion: "1.5", compress: false, font: null as never,
    info: {Title: title, Creator: "Reprise", Producer: "Reprise", CreationDate: date, ModDate: date},
  });
  drawAll(document, shapes);
  tagSubsets(document, textsOf(shapes));
  document.end();
  const chunks: Uint8Array[] = [];
  for await (const chunk of document) chunks.push(chunk as Uint8Array);
  return Buffer.concat(chunks);
}

function drawAll(document: Document, shapes: readonly Shape[]): void {
  for (const shape of shapes) drawShape(document, shape);
}

function drawShape(document: Document, shape: Shape): void {
  if (shape.kind === "text") return drawText(document, shape);
  if (shape.kind === "path") return drawPath(document, shape);
  document.save();
  trace(document, shape.path);
  document.clip();
  drawAll(document, shape.shapes);
  document.restore();
}

function drawPath(document: Document, {path, fill, stroke}: PathShape): void {
  if (fill !== undefined) {
    const [paint, opacity] = paintOf(document, fill.paint);
    trace(document, path);
    document.fillOpacity(rounded(opacity * fill.opacity)).fill(paint as string);
  }
  if (stroke !== undefined) drawStroke(document, path, stroke);
}

function drawStroke(document: Document, path: readonly Segment[], stroke: Stroke): void {
  const [paint, opacity] = paintOf(document, stroke.paint);
  document.lineWidth(rounded(stroke.width)).lineCap(stroke.cap as "butt").lineJoin(stroke.join as "miter").miterLimit(stroke.miter);
  addContent(document, `[${stroke.dash.map(numberText).join(" ")}] ${numberText(stroke.dashOffset)} d`);
  trace(document, path);
  document.strokeOpacity(rounded(opacity * stroke.opacity)).stroke(paint as string);
}

/** PDFKit's own `dash` refuses a gap of 0 and repeats lengths; the operator itself is simpler. */
function addContent(document: Document, operator: string): void {
  (document as unknown as {addContent(content: string): void}).addContent(operator);
}

function trace(document: Document, path: readonly Segment[]): void {
  for (const segment of path) {
    switch (segment.to) {
      case "move": document.moveTo(...roundedPoint(segment.at)); break;
      case "line": document.lineTo(...roundedPoint(segment.at)); break;
      case "curve": document.bezierCurveTo(...roundedPoint(segment.by[0]), ...roundedPoint(segment.by[1]), ...roundedPoint(segment.at)); break;
      case "close": document.closePath(); break;
    }
  }
}

const roundedPoint = ([x, y]: Point): [number, number] => [rounded(x), rounded(y)];

/** A paint as PDFKit takes it, with the opacity that its colour has of itself. */
function paintOf(document: Document, paint: Paint): readonly [PdfPaint, number] {
  if (paint.kind === "colour") {
    const {hex, opacity} = parseColour(paint.colour, ink);
    return [hex, opacity];
  }
  const gradient = document.linearGradient(...roundedPoint(paint.from), ...roundedPoint(paint.to));
  for (const stop of paint.stops) gradient.stop(stop.offset, parseColour(stop.colour, ink).hex, 1);
  return [gradient, 1];
}

function drawText(document: Document, {text, lettering, anchor, matrix, at, fill}: TextShape): void {
  const [paint, opacity] = paintOf(document, fill.paint);
  const width = textWidth(text, lettering);
  let x = at[0] - (anchor === "middle" ? width / 2 : anchor === "end" ? width : 0);
  document.save().transform(...(matrix.map(rounded) as [number, number, number, number, number, number]));
  document.fillOpacity(rounded(opacity * fill.opacity)).fillColor(paint as string).fontSize(lettering.size);
  for (const run of runsOf(text, lettering)) {
    chooseFont(document, run.face);
    document.text(run.text, rounded(x), rounded(at[1]), {lineBreak: false, baseline: "alphabetic"});
    x += textWidth(run.text, lettering);
  }
  document.restore();
}

/** The bytes are given each time; PDFKit embeds a name once. */
function chooseFont(document: Document, face: Face): void {
  document.registerFont(face.name, Buffer.from(face.bytes)).font(face.name);
}

/**
 * Different subsets of a font need different tags (ISO 32000-1, 9.6.4): a reader of a paper with many figures may take
 * two of one name for the same. PDFKit numbers them within one file only, so the number is replaced by a digest of the
 * text that the subset was made for.
 */
function tagSubsets(document: Document, texts: readonly TextShape[]): void {
  const runs = texts.flatMap(({text, lettering}) => runsOf(text, lettering));
  const {_fontFamilies: fonts} = document as unknown as {readonly _fontFamilies: Readonly<Record<string, {id: string}>>};
  for (const face of new Set(runs.map((run) => run.face))) {
    const font = fonts[face.name];
    if (font === undefined) throw new Error(`PDFKit no longer keeps its fonts by name: ${face.name} has no subset tag`);
    font.id = `F${tagOf(runs.filter((run) => run.face === face).map((run) => run.text).join("\n"))}`;
  }
}

/** Six of the characters that PDFKit turns into letters: "0" becomes A, "I" becomes Z. */
const tagOf = (text: string): string =>
  [...createHash("sha256").update(text).digest().subarray(0, 6)].map((byte) => String.fromCharCode(48 + (byte % 26))).join("");
