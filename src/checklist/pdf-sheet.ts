import PDFDocument from "pdfkit";
import {escapeXml} from "../figures/xml.ts";
import {stretches} from "./inline-code.ts";
import {faceRuns, openFaces, type Letters} from "./pdf-faces.ts";

export type Structure = PDFKit.PDFStructureElement;

/** How a piece of text looks: points and a colour. */
export interface Look {
  readonly letters: Letters;
  readonly size: number;
  readonly colour: string;
  readonly leading?: number;
}

/** Where a piece of text stands: its left edge, its width, and its top where that is not the current line. */
export interface Place {
  readonly x: number;
  readonly width: number;
  readonly y?: number;
}

export type Target = {readonly goTo: string} | {readonly address: string};

/** What every page leaves free, in points. */
export const margin = {top: 64, bottom: 68, left: 64, right: 64} as const;

const a4 = {width: 595.28, height: 841.89} as const;
export const columnWidth = a4.width - margin.left - margin.right;
export const pageEnd = a4.height - margin.bottom;

/** A4 pages to write on, tagged as PDF/UA-1 asks: text goes into elements of the structure, ornament is marked as artifact. */
export interface Sheet {
  readonly document: PDFKit.PDFDocument;
  /** Draws text; returns the y below it. Call it inside an element's content. */
  readonly write: (text: string, look: Look, place: Place) => number;
  /** How high the text will be. */
  readonly height: (text: string, look: Look, width: number) => number;
  /** How long the text is on one line. */
  readonly length: (text: string, look: Look) => number;
  /** A new element below `parent`, with content if `draw` is given. */
  readonly element: (parent: Structure, type: string, draw?: () => void, options?: {readonly alt?: string; readonly scope?: "Row" | "Column"}) => Structure;
  /** A linked text: a Link element with its annotation. */
  readonly link: (parent: Structure, text: string, look: Look, place: Place, target: Target) => number;
  /** Draws what carries no meaning. */
  readonly ornament: (draw: (document: PDFKit.PDFDocument) => void) => void;
  /** Begins a new page unless this many points are left. */
  readonly need: (points: number) => void;
}

export interface SheetFacts {
  readonly title: string;
  readonly author: string;
  readonly date: Date;
}

/** Opens a document; it begins with its first page. */
export function openSheet({title, author, date}: SheetFacts): Sheet {
  const faces = openFaces();
  // The types of pdfkit lack the options of PDF/UA and a font given as bytes.
  const document = new PDFDocument({
    size: "A4", margins: {...margin}, bufferPages: true, pdfVersion: "1.7", subset: "PDF/UA", tagged: true, displayTitle: true, lang: "en-GB",
    font: faces.roman[0]?.bytes,
    info: {Title: title, Author: author, Creator: "Reprise", Producer: "Reprise", CreationDate: date, ModDate: date},
  } as unknown as PDFKit.PDFDocumentOptions);
  escapeMetadata(document);
  for (const face of Object.values(faces).flat()) document.registerFont(face.name, face.bytes);

  const options = (look: Look, width: number) => ({width, lineGap: (look.leading ?? 0.25) * look.size - 0.2 * look.size});
  const choose = (look: Look) => document.font(faces[look.letters][0]?.name ?? "").fontSize(look.size);
  const length: Sheet["length"] = (text, look) => choose(look).widthOfString(text.toWellFormed());
  const write: Sheet["write"] = (text, look, {x, width, y = document.y}) => {
    const runs = stretches(text).flatMap((stretch) => faceRuns(stretch.text, faces[stretch.code ? "mono" : look.letters]));
    document.x = x;
    document.y = y;
    document.fontSize(look.size).fillColor(look.colour);
    runs.forEach((run, index) => document.font(run.face.name).text(run.text, {...options(look, width), continued: index < runs.length - 1}));
    return document.y;
  };
  const element: Sheet["element"] = (parent, type, draw, more = {}) => {
    const made = draw === undefined ? document.struct(type, more) : document.struct(type, more, draw);
    parent.add(made);
    return made;
  };
  return {
    document,
    write,
    element,
    length,
    height: (text, look, width) => choose(look).heightOfString(text.toWellFormed(), options(look, width)),
    link: (parent, text, look, place, target) => {
      const {x, width} = place;
      const y = place.y ?? document.y;
      const wide = Math.min(width, length(text, look));
      // The annotation has to be made while its element is open: in the element's own content.
      const made: Structure = document.struct("Link", {alt: text}, () => {
        write(text, look, {x, width, y});
        const pressed = {structParent: made, Contents: new String(text)} as unknown as PDFKit.Mixins.AnnotationOption;
        if ("goTo" in target) document.goTo(x, y, wide, document.y - y, target.goTo, pressed);
        else document.link(x, y, wide, document.y - y, target.address, pressed);
      });
      parent.add(made);
      return document.y;
    },
    ornament: (draw) => {
      document.markContent("Artifact", {type: "Layout"});
      document.save();
      draw(document);
      document.restore();
      document.endMarkedContent();
    },
    need: (points) => {
      if (document.y + points > pageEnd) document.addPage();
    },
  };
}

/** pdfkit puts title and author into the XML of the metadata as they are: here they are escaped first. */
function escapeMetadata(document: PDFKit.PDFDocument): void {
  const inside = document as unknown as {info: Record<string, unknown>; endMetadata: () => void};
  const endMetadata = inside.endMetadata.bind(document);
  inside.endMetadata = () => {
    inside.info = Object.fromEntries(Object.entries(inside.info).map(([key, value]) => [key, typeof value === "string" ? escapeXml(value.toWellFormed()) : value]));
    endMetadata();
  };
}

/** Ends the document and gives its bytes. */
export function closeSheet({document}: Sheet): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    document.on("data", (chunk: Buffer) => chunks.push(chunk)).on("error", reject).on("end", () => resolve(Buffer.concat(chunks)));
    document.end();
  });
}
