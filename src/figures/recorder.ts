import type {Drawing, Fill, GradientStop, Lettering, Paint, PathShape, Point, Segment, Shape, Stroke} from "./drawing.ts";
import {cos, sin} from "../math/math.ts";
import {apply, identity, multiply, scaleOf, type Matrix} from "./matrix.ts";
import {textWidth} from "./faces.ts";
import {lettering} from "./text-metrics.ts";

/** What `save` keeps and `restore` brings back. */
interface State {
  readonly matrix: Matrix;
  readonly shapes: Shape[];
  readonly dash: readonly number[];
  readonly pen: Pen;
}

/** The plain properties of a canvas context. */
interface Pen {
  fillStyle: string | Gradient;
  strokeStyle: string | Gradient;
  globalAlpha: number;
  lineWidth: number;
  lineCap: string;
  lineJoin: string;
  miterLimit: number;
  lineDashOffset: number;
  font: string;
  textAlign: string;
}

const newPen: Pen = {
  fillStyle: "#000", strokeStyle: "#000", globalAlpha: 1, lineWidth: 1, lineCap: "butt", lineJoin: "miter",
  miterLimit: 10, lineDashOffset: 0, font: "10px sans-serif", textAlign: "left",
};

/** A linear gradient of the page, to which the caller adds its stops. */
class Gradient {
  readonly stops: GradientStop[] = [];
  readonly from: Point;
  readonly to: Point;
  constructor(from: Point, to: Point) {
    this.from = from;
    this.to = to;
  }
  addColorStop(offset: number, colour: string): void {
    this.stops.push({offset, colour});
  }
}

/** How far a Bézier's control points lie from its ends to follow a quarter circle of radius 1 (error 0.03 %). */
const quarter = 0.5522847498307936;

/**
 * The part of CanvasRenderingContext2D that Vega draws with, which notes shapes instead of colouring pixels. Paths are
 * noted in page coordinates. What a vector file with real text cannot hold (images, outlined text) is refused.
 */
export class Recorder implements Pen {
  readonly canvas = null;
  fillStyle = newPen.fillStyle;
  strokeStyle = newPen.strokeStyle;
  globalAlpha = newPen.globalAlpha;
  lineWidth = newPen.lineWidth;
  lineCap = newPen.lineCap;
  lineJoin = newPen.lineJoin;
  miterLimit = newPen.miterLimit;
  lineDashOffset = newPen.lineDashOffset;
  font = newPen.font;
  textAlign = newPen.textAlign;
  globalCompositeOperation = "source-over";
  private matrix: Matrix = identity;
  private path: Segment[] = [];
  private at: Point = [0, 0];
  private dash: readonly number[] = [];
  private shapes: Shape[] = [];
  private readonly states: State[] = [];

  /** What was drawn, on a page of this size. */
  drawing(width: number, height: number): Drawing {
    return {width, height, shapes: this.shapes};
  }

  save(): void {
    const pen = Object.fromEntries(penNames.map((name) => [name, this[name]])) as unknown as Pen;
    this.states.push({matrix: this.matrix, shapes: this.shapes, dash: this.dash, pen});
  }

  restore(): void {
    const state = this.states.pop();
    if (state === undefined) return;
    Object.assign(this, state.pen);
    this.matrix = state.matrix;
    this.shapes = state.shapes;
    this.dash = state.dash;
  }

  transform(...matrix: Matrix): void {
    this.matrix = multiply(this.matrix, matrix);
  }

  translate(x: number, y: number): void {
    this.transform(1, 0, 0, 1, x, y);
  }

  scale(x: number, y: number): void {
    this.transform(x, 0, 0, y, 0, 0);
  }

  rotate(angle: number): void {
    const [cosine, sine] = [cos(angle), sin(angle)];
    this.transform(cosine, sine, -sine, cosine, 0, 0);
  }

  beginPath(): void {
    this.path = [];
  }

  moveTo(x: number, y: number): void {
    this.path.push({to: "move", at: this.place(x, y)});
  }

  lineTo(x: number, y: number): void {
    this.path.push({to: this.path.length === 0 ? "move" : "line", at: this.place(x, y)});
  }

  bezierCurveTo(x1: number, y1: number, x2: number, y2: number, x: number, y: number): void {
    const by = [apply(this.matrix, [x1, y1]), apply(this.matrix, [x2, y2])] as const;
    this.path.push({to: "curve", by, at: this.place(x, y)});
  }

  quadraticCurveTo(x1: number, y1: number, x: number, y: number): void {
    const [x0, y0] = this.at;
    this.bezierCurveTo(x0 + (2 / 3) * (x1 - x0), y0 + (2 / 3) * (y1 - y0), x + (2 / 3) * (x1 - x), y + (2 / 3) * (y1 - y), x, y);
  }

  closePath(): void {
    this.path.push({to: "close"});
  }

  rect(x: number, y: number, width: number, height: number): void {
    this.moveTo(x, y);
    this.lineTo(x + width, y);
    this.lineTo(x + width, y + height);
    this.lineTo(x, y + height);
    this.closePath();
  }

  /** Whole circles only, which is what points are; Vega writes other arcs of its own as Béziers. */
  arc(x: number, y: number, r: number, start: number, end: number): void {
    if (Math.abs(end - start) < 6.28) throw new RangeError("a figure's arc: expected a whole circle");
    const k = quarter * r;
    this.moveTo(x + r, y);
    this.bezierCurveTo(x + r, y + k, x + k, y + r, x, y + r);
    this.bezierCurveTo(x - k, y + r, x - r, y + k, x - r, y);
    this.bezierCurveTo(x - r, y - k, x - k, y - r, x, y - r);
    this.bezierCurveTo(x + k, y - r, x + r, y - k, x + r, y);
    this.closePath();
  }

  fill(): void {
    const fill = this.fillNow();
    if (fill.opacity > 0 && this.path.length > 0) this.shapes.push({kind: "path", path: this.path, fill});
  }

  /** A path that was filled just before becomes one shape, filled and stroked. */
  stroke(): void {
    const stroke = this.strokeNow();
    if (stroke.opacity === 0 || this.path.length === 0) return;
    const last = this.shapes.at(-1);
    const filled = last?.kind === "path" && last.path === this.path && last.stroke === undefined ? last : undefined;
    const shape: PathShape = {kind: "path", path: this.path, ...(filled?.fill && {fill: filled.fill}), stroke};
    this.shapes.splice(filled === undefined ? this.shapes.length : -1, 1, shape);
  }

  clip(): void {
    const shapes: Shape[] = [];
    this.shapes.push({kind: "clip", path: this.path, shapes});
    this.shapes = shapes;
  }

  fillRect(x: number, y: number, width: number, height: number): void {
    this.beginPath();
    this.rect(x, y, width, height);
    this.fill();
  }

  clearRect(): void {}

  setLineDash(dash: readonly number[]): void {
    this.dash = dash;
  }

  createLinearGradient(x1: number, y1: number, x2: number, y2: number): Gradient {
    return new Gradient(apply(this.matrix, [x1, y1]), apply(this.matrix, [x2, y2]));
  }

  measureText(text: string): {readonly width: number} {
    return {width: textWidth(text, letteringOf(this.font))};
  }

  fillText(text: string, x: number, y: number): void {
    const fill = this.fillNow();
    if (text === "" || fill.opacity === 0) return;
    const anchor = this.textAlign === "center" ? "middle" : this.textAlign === "right" || this.textAlign === "end" ? "end" : "start";
    this.shapes.push({kind: "text", text, lettering: letteringOf(this.font), anchor, matrix: this.matrix, at: [x, y], fill});
  }

  strokeText(): void {
    throw new RangeError("a figure's text: expected it filled, got an outline (a text mark with a stroke)");
  }

  drawImage(): void {
    throw new RangeError("a figure: expected vector marks only, got an image");
  }

  private place(x: number, y: number): Point {
    this.at = [x, y];
    return apply(this.matrix, this.at);
  }

  private fillNow(): Fill {
    return {paint: paintOf(this.fillStyle), opacity: this.opacityOf(this.fillStyle)};
  }

  private strokeNow(): Stroke {
    const scale = scaleOf(this.matrix);
    return {
      paint: paintOf(this.strokeStyle), opacity: this.opacityOf(this.strokeStyle), width: this.lineWidth * scale,
      cap: this.lineCap, join: this.lineJoin, miter: this.miterLimit,
      dash: isSolid(this.dash) ? [] : this.dash.map((length) => length * scale), dashOffset: this.lineDashOffset * scale,
    };
  }

  private opacityOf(style: string | Gradient): number {
    return style === "transparent" || style === "none" ? 0 : this.globalAlpha;
  }
}

const penNames = Object.keys(newPen) as readonly (keyof Pen)[];

const paintOf = (style: string | Gradient): Paint =>
  style instanceof Gradient ? {kind: "gradient", from: style.from, to: style.to, stops: style.stops} : {kind: "colour", colour: String(style)};

/** Vega-Lite writes a solid line as [1, 0]: dashes without gaps. */
const isSolid = (dash: readonly number[]): boolean => dash.every((length, index) => index % 2 === 0 || length === 0);

/** `italic bold 7px CMU Sans Serif, …` as Vega writes it. */
function letteringOf(font: string): Lettering {
  const match = /^(?:(italic|oblique|normal) )??(?:(bold|normal|\d+) )?([\d.]+)px /.exec(font);
  if (match === null) throw new RangeError(`a figure's font: expected "[style] [weight] <size>px <family>", got "${font}"`);
  return lettering(match[2], match[1], Number(match[3]));
}
