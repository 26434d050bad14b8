import type {Comment} from "./allowances.ts";

/** A program in a language that is only looked at, not parsed. */
export interface TextCode {
  /** The text with strings and comments blanked out, every offset as it was. */
  readonly code: string;
  readonly comments: readonly Comment[];
}

const blank = (text: string): string => text.replaceAll(/[^\n]/g, " ");

/** Python: strings in three quotes or one, prefixes aside, and comments. */
const python = /(?:'''[^]*?'''|"""[^]*?"""|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|#[^\n]*)/g;
/** R has no strings in three quotes, but strings over several lines. */
const r = /(?:'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|`[^`\n]*`|#[^\n]*)/g;

/** Takes the strings and comments out of a program. */
export function textCode(text: string, language: "python" | "r"): TextCode {
  const pattern = language === "python" ? python : r;
  const comments = [...text.matchAll(pattern)].filter(([found]) => found.startsWith("#")).map(({0: found, index}) => ({value: found.slice(1), start: index}));
  return {code: text.replaceAll(pattern, (found) => (found.startsWith("#") ? blank(found) : `${found[0] ?? ""}${blank(found.slice(1, -1))}${found.at(-1) ?? ""}`)), comments};
}
