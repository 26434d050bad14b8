import subsetFont from "subset-font";
import type {Lettering} from "./drawing.ts";
import {facesFor, type Face} from "./faces.ts";

/** A font that a page loads for the figures inlined in it. */
export interface WebFont {
  readonly family: string;
  readonly weight: "400" | "700";
  readonly style: "normal" | "italic";
  /** `cmu-sans-serif-500-roman.woff2` */
  readonly file: string;
  readonly bytes: Uint8Array;
}

/** Letters of Latin and Greek, punctuation, arrows and operators: what labels of figures are made of. */
const ranges: readonly (readonly [first: number, last: number])[] = [
  [0x20, 0x7e], [0xa0, 0x17f], [0x2c6, 0x2dd], [0x370, 0x3ff], [0x2010, 0x2044], [0x2070, 0x209c], [0x2190, 0x2193], [0x2200, 0x22ff],
];

const upright: Lettering = {weight: "normal", style: "normal", size: 1};

/**
 * The upright fonts of all figures, cut to what labels are made of; the fallback has only what the first choice lacks.
 * Figures name these families, so a page that loads them shows the text as wide as it was laid out.
 */
export async function webFonts(): Promise<readonly WebFont[]> {
  const faces = facesFor(upright);
  const cut = faces.map((_, index) => characters.filter((character) => faces.findIndex((one) => has(one, character)) === index).join(""));
  return Promise.all(faces.map(async (face, index) => ({
    family: face.family, weight: "400", style: "normal", file: `${face.name}.woff2`,
    bytes: await subsetFont(face.bytes, cut[index] ?? "", {targetFormat: "woff2", noHinting: true, keepFeatures: ["kern", "liga"]}),
  })));
}

const characters = ranges.flatMap(([first, last]) => Array.from({length: last - first + 1}, (_, index) => String.fromCodePoint(first + index)));

const has = (face: Face, character: string): boolean => face.font.hasGlyphForCodePoint(character.codePointAt(0) ?? 0);
