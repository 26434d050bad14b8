import {parseColour} from "./colour.ts";
import type {Drawing, Fill, Paint, PathShape, Point, Segment, Shape, Stroke, TextShape} from "./drawing.ts";
import {figureFont} from "./faces.ts";
import {numberText} from "./number-text.ts";
import {element, escapeXml, type Attributes} from "./xml.ts";

/** What an SVG file says besides its drawing. */
export interface SvgFrame {
  /** Goes before every id inside, so that many figures fit into one page. */
  readonly prefix: string;
  readonly attributes: Attributes;
  /** Elements that come first: title, description, style. Already XML. */
  readonly head: string;
}

/** Writes a drawing as SVG with real text; neighbours of one look share a group. */
export function svgText({width, height, shapes}: Drawing, {prefix, attributes, head}: SvgFrame): string {
  const definitions = new Definitions(prefix);
  const body = shapesText(shapes, definitions);
  return element("svg", {
    xmlns: "http://www.w3.org/2000/svg", id: prefix, viewBox: `0 0 ${numberText(width)} ${numberText(height)}`,
    width: `${numberText(width)}pt`, height: `${numberText(height)}pt`, ...attributes,
    "font-family": figureFont, fill: "none",
  }, `\n${head}${definitions.text()}${body}`);
}

/** Clips and gradients, each under an id of its own. */
class Definitions {
  private readonly elements: string[] = [];
  private readonly prefix: string;
  constructor(prefix: string) {
    this.prefix = prefix;
  }

  /** Adds a definition and returns the reference to it. */
  add(write: (id: string) => string): string {
    const id = `${this.prefix}-${this.elements.length + 1}`;
    this.elements.push(write(id));
    return `url(#${id})`;
  }

  text(): string {
    return this.elements.length === 0 ? "" : element("defs", {}, `\n${this.elements.join("")}`);
  }
}

/** A shape as an element: what it looks like, and what it is. */
interface Piece {
  readonly look: Attributes;
  readonly write: (look: Attributes) => string;
}

function shapesText(shapes: readonly Shape[], definitions: Definitions): string {
  const pieces = shapes.map((shape) => pieceOf(shape, definitions));
  return groups(pieces).map((group) => groupText(group)).join("");
}

/** Splits where the look changes. */
function groups(pieces: readonly Piece[]): readonly (readonly Piece[])[] {
  const all: Piece[][] = [];
  for (const piece of pieces) {
    const last = all.at(-1);
    if (last?.[0] !== undefined && sameLook(last[0].look, piece.look)) last.push(piece);
    else all.push([piece]);
  }
  return all;
}

const sameLook = (a: Attributes, b: Attributes): boolean => JSON.stringify(a) === JSON.stringify(b);

function groupText(group: readonly Piece[]): string {
  const [first] = group;
  if (first === undefined) return "";
  return group.length === 1 ? first.write(first.look) : element("g", first.look, `\n${group.map((piece) => piece.write({})).join("")}`);
}

function pieceOf(shape: Shape, definitions: Definitions): Piece {
  if (shape.kind === "path") return pathPiece(shape, definitions);
  if (shape.kind === "text") return textPiece(shape, definitions);
  const clip = definitions.add((id) => element("clipPath", {id}, element("path", {d: pathText(shape.path)}, "", "")));
  return {look: {"clip-path": clip}, write: (look) => element("g", look, `\n${shapesText(shape.shapes, definitions)}`)};
}

function pathPiece({path, fill, stroke}: PathShape, definitions: Definitions): Piece {
  const look = {...(fill && fillLook(fill, definitions)), ...(stroke && strokeLook(stroke, definitions))};
  return {look, write: (attributes) => element("path", {d: pathText(path), ...attributes})};
}

function textPiece({text, lettering, anchor, matrix, at, fill}: TextShape, definitions: Definitions): Piece {
  const look = {
    ...fillLook(fill, definitions), "font-size": numberText(lettering.size),
    ...(lettering.weight === "bold" && {"font-weight": "700"}), ...(lettering.style === "italic" && {"font-style": "italic"}),
    ...(anchor !== "start" && {"text-anchor": anchor}),
  };
  return {look, write: (attributes) => element("text", {...placeOf(matrix, at), ...attributes}, escapeXml(text))};
}

/** Upright text needs no matrix. */
function placeOf(matrix: TextShape["matrix"], [x, y]: Point): Attributes {
  const [a, b, c, d, e, f] = matrix.map(numberText);
  const upright = a === "1" && b === "0" && c === "0" && d === "1";
  if (upright) return {x: numberText(matrix[4] + x), y: numberText(matrix[5] + y)};
  return {transform: `matrix(${[a, b, c, d, e, f].join(" ")})`, x: numberText(x), y: numberText(y)};
}

function fillLook({paint, opacity}: Fill, definitions: Definitions): Attributes {
  const [fill, alpha] = paintText(paint, definitions);
  return {fill, ...(alpha * opacity < 1 && {"fill-opacity": numberText(alpha * opacity)})};
}

function strokeLook(stroke: Stroke, definitions: Definitions): Attributes {
  const [paint, alpha] = paintText(stroke.paint, definitions);
  return {
    stroke: paint, "stroke-width": numberText(stroke.width),
    ...(alpha * stroke.opacity < 1 && {"stroke-opacity": numberText(alpha * stroke.opacity)}),
    ...(stroke.cap !== "butt" && {"stroke-linecap": stroke.cap}),
    ...(stroke.join !== "miter" && {"stroke-linejoin": stroke.join}),
    ...(stroke.dash.length > 0 && {"stroke-dasharray": stroke.dash.map(numberText).join(" ")}),
    ...(stroke.dash.length > 0 && stroke.dashOffset !== 0 && {"stroke-dashoffset": numberText(stroke.dashOffset)}),
  };
}

/** A paint as SVG names it, with the opacity that its colour has of itself. */
function paintText(paint: Paint, definitions: Definitions): readonly [string, number] {
  if (paint.kind === "colour") return colourText(paint.colour);
  const [x1, y1, x2, y2] = [...paint.from, ...paint.to].map(numberText);
  const stops = paint.stops.map(({offset, colour}) => element("stop", {offset: numberText(offset), "stop-color": colourText(colour)[0]})).join("");
  return [definitions.add((id) => element("linearGradient", {id, gradientUnits: "userSpaceOnUse", x1, y1, x2, y2}, `\n${stops}`)), 1];
}

/** `currentColor` stays: it makes a figure fit a light and a dark page. */
function colourText(text: string): readonly [string, number] {
  const {hex, opacity} = parseColour(text, "currentColor");
  return [hex, opacity];
}

function pathText(path: readonly Segment[]): string {
  return path.map((segment) => {
    switch (segment.to) {
      case "move": return `M${pair(segment.at)}`;
      case "line": return `L${pair(segment.at)}`;
      case "curve": return `C${[...segment.by, segment.at].map(pair).join(" ")}`;
      case "close": return "Z";
    }
  }).join("");
}

const pair = ([x, y]: Point): string => `${numberText(x)} ${numberText(y)}`;
