import {UserError} from "../errors.ts";
import type {FigureRecord} from "../records/report.ts";
import {renderText, type Piece, type ShowValue} from "./text.ts";

/** A Vega-Lite specification without colours, fonts and width: the theme of the paper and of the site has those. */
export type Specification = Readonly<Record<string, unknown>>;

/** What is drawn: a specification with its data, what it shows in words, and the runs it rests on. */
export interface Picture {
  readonly spec: Specification;
  readonly alt: string;
  readonly runs: readonly string[];
}

export interface FigureItem {
  readonly kind: "figure";
  readonly name: string;
  readonly picture: Picture;
  readonly caption: Piece;
  readonly alt: string;
  readonly width: "column" | "page";
}

/** figure("curves", learningCurves(results, {…}), {caption: text`…`, width: "column"}): in the paper `\resultfigure{grokking/curves}`. */
export function figure(name: string, picture: Picture, options: {readonly caption: Piece; readonly alt?: string; readonly width?: "column" | "page"}): FigureItem {
  const alt = options.alt ?? picture.alt;
  if (alt.trim() === "") throw new UserError(`figure ${name} says nothing to who cannot see it`, "describe what it shows: {alt: \"…\"}");
  return {kind: "figure", name, picture, caption: options.caption, alt, width: options.width ?? "column"};
}

/** The record of a figure; `show` writes the report's own values in the caption. */
export const figureRecordOf = ({name, picture, caption, alt, width}: FigureItem, experiment: string, show: ShowValue): FigureRecord =>
  ({id: `${experiment}/${name}`, experiment, caption: renderText(caption, show), alt, width, spec: {...picture.spec}, runs: [...picture.runs]});
