import {UserError} from "../errors.ts";
import {didYouMean} from "./nearest.ts";
import {type Place, lineAt, placeText} from "./place.ts";
import {argumentsOf, commandOf, latexParser, noSyntax, type ParseLatex, type TexNode, walk} from "./syntax.ts";
import {plainOf} from "./plain.ts";
import type {Sources} from "./sources.ts";

/** The paper as one text: main.tex with every `\input` in its place. */
export interface Document {
  readonly text: string;
  /** Where a character of `text` was written. */
  readonly placeOf: (offset: number) => Place;
}

interface Piece {
  readonly start: number;
  readonly file: string;
  readonly from: number;
}

const deepest = 12;
const longest = 4_000_000;

/** Joins a paper's sources from main.tex on. */
export function joinDocument(sources: Sources): Document {
  const pieces: Piece[] = [];
  const parse = latexParser(noSyntax);
  let text = "";
  const append = (file: string, from: number, to: number): void => {
    pieces.push({start: text.length, file, from});
    text += (sources.texts.get(file) ?? "").slice(from, to);
    if (text.length > longest) throw new UserError(`${sources.folder}/${file}: the paper grows beyond ${longest} characters`, "look for files that include each other");
  };
  const join = (file: string, depth: number): void => {
    const source = sources.texts.get(file) ?? "";
    let from = 0;
    for (const node of inputsOf(parse, source, `${sources.folder}/${file}`)) {
      const place = {file: `${sources.folder}/${file}`, line: lineAt(source, node.position?.start.offset ?? 0)};
      if (depth >= deepest) throw new UserError(`${placeText(place)}: files include each other more than ${deepest} deep`, "look for a file that includes itself");
      const included = resolve(plainOf(argumentsOf(node)[0] ?? []), sources, place);
      if (included === undefined) continue;
      append(file, from, node.position?.start.offset ?? 0);
      join(included, depth + 1);
      from = endOf(node, source);
    }
    append(file, from, source.length);
  };
  join("main.tex", 0);
  return {text, placeOf: (offset) => placeIn(pieces, sources, offset)};
}

function inputsOf(parse: ParseLatex, source: string, where: string): readonly TexNode[] {
  const found: TexNode[] = [];
  walk(parse(source, where), (node) => {
    if (commandOf(node) === "input" || commandOf(node) === "include") found.push(node);
  });
  return found;
}

/** The parser ends a command before its arguments. */
function endOf(node: TexNode, source: string): number {
  const start = node.position?.start.offset ?? 0;
  return start + (/^\\[a-z]+\s*\{[^}]*\}/.exec(source.slice(start))?.[0].length ?? 0);
}

/** The file that `\input{name}` means; undefined for the build's own files, which bring no text. */
function resolve(name: string, sources: Sources, place: Place): string | undefined {
  if (name.startsWith("generated/")) return undefined;
  const file = [name, `${name}.tex`].find((candidate) => sources.texts.has(candidate));
  if (file !== undefined) return file;
  const known = [...sources.texts.keys()].filter((candidate) => candidate.endsWith(".tex"));
  throw new UserError(`${placeText(place)}: ${name} is not in ${sources.folder}/`, didYouMean(name, known, "write the file first"));
}

function placeIn(pieces: readonly Piece[], sources: Sources, offset: number): Place {
  const piece = pieces.findLast((candidate) => candidate.start <= offset) ?? pieces[0];
  if (piece === undefined) return {file: `${sources.folder}/main.tex`, line: 1};
  const source = sources.texts.get(piece.file) ?? "";
  return {file: `${sources.folder}/${piece.file}`, line: lineAt(source, piece.from + offset - piece.start)};
}
