import {getParser} from "@unified-latex/unified-latex-util-parse";
import {UserError} from "../errors.ts";

/** A node of parsed LaTeX, as unified-latex makes it. */
export interface TexNode {
  readonly type: string;
  readonly content?: string | readonly TexNode[];
  readonly args?: readonly TexNode[];
  readonly env?: string | TexNode;
  readonly openMark?: string;
  readonly escapeToken?: string;
  /** Whether a comment stands behind a space. */
  readonly leadingWhitespace?: boolean;
  readonly position?: {readonly start: {readonly offset: number}; readonly end: {readonly offset: number}};
}

/** How many arguments a command or environment takes, in xparse's letters: m mandatory, o optional, s star. */
export type Signatures = Readonly<Record<string, {readonly signature: string}>>;

export interface Syntax {
  readonly macros: Signatures;
  readonly environments: Signatures;
}

const all = (names: string, signature: string): Signatures =>
  Object.fromEntries(names.split(" ").map((name) => [name, {signature}]));

/** What the site understands beyond the parser's own knowledge of LaTeX. */
export const knownSyntax: Syntax = {
  macros: {
    ...all("result resultgraphic resultcaption fixed", "m"),
    ...all("resulttable resultfigure", "s o m"),
    ...all("claim textcolor SI qty", "m m"),
    ...all("claimlist", ""),
    ...all("cref Cref autoref ref eqref nameref pageref", "s m"),
    ...all("citep citet citealp citealt Citep Citet cite", "s o o m"),
    ...all("citeauthor citeyear citeyearpar nocite", "s m"),
    ...all("bibliography bibliographystyle thispagestyle pagestyle date thanks num si unit ensuremath text mbox hypersetup", "m"),
    ...all("title author affiliation section subsection subsubsection paragraph subparagraph", "s o m"),
    ...all("caption", "s o m"),
    ...all("captionsetup", "o m"),
    ...all("tag", "s m"),
    ...all("usepackage RequirePackage", "o m o"),
    ...all("setlength addtolength setcounter addtocounter numberwithin", "m m"),
    ...all("newcommand renewcommand providecommand DeclareRobustCommand", "s m o o m"),
    ...all("NewDocumentCommand RenewDocumentCommand", "m m m"),
    ...all("newenvironment renewenvironment", "s m o o m m"),
    ...all("newtheorem", "s m o m o"),
    ...all("theoremstyle", "m"),
    ...all("DeclareMathOperator", "s m m"),
    ...all("' ` ^ \" ~ = . c v u H k r d b", "m"),
    ...all("STATE REQUIRE ENSURE RETURN", "o"),
    ...all("FOR WHILE IF ELSIF FORALL For While If ElsIf ForAll Comment COMMENT", "m"),
    ...all("input include", "m"),
    ...all("includegraphics", "s o m"),
    ...all("multirow", "m o m o m"),
    ...all("cmidrule", "d() m"),
    ...all("hspace vspace", "s m"),
    ...all("rule", "o m m"),
    ...all("resizebox", "m m m"),
    ...all("scalebox", "m m"),
    ...all("crefname Crefname", "m m m"),
    ...all("makebox", "o o m"),
    ...all("linebreak pagebreak", "o"),
    ...all("phantomsection", ""),
  },
  environments: {
    ...all("figure table algorithm", "o"),
    "figure*": {signature: "o"},
    "table*": {signature: "o"},
    ...all("subfigure subtable minipage", "o o o m"),
    ...all("algorithmic", "o"),
    ...all("abstract quote quotation center pdfonly ack acknowledgements acknowledgments flushleft", ""),
    ...all("proof", "o"),
    ...all("tabular", "o m"),
    "tabular*": {signature: "m o m"},
    ...all("tabularx", "m o m"),
  },
};

/** Turns text into nodes; `where` is told when it cannot. */
export type ParseLatex = (text: string, where: string) => readonly TexNode[];

/** A parser of LaTeX that knows the author's own commands besides ours. */
export function latexParser(extra: Syntax): ParseLatex {
  const parser = getParser({
    macros: {...knownSyntax.macros, ...extra.macros},
    environments: {...knownSyntax.environments, ...extra.environments},
  });
  return (text, where) => {
    if (depthOf(text) > deepest) throw new UserError(`${where}: braces are nested more than ${deepest} deep`, "look for a brace that is never closed");
    try {
      return childrenOf(parser.parse(text) as unknown as TexNode);
    } catch (error) {
      throw new UserError(`${where}: cannot be read as LaTeX (${error instanceof Error ? error.message.slice(0, 200) : String(error)})`, "look for an open brace or environment");
    }
  };
}

export const noSyntax: Syntax = {macros: {}, environments: {}};

const deepest = 200;

/** How deep braces and environments are nested, roughly: enough to spare the parser what would exhaust it. */
function depthOf(text: string): number {
  let [depth, most] = [0, 0];
  for (const [mark] of text.matchAll(/\\\\|\\[{}]|\\begin(?=\s*\{)|\\end(?=\s*\{)|[{}]/g)) {
    if (mark === "{" || mark === "\\begin") depth += 1;
    else if (mark === "}" || mark === "\\end") depth = Math.max(0, depth - 1);
    most = Math.max(most, depth);
  }
  return most;
}

export const childrenOf = (node: TexNode): readonly TexNode[] => (Array.isArray(node.content) ? node.content as readonly TexNode[] : []);

/** The command's name, or "" for other nodes; `^` and `_` of formulas are no commands. */
export const commandOf = (node: TexNode): string =>
  (node.type === "macro" && node.escapeToken !== "" && typeof node.content === "string" ? node.content : "");

/** The environment's name, or "" for other nodes. */
export function environmentOf(node: TexNode): string {
  if (node.type !== "environment" && node.type !== "mathenv" && node.type !== "verbatim") return "";
  if (typeof node.env === "string") return node.env;
  return node.env === undefined ? "" : String(node.env.content ?? "");
}

/** The arguments that were given, mandatory or optional, each as its nodes; undefined where one is missing. */
export const argumentsOf = (node: TexNode): readonly (readonly TexNode[] | undefined)[] =>
  (node.args ?? []).map((argument) => (argument.openMark === "" && childrenOf(argument).length === 0 ? undefined : childrenOf(argument)));

/** The last argument, which is the one that matters for most commands. */
export const lastArgument = (node: TexNode): readonly TexNode[] => argumentsOf(node).findLast((argument) => argument !== undefined) ?? [];

/** Visits nodes in reading order: a node, its arguments, its content. */
export function walk(nodes: readonly TexNode[], visit: (node: TexNode) => void): void {
  for (const node of nodes) {
    visit(node);
    walk(node.args ?? [], visit);
    walk(childrenOf(node), visit);
  }
}
