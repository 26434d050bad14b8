import type {ElementContent} from "hast";
import {h} from "hastscript";
import {base, claimAddress, valueAddress} from "../addresses.ts";
import {claimNumber} from "../generated.ts";
import {plainOf} from "../plain.ts";
import {accented, isAccent, ligated, symbolOf} from "../symbols.ts";
import {argumentsOf, childrenOf, commandOf, environmentOf, lastArgument, type TexNode} from "../syntax.ts";
import {citation} from "./citation.ts";
import {type Conversion, refuse, valueOf} from "./conversion.ts";
import {runningFormula} from "./formula.ts";
import {reference} from "./references.ts";

/** Commands that lay out pages and have no meaning on the site. */
export const layoutOnly = new Set([
  "centering", "raggedright", "raggedleft", "noindent", "indent", "smallskip", "medskip", "bigskip", "vspace", "newpage", "clearpage", "cleardoublepage", "pagebreak", "nopagebreak", "nolinebreak",
  "maketitle", "title", "author", "affiliation", "date", "thispagestyle", "pagestyle", "setlength", "addtolength", "setcounter", "addtocounter", "numberwithin", "hfill", "vfill", "hypersetup",
  "small", "footnotesize", "scriptsize", "tiny", "normalsize", "large", "Large", "LARGE", "huge", "Huge", "bibliographystyle", "captionsetup", "nocite", "phantomsection", "protect", "relax",
  "ignorespaces", "sloppy", "allowbreak", "strut", "null", "flushbottom", "raggedbottom", "frenchspacing", "appendix", "tableofcontents", "label", "rule", "toprule", "midrule", "bottomrule",
  "newcommand", "renewcommand", "providecommand", "DeclareRobustCommand", "NewDocumentCommand", "RenewDocumentCommand", "newenvironment", "renewenvironment", "newtheorem", "theoremstyle",
  "DeclareMathOperator", "crefname", "Crefname", "usepackage", "documentclass", "makeatletter", "makeatother", "rmfamily", "upshape", "mdseries", "normalfont", "xspace", "input", "include",
]);

const elements: Readonly<Record<string, string>> = {
  emph: "em", textit: "em", textsl: "em", textbf: "strong", texttt: "code", underline: "u", textsuperscript: "sup", textsubscript: "sub",
};
const declarations: Readonly<Record<string, string>> = {itshape: "em", em: "em", slshape: "em", it: "em", bfseries: "strong", bf: "strong", ttfamily: "code", tt: "code"};
const transparent = new Set(["textsf", "textrm", "textnormal", "textup", "textmd", "text", "mbox", "fixed", "ensuremath", "makebox", "textcolor", "num", "resizebox", "scalebox", "si", "unit", "sffamily"]);

/** Whether a command has a meaning in running text, whatever a style file makes of it for the page. */
export const knowsInline = (command: string): boolean =>
  [special, elements, declarations].some((table) => Object.hasOwn(table, command)) || layoutOnly.has(command) || transparent.has(command) || symbolOf(command) !== undefined || isAccent(command);

/** Running text as HTML. */
export function inline(nodes: readonly TexNode[], conversion: Conversion): readonly ElementContent[] {
  const made: ElementContent[] = [];
  let pending = "";
  const flush = (): void => {
    if (pending !== "") made.push(text(ligated(pending)));
    pending = "";
  };
  for (const [at, node] of nodes.entries()) {
    if (node.type === "string") {
      pending += String(node.content);
      continue;
    }
    if (node.type === "whitespace" || node.type === "parbreak") {
      if (!swallowsSpace(nodes[at - 1])) pending += " ";
      continue;
    }
    if (node.type === "comment") {
      if (node.leadingWhitespace === true) pending += " ";
      continue;
    }
    flush();
    const tag = declarations[commandOf(node)];
    if (tag !== undefined || commandOf(node) === "scshape") {
      made.push(h(tag ?? "span", tag === undefined ? {className: ["small-caps"]} : {}, [...inline(nodes.slice(at + 1), conversion)]));
      return made;
    }
    made.push(...inlineNode(node, conversion));
  }
  flush();
  return made;
}

/** TeX drops spaces after a command in letters that takes nothing. */
const swallowsSpace = (before: TexNode | undefined): boolean =>
  before !== undefined && /^[A-Za-z]+$/.test(commandOf(before)) && argumentsOf(before).every((argument) => argument === undefined);

function inlineNode(node: TexNode, conversion: Conversion): readonly ElementContent[] {
  switch (node.type) {
    case "macro": return inlineCommand(node, conversion);
    case "group": return inline(childrenOf(node), conversion);
    case "inlinemath": return [runningFormula(node, conversion)];
    case "verb": return [h("code", String(node.content))];
    default: return refuse(node, `${environmentOf(node) === "" ? node.type : `the environment ${environmentOf(node)}`} cannot stand inside a line on the site`, "begin a paragraph before it, or wrap it in pdfonly", conversion);
  }
}

function inlineCommand(node: TexNode, conversion: Conversion): readonly ElementContent[] {
  const command = commandOf(node);
  const own = Object.hasOwn(special, command) ? special[command] : undefined;
  if (own !== undefined) return own(node, conversion);
  if (/^(?:[Cc]ite(?:p|t|alp|alt|author|year|yearpar)?)$/.test(command)) return citation(node, conversion, inline);
  if (/^(?:ref|eqref|nameref|autoref|pageref|cref|Cref)$/.test(command)) return reference(node, conversion);
  const tag = Object.hasOwn(elements, command) ? elements[command] : undefined;
  if (tag !== undefined) return [h(tag, [...inline(lastArgument(node), conversion)])];
  if (isAccent(command)) return [text(accented(command, plainOf(lastArgument(node)).replaceAll(/[{}\\]/g, "")))];
  const symbol = symbolOf(command);
  if (symbol !== undefined) return symbol === "" ? [] : [text(symbol)];
  if (transparent.has(command)) return inline(lastArgument(node), conversion);
  if (layoutOnly.has(command)) return [];
  return refuse(node, `the site does not know \\${command}`, `use plainer LaTeX, define it with \\newcommand in the paper, or wrap the passage in \\begin{pdfonly} … \\end{pdfonly}`, conversion);
}

const special: Readonly<Record<string, (node: TexNode, conversion: Conversion) => readonly ElementContent[]>> = {
  result: value,
  claim,
  footnote,
  thanks: () => [],
  resultcaption: (node, {report}) => [text(report.figures.find(({id}) => id === plainOf(lastArgument(node)))?.caption.plain ?? "")],
  textsc: (node, conversion) => [h("span", {className: ["small-caps"]}, [...inline(lastArgument(node), conversion)])],
  "\\": () => [h("br")],
  newline: () => [h("br")],
  linebreak: () => [h("br")],
  hspace: () => [text(" ")],
  paragraph: runIn,
  subparagraph: runIn,
  url: (node) => [webLink(plainOf(lastArgument(node)), [h("span", {className: ["address"]}, plainOf(lastArgument(node)))])],
  href: (node, conversion) => [webLink(plainOf(argumentsOf(node).filter((argument) => argument !== undefined).at(-2) ?? []), inline(lastArgument(node), conversion))],
  SI: quantity,
  qty: quantity,
};

/** A number that leads to its page. */
function value(node: TexNode, conversion: Conversion): readonly ElementContent[] {
  const {id, text: shown} = valueOf(plainOf(argumentsOf(node)[0] ?? []), conversion);
  const anchor = conversion.structure.useOf.get(node)?.anchor;
  return [h("a", {className: ["value"], href: `${base}${valueAddress(id)}`, ...(anchor === undefined ? {} : {id: anchor})}, [h("data", {value: id}, shown.plain)])];
}

/** Text that states a claim, and the claim's number, which leads to its test. */
function claim(node: TexNode, conversion: Conversion): readonly ElementContent[] {
  const [id, stated] = argumentsOf(node);
  const name = plainOf(id ?? []);
  const anchor = conversion.structure.useOf.get(node)?.anchor;
  const mark = h("sup", {className: ["claim-mark"]}, [h("a", {href: `${base}${claimAddress(name)}`}, `C${claimNumber(conversion.report, name)}`)]);
  return [h("span", {className: ["claim"], ...(anchor === undefined ? {} : {id: anchor})}, [...inline(stated ?? [], conversion), mark])];
}

function footnote(node: TexNode, conversion: Conversion): readonly ElementContent[] {
  const target = conversion.structure.targets.get(node);
  const anchor = target?.anchor ?? "paper-fn";
  const number = target?.number ?? "";
  conversion.footnotes.push({anchor, number, content: inline(lastArgument(node), conversion)});
  return [h("sup", {className: ["footnote-mark"], id: `${anchor}-mark`}, [h("a", {href: `#${anchor}`, ariaLabel: `Footnote ${number}`}, number)])];
}

function runIn(node: TexNode, conversion: Conversion): readonly ElementContent[] {
  const anchor = conversion.structure.targets.get(node)?.anchor;
  return [h("strong", {className: ["run-in"], ...(anchor === undefined ? {} : {id: anchor})}, [...inline(lastArgument(node), conversion)]), text(" ")];
}

function quantity(node: TexNode, conversion: Conversion): readonly ElementContent[] {
  const [amount, unit] = argumentsOf(node).filter((argument) => argument !== undefined);
  return [...inline(amount ?? [], conversion), text("\u202f"), text(plainOf(unit ?? []).replaceAll("\\", ""))];
}

/** Links lead to the web only. */
function webLink(address: string, content: readonly ElementContent[]): ElementContent {
  return /^https?:\/\//.test(address) ? h("a", {href: address, rel: ["external"]}, [...content]) : h("span", [...content]);
}

const text = (content: string): ElementContent => ({type: "text", value: content});
