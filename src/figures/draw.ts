import {UserError} from "../errors.ts";
import type {FigureRecord} from "../records/report.ts";
import {textsOf, type Drawing} from "./drawing.ts";
import {missingGlyph} from "./faces.ts";
import {fit} from "./fit.ts";
import {withLegendChoice} from "./legend-choice.ts";
import {pdfBytes} from "./pdf.ts";
import {refuseUnfit} from "./refusals.ts";
import {compiled} from "./scene.ts";
import {fontRules} from "./svg-fonts.ts";
import {svgText} from "./svg.ts";
import {figureWidths} from "./theme.ts";
import {element, escapeXml} from "./xml.ts";

/** One figure in every form that paper and site need. */
export interface DrawnFigure {
  /** A file of its own: fonts inside, light and dark by the reader's preference. */
  readonly svg: string;
  /** The same picture for a page that loads the fonts itself; ink is the text's colour there. */
  readonly inline: string;
  readonly pdf: Uint8Array;
  /** The Vega specification of the live chart; parse it with `ast: true` and run it with vega-interpreter. */
  readonly compiled: object;
}

/** Draws a figure from its one specification; `sourceDateEpoch` (seconds since 1970) is the only date in the PDF. */
export async function drawFigure(record: FigureRecord, {sourceDateEpoch = 0}: {readonly sourceDateEpoch?: number} = {}): Promise<DrawnFigure> {
  refuseUnfit(record.spec, record.id);
  const {spec, drawing} = await fit(record.spec, figureWidths[record.width], record.id);
  refuseMissingGlyphs(drawing, record.id);
  return {
    svg: aloneSvg(record, drawing, await fontRules(drawing)),
    inline: inlineSvg(record, drawing),
    pdf: await pdfBytes(drawing, {title: record.caption.plain, sourceDateEpoch}),
    compiled: compiled(withLegendChoice(spec), record.id),
  };
}

function refuseMissingGlyphs({shapes}: Drawing, figure: string): void {
  for (const {text, lettering} of textsOf(shapes)) {
    const character = missingGlyph(text, lettering);
    if (character !== undefined) throw new UserError(`figure ${figure}: no font has a glyph for ${named(character)} in "${text}"`, "write the label with other characters");
  }
}

const named = (character: string): string => `"${character}" (U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")})`;

/** Its ground is painted too, so that its ink is legible wherever the file is shown. */
const colours = "svg{color:#1a1a1a;background:#fff}@media(prefers-color-scheme:dark){svg{color:#e6e6e6;background:#16181d}}\n";

function aloneSvg(record: FigureRecord, drawing: Drawing, fonts: string): string {
  const prefix = figurePrefix(record.id);
  const title = element("title", {id: `${prefix}-title`}, escapeXml(record.caption.plain));
  const description = element("desc", {id: `${prefix}-desc`}, escapeXml(record.alt));
  const style = element("style", {}, `\n${fonts}${colours}`);
  return svgText(drawing, {prefix, attributes: {role: "img", "aria-labelledby": `${prefix}-title ${prefix}-desc`}, head: title + description + style});
}

/** A page shows the caption itself; a title inside would only come up under the pointer. */
const inlineSvg = (record: FigureRecord, drawing: Drawing): string =>
  svgText(drawing, {prefix: figurePrefix(record.id), attributes: {role: "img", "aria-label": record.alt, overflow: "visible"}, head: ""});

/** `digits/curves` → `figure-digits_curves`: an id has no slash, and no slug an underscore. */
const figurePrefix = (id: string): string => `figure-${id.replaceAll("/", "_")}`;
