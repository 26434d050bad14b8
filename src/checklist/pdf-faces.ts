import {readFileSync} from "node:fs";
import {createRequire} from "node:module";
import {create, type Font} from "fontkit";

/** A font file that the report embeds. */
export interface Face {
  readonly name: string;
  readonly bytes: Buffer;
  readonly font: Font;
}

/** Computer Modern as the paper has it; the characters that it lacks come from DejaVu. */
const files = {
  roman: ["computer-modern/fonts/cmu-serif-500-roman.ttf", "dejavu-fonts-ttf/ttf/DejaVuSerif.ttf"],
  bold: ["computer-modern/fonts/cmu-serif-700-roman.ttf", "dejavu-fonts-ttf/ttf/DejaVuSerif-Bold.ttf"],
  sans: ["computer-modern/fonts/cmu-sans-serif-500-roman.ttf", "dejavu-fonts-ttf/ttf/DejaVuSans.ttf"],
  "sans-bold": ["computer-modern/fonts/cmu-sans-serif-700-roman.ttf", "dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf"],
  mono: ["computer-modern/fonts/cmu-typewriter-text-500-roman.ttf", "dejavu-fonts-ttf/ttf/DejaVuSansMono.ttf"],
} as const;

export type Letters = keyof typeof files;

const locate = createRequire(import.meta.url).resolve;

/** Opens the faces of each kind of letters, first choice first. */
export function openFaces(): Readonly<Record<Letters, readonly Face[]>> {
  const opened = Object.entries(files).map(([letters, paths]) => [letters, paths.map(openFace)]);
  return Object.fromEntries(opened) as Record<Letters, readonly Face[]>;
}

function openFace(path: string): Face {
  const bytes = readFileSync(locate(path));
  return {name: path.replace(/^.*\//, "").replace(/\.ttf$/, ""), bytes, font: create(bytes)};
}

/** Splits text where the face changes. A character that no face has becomes U+FFFD, a control character a space. */
export function faceRuns(text: string, faces: readonly Face[]): readonly {readonly face: Face; readonly text: string}[] {
  const runs: {face: Face; text: string}[] = [];
  for (const character of text.toWellFormed().replaceAll(/\p{Cc}+/gu, " ")) {
    const face = faces.find((one) => has(one, character));
    const next = {face: face ?? faces.at(-1) as Face, text: face === undefined ? "\u{FFFD}" : character};
    const last = runs.at(-1);
    if (last?.face === next.face) last.text += next.text;
    else runs.push(next);
  }
  return runs;
}

const has = ({font}: Face, character: string): boolean => font.hasGlyphForCodePoint(character.codePointAt(0) ?? 0);
