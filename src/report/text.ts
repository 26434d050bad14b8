import {UserError} from "../errors.ts";
import type {Rendered} from "../records/report.ts";
import type {Aggregate} from "./aggregate.ts";
import {concatenate, render} from "./escape.ts";
import {formatAggregate, type Format, type Layout} from "./format.ts";
import type {ValueItem} from "./value.ts";

/** A number written in place, without an id of its own. */
export interface Formatted {
  readonly kind: "formatted";
  readonly aggregate: Aggregate;
  readonly format: Format;
  readonly layout: Layout;
}

/** What a text may hold between its words: values of the report, aggregates, other texts, names. Typed numbers it may not. */
export type Piece = string | ValueItem | Aggregate | Formatted | Text;

/** Words with values in between. */
export interface Text {
  readonly kind: "text";
  readonly pieces: readonly Piece[];
}

/** Renders a value of the report that a text belongs to; knows its full id. */
export type ShowValue = (value: ValueItem) => Rendered;

/** text`Mean over ${count(mlp)} folds` */
export function text(words: TemplateStringsArray, ...values: readonly Piece[]): Text {
  return {kind: "text", pieces: words.flatMap((word, at) => (values[at] === undefined ? [word] : [word, values[at]]))};
}

/** Writes an aggregate in a chosen format: text`after ${written(parameter(results, "epochs"), {as: "integer"})} epochs` */
export const written = (aggregate: Aggregate, format: Format & {readonly layout?: Layout} = {}): Formatted =>
  ({kind: "formatted", aggregate, format, layout: format.layout ?? "brackets"});

/** A text as plain Unicode, LaTeX and HTML. Its words are escaped: they are words, never markup. */
export function renderText(piece: Piece, show: ShowValue): Rendered {
  if (typeof piece === "string") return render(piece);
  if (piece.kind === "text") return concatenate(piece.pieces.map((each) => renderText(each, show)));
  if (piece.kind === "value") return show(piece);
  if (piece.kind === "aggregate") return formatAggregate(piece, {});
  if (piece.kind === "formatted") return formatAggregate(piece.aggregate, piece.format, piece.layout);
  throw new UserError(`a text holds ${JSON.stringify(piece)}`, "put values, aggregates and words into it; numbers come from results");
}

/** The values that a text shows. */
export function valuesIn(piece: Piece): readonly ValueItem[] {
  if (typeof piece === "string") return [];
  if (piece.kind === "text") return piece.pieces.flatMap(valuesIn);
  return piece.kind === "value" ? [piece] : [];
}
