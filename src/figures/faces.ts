import {readFileSync} from "node:fs";
import {createRequire} from "node:module";
import {create, type Font} from "fontkit";
import type {Lettering} from "./drawing.ts";

/** A font file of which glyphs are taken. */
export interface Face {
  /** Short and unique: names the font inside SVG and PDF. */
  readonly name: string;
  /** The CSS family under which a site offers the whole font. */
  readonly family: string;
  readonly bytes: Uint8Array;
  readonly font: Font;
}

/** A piece of text that one face can draw. */
export interface Run {
  readonly text: string;
  readonly face: Face;
}

/**
 * The letters of every figure: Computer Modern, as the paper has it; what it lacks (≤ ≥ ∞ ≈ ₂ …) comes from DejaVu Sans.
 * A list of CSS family names.
 */
export const figureFont = "CMU Sans Serif, DejaVu Sans, sans-serif";

const files = {
  "normal normal": ["computer-modern/fonts/cmu-sans-serif-500-roman.ttf", "dejavu-fonts-ttf/ttf/DejaVuSans.ttf"],
  "bold normal": ["computer-modern/fonts/cmu-sans-serif-700-roman.ttf", "dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf"],
  "normal italic": ["computer-modern/fonts/cmu-sans-serif-500-italic.ttf", "dejavu-fonts-ttf/ttf/DejaVuSans-Oblique.ttf"],
  "bold italic": ["computer-modern/fonts/cmu-sans-serif-700-italic.ttf", "dejavu-fonts-ttf/ttf/DejaVuSans-BoldOblique.ttf"],
} as const;

const families = ["CMU Sans Serif", "DejaVu Sans"] as const;
const locate = createRequire(import.meta.url).resolve;
const opened = new Map<string, readonly Face[]>();

/** The faces to try for a glyph, first choice first. */
export function facesFor({weight, style}: Lettering): readonly Face[] {
  const key = `${weight} ${style}` as const;
  const faces = opened.get(key) ?? files[key].map((file, index) => openFace(file, families[index] ?? "sans-serif"));
  opened.set(key, faces);
  return faces;
}

function openFace(file: string, family: string): Face {
  const bytes = readFileSync(locate(file));
  return {name: file.replace(/^.*\//, "").replace(/\.ttf$/, ""), family, bytes, font: create(bytes)};
}

/** Splits text where the face changes; a character that no face has is given to the first one. */
export function runsOf(text: string, lettering: Lettering): readonly Run[] {
  const faces = facesFor(lettering);
  const runs: Run[] = [];
  for (const character of text) {
    const face = faces.find((one) => hasGlyph(one, character)) ?? faces[0];
    const last = runs.at(-1);
    if (face === undefined) throw new RangeError("runsOf: expected at least one face");
    if (last?.face === face) runs[runs.length - 1] = {face, text: last.text + character};
    else runs.push({face, text: character});
  }
  return runs;
}

/** The first character of `text` that no face can draw. */
export const missingGlyph = (text: string, lettering: Lettering): string | undefined =>
  [...text].find((character) => !facesFor(lettering).some((face) => hasGlyph(face, character)));

const hasGlyph = (face: Face, character: string): boolean => face.font.hasGlyphForCodePoint(character.codePointAt(0) ?? 0);

const widths = new Map<string, number>();

/** How wide a text is set, in points, by the very font that is embedded (kerning included). */
export function textWidth(text: string, lettering: Lettering): number {
  return runsOf(text, lettering).reduce((sum, run) => sum + runWidth(run), 0) * lettering.size;
}

function runWidth({text, face}: Run): number {
  const key = `${face.name}\0${text}`;
  const width = widths.get(key) ?? face.font.layout(text).advanceWidth / face.font.unitsPerEm;
  widths.set(key, width);
  return width;
}
