import type {Paper} from "../records/paper.ts";
import {plainOf} from "./plain.ts";
import type {Place} from "./place.ts";
import {argumentsOf, childrenOf, commandOf, environmentOf, lastArgument, type TexNode} from "./syntax.ts";

type Numeral = Paper["numerals"][number];

/**
 * Every number of the paper's text with what binds it.
 *
 * - *value*: `\result{…}`.
 * - *allowed*: `\fixed{…}` (a constant of the text, no result), a year, the level of an interval ("95 % confidence interval"),
 *   a number inside a displayed formula, and in running formulas 0, 1, 2, exponents and indices.
 * - *typed*: any other, `\num` and `\SI` included, since a result typed by hand goes stale in silence.
 *
 * Digits in a name (F1, Philox4x32-10, ResNet-18), in code, addresses, labels, citations and lengths are no numerals.
 */
export function listNumerals(body: readonly TexNode[], placeOf: (node: TexNode) => Place, values: (id: string) => string): readonly Numeral[] {
  const found: Numeral[] = [];
  const note = (text: string, node: TexNode, bound: Numeral["bound"]): void => void found.push({text, bound, ...placeOf(node)});
  readText(body, "typed", note, values);
  return found;
}

type Note = (text: string, node: TexNode, bound: Numeral["bound"]) => void;

const silent = new Set([
  "label", "ref", "cref", "Cref", "autoref", "eqref", "pageref", "nameref", "cite", "citep", "citet", "citealp", "citealt", "Citep", "Citet", "citeauthor", "citeyear", "citeyearpar", "nocite",
  "url", "href", "texttt", "includegraphics", "input", "include", "bibliography", "bibliographystyle", "resulttable", "resultfigure", "resultgraphic", "resultcaption", "vspace", "hspace", "setlength",
  "addtolength", "setcounter", "addtocounter", "hypersetup", "newcommand", "renewcommand", "providecommand", "newtheorem", "DeclareMathOperator", "cmidrule", "rule", "captionsetup", "definecolor", "\\", "usepackage",
]);
const inArgument: Readonly<Record<string, number>> = {claim: 1, textcolor: 1, multicolumn: 2, multirow: 4, resizebox: 2, scalebox: 1, makebox: 2, section: 2, subsection: 2, subsubsection: 2, caption: 2, item: 3};

/** Reads running text: strings that stand together are one word. */
function readText(nodes: readonly TexNode[], bound: "typed" | "allowed", note: Note, values: (id: string) => string): void {
  let run: TexNode[] = [];
  const flush = (): void => {
    if (run.length > 0) readRun(run, bound, note);
    run = [];
  };
  for (const node of nodes) {
    if (isWord(node)) {
      run.push(node);
      continue;
    }
    flush();
    readMarkup(node, bound, note, values);
  }
  flush();
}

const isWord = (node: TexNode): boolean => node.type === "string" || node.type === "whitespace" || [",", "%", "~", ";", "-", "textendash"].includes(commandOf(node));

function readMarkup(node: TexNode, bound: "typed" | "allowed", note: Note, values: (id: string) => string): void {
  const command = commandOf(node);
  if (command === "result") return note(values(plainOf(argumentsOf(node)[0] ?? [])), node, "value");
  if (command === "fixed") return readText(lastArgument(node), "allowed", note, values);
  if (silent.has(command) || node.type === "verb" || node.type === "verbatim" || node.type === "comment") return;
  if (node.type === "inlinemath") return readFormula(childrenOf(node), bound, note, values);
  if (node.type === "displaymath" || node.type === "mathenv") return readFormula(childrenOf(node), "allowed", note, values);
  if (node.type === "environment") return readText(childrenOf(node), environmentOf(node) === "algorithmic" ? "allowed" : bound, note, values);
  const which = inArgument[command];
  const given = which === undefined ? (node.args ?? []).map(childrenOf) : [argumentsOf(node)[which] ?? []];
  for (const argument of given) readText(argument, bound, note, values);
  readText(childrenOf(node), bound, note, values);
}

/** A number on its own: not part of a name, with sign, thousands, decimals or a range's ends apart. */
const standalone = /(?<![\p{L}\p{N}_.-])[0-9]+(?:[.,][0-9]+)*(?:[eE][+-]?[0-9]+)?(?![\p{L}\p{N}_])/gu;
const level = /^\s*%\s*(?:[\p{L}-]+\s+){0,3}(?:confidence|credible|prediction|intervals?|level|bands?|CI\b)/u;

function readRun(nodes: readonly TexNode[], bound: "typed" | "allowed", note: Note): void {
  const starts: {readonly at: number; readonly node: TexNode}[] = [];
  let text = "";
  for (const node of nodes) {
    starts.push({at: text.length, node});
    text += node.type === "string" ? String(node.content).replaceAll("~", " ") : commandOf(node) === "%" ? "%" : commandOf(node) === "-" || commandOf(node) === "textendash" ? "-" : " ";
  }
  for (const match of text.replaceAll("--", "  ").matchAll(standalone)) {
    const node = starts.findLast(({at}) => at <= match.index)?.node as TexNode;
    note(match[0], node, bound === "allowed" || isYear(match[0]) || level.test(text.slice(match.index + match[0].length)) ? "allowed" : "typed");
  }
}

const isYear = (text: string): boolean => /^(?:19|20)[0-9]{2}$/.test(text);

/** Numbers in a formula; what stands raised or lowered is allowed. */
function readFormula(nodes: readonly TexNode[], bound: "typed" | "allowed", note: Note, values: (id: string) => string): void {
  let digits: TexNode[] = [];
  const flush = (): void => {
    const text = digits.map((node) => String(node.content)).join("").replace(/[.,]$/, "");
    if (/[0-9]/.test(text)) note(text, digits[0] as TexNode, bound === "allowed" || /^[012]$/.test(text) ? "allowed" : "typed");
    digits = [];
  };
  for (const node of nodes) {
    if (node.type === "string" && /^[0-9.,]+$/.test(String(node.content)) && (digits.length > 0 || /[0-9]/.test(String(node.content)))) {
      digits.push(node);
      continue;
    }
    flush();
    if (node.type === "string") continue;
    if (node.type === "macro" && node.escapeToken === "") continue;
    if (["result", "fixed", "text", "mbox", "textrm"].includes(commandOf(node))) readMarkup(node, bound, note, values);
    else for (const part of [...(node.args ?? []), node]) if (!silent.has(commandOf(node))) readFormula(childrenOf(part), bound, note, values);
  }
  flush();
}
