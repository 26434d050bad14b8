import {UserError} from "../errors.ts";
import {placeText} from "./place.ts";

/** Turns LaTeX's log of a failed run into the one mistake that stopped it. */
export function latexError(log: string, folder: string): UserError {
  const lines = log.split("\n");
  const at = lines.findIndex((line) => /^(?:\.\/)?[^\s:]+:\d+: /.test(line) || line.startsWith("! "));
  if (at === -1) return new UserError(`${folder}/main.tex: LaTeX stopped without saying why`, `last lines of its log:\n${lines.slice(-8).join("\n")}`);
  const found = /^(?:\.\/)?([^\s:]+):(\d+): (.*)$/.exec(lines[at] ?? "");
  const message = (found?.[3] ?? lines[at] ?? "").replace(/^! /, "").replace(/^LaTeX Error: /, "");
  const shown = /^l\.(\d+) ?(.*)$/.exec(lines.slice(at + 1).find((line) => /^l\.\d+/.test(line)) ?? "");
  const context = shown?.[2]?.trim() || runawayText(lines.slice(0, at));
  const where = placeText({file: `${folder}/${found?.[1] ?? "main.tex"}`, line: Number(found?.[2] ?? shown?.[1] ?? 1)});
  return new UserError(`${where}: ${message}${context === "" ? "" : ` at “${context}”`}`, mend(message, context));
}

/** The beginning of an argument that never ends: LaTeX shows it before the message, and knows no line. */
function runawayText(before: readonly string[]): string {
  const at = before.lastIndexOf("Runaway argument?");
  return at === -1 ? "" : `${(before[at + 1] ?? "").slice(0, 40).trim()}…`;
}

const missingPackages = "apt-get install texlive-latex-recommended texlive-latex-extra texlive-science texlive-fonts-recommended";

function mend(message: string, context: string): string {
  if (/Undefined control sequence/.test(message)) return `load the package that defines ${/\\[A-Za-z@]+$/.exec(context)?.[0] ?? "the command"}, or mend its spelling`;
  if (/File `[^']+' not found/.test(message)) return `put the file into the paper's folder, or install its package: ${missingPackages}`;
  if (/Font .* not (?:loadable|found)|mktex|pdfTeX error \(font/.test(message)) return "apt-get install lmodern cm-super texlive-fonts-recommended";
  if (/Missing \$ inserted/.test(message)) return "write formulas between $ and $, and \\_ for an underscore in text";
  if (/Runaway argument|Paragraph ended|File ended/.test(message)) return "look for a brace that is never closed, or a % in front of it: in a \\footnote, \\url needs \\%";
  if (/Unknown (?:value|table|figure|claim)/.test(message)) return "use an id of the report, or run `reprise paper` to bring paper/generated up to date";
  return "mend that line; the whole log lies under build/";
}

/** What an author should see although the paper was typeset: unknown references and anything about figures. */
export function latexWarnings(log: string): readonly string[] {
  const warnings = log.split("\n").filter((line) =>
    /^(?:LaTeX|Package natbib) Warning: (?:Reference|Citation) .* undefined/.test(line)
    || /^(?:LaTeX Font|LaTeX) Warning: .*multiply defined/.test(line)
    || /pdfTeX warning/.test(line)
    || /^LaTeX Warning: .*(?:Float too large|File `)/.test(line));
  return [...new Set(warnings.map((line) => line.trim()))];
}

/** How many pages LaTeX says it wrote. */
export const latexPages = (log: string): number => Number(/Output written on [^(]*\((\d+) pages?/.exec(log)?.[1] ?? 0);
