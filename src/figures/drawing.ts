import type {Matrix} from "./matrix.ts";

/** A point of the page, in points (1/72 in) from the upper left corner. */
export type Point = readonly [number, number];

export type Segment =
  | {readonly to: "move" | "line"; readonly at: Point}
  | {readonly to: "curve"; readonly by: readonly [Point, Point]; readonly at: Point}
  | {readonly to: "close"};

/** A colour as CSS writes it (`currentColor` is the ink of the surrounding text), or a linear gradient. */
export type Paint =
  | {readonly kind: "colour"; readonly colour: string}
  | {readonly kind: "gradient"; readonly from: Point; readonly to: Point; readonly stops: readonly GradientStop[]};

export interface GradientStop {
  readonly offset: number;
  readonly colour: string;
}

export interface Fill {
  readonly paint: Paint;
  readonly opacity: number;
}

export interface Stroke extends Fill {
  readonly width: number;
  readonly cap: string;
  readonly join: string;
  readonly miter: number;
  readonly dash: readonly number[];
  readonly dashOffset: number;
}

/** How a text is set; its size is in points. */
export interface Lettering {
  readonly weight: "normal" | "bold";
  readonly style: "normal" | "italic";
  readonly size: number;
}

export interface PathShape {
  readonly kind: "path";
  readonly path: readonly Segment[];
  readonly fill?: Fill;
  readonly stroke?: Stroke;
}

export interface TextShape {
  readonly kind: "text";
  readonly text: string;
  readonly lettering: Lettering;
  readonly anchor: "start" | "middle" | "end";
  /** Takes the text's own coordinates, in which its baseline starts at `at`, to the page's. */
  readonly matrix: Matrix;
  readonly at: Point;
  readonly fill: Fill;
}

/** Shapes that are seen only inside a path. */
export interface ClipShape {
  readonly kind: "clip";
  readonly path: readonly Segment[];
  readonly shapes: readonly Shape[];
}

export type Shape = PathShape | TextShape | ClipShape;

/** What a figure looks like, whatever file it goes to: SVG and PDF are both written from it. */
export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly shapes: readonly Shape[];
}

/** Every text of a drawing, in drawing order. */
export function textsOf(shapes: readonly Shape[]): readonly TextShape[] {
  return shapes.flatMap((shape) => (shape.kind === "text" ? [shape] : shape.kind === "clip" ? textsOf(shape.shapes) : []));
}
