import type {ElementContent} from "hast";
import {h} from "hastscript";
import {raw} from "../definitions.ts";
import {childrenOf, commandOf, environmentOf, lastArgument, type TexNode} from "../syntax.ts";
import {algorithmic} from "./algorithm.ts";
import {claimList} from "./claim-list.ts";
import {type Conversion, refuse} from "./conversion.ts";
import {caption, float, resultFigure, resultGraphic, resultTable} from "./float.ts";
import {displayedFormula} from "./formula.ts";
import {inline, knowsInline} from "./inline.ts";
import {list} from "./list.ts";
import {referenceList} from "./reference-list.ts";
import {tabular} from "./tabular.ts";
import {proof, theorem} from "./theorem.ts";

type Block = (node: TexNode, conversion: Conversion) => readonly ElementContent[];

/** Whether the site has its own meaning for a command or environment; what a style file makes of it is for the page. */
export const knowsCommand = (name: string): boolean => knowsInline(name) || Object.hasOwn(commands, name);
export const knowsEnvironment = (name: string): boolean => Object.hasOwn(environments, name);

/** Text as paragraphs, headings, lists, formulas, tables and figures. */
export function blocks(nodes: readonly TexNode[], conversion: Conversion): readonly ElementContent[] {
  const made: ElementContent[] = [];
  let line: TexNode[] = [];
  const flush = (): void => {
    const content = trimmed(inline(line, conversion));
    line = [];
    if (content.length > 0) made.push(h("p", [...content]));
  };
  for (const node of nodes) {
    const block = blockOf(node, conversion);
    if (block === undefined) {
      if (commandOf(node) === "paragraph" || commandOf(node) === "subparagraph") flush();
      line.push(node);
      continue;
    }
    flush();
    made.push(...block(node, conversion));
  }
  flush();
  return made;
}

/** Without the spaces at both ends of a paragraph. */
function trimmed(content: readonly ElementContent[]): readonly ElementContent[] {
  const cut = (nodes: readonly ElementContent[], space: RegExp): readonly ElementContent[] => {
    const [first, ...rest] = nodes;
    if (first?.type !== "text") return nodes;
    const value = first.value.replace(space, "");
    return value === "" ? cut(rest, space) : [{...first, value}, ...rest];
  };
  return cut(cut(content, /^[ \n\t]+/).toReversed(), /[ \n\t]+$/).toReversed();
}

/** How a node is shown as a block of its own; undefined where it belongs to a line. */
function blockOf(node: TexNode, conversion: Conversion): Block | undefined {
  if (node.type === "parbreak" || commandOf(node) === "par") return () => [];
  if (node.type === "displaymath" || node.type === "mathenv") return (found) => [displayedFormula(found, conversion)];
  if (node.type === "verbatim") return verbatim;
  if (node.type === "environment") return environments[environmentOf(node)] ?? otherEnvironment(node, conversion);
  if (node.type === "group" && holdsBlocks(childrenOf(node))) return (found) => blocks(childrenOf(found), conversion);
  const command = commandOf(node);
  return Object.hasOwn(commands, command) ? commands[command] : undefined;
}

const holdsBlocks = (nodes: readonly TexNode[]): boolean =>
  nodes.some((node) => node.type === "environment" || node.type === "mathenv" || node.type === "displaymath" || node.type === "parbreak" || Object.hasOwn(commands, commandOf(node)));

const plainly: Block = (node, conversion) => blocks(childrenOf(node), conversion);
const quotation: Block = (node, conversion) => [h("blockquote", [...blocks(childrenOf(node), conversion)])];
const asList: Block = (node, conversion) => list(node, conversion, blocks);
const asFloat: Block = (node, conversion) => float(node, conversion, blocks);
const asTable: Block = (node, conversion) => [tabular(node, conversion)];
const nothing: Block = () => [];

const environments: Readonly<Record<string, Block>> = {
  itemize: asList, enumerate: asList, description: asList,
  figure: asFloat, "figure*": asFloat, table: asFloat, "table*": asFloat, algorithm: asFloat, subfigure: asFloat, subtable: asFloat,
  tabular: asTable, "tabular*": asTable, tabularx: asTable,
  quote: quotation, quotation,
  center: plainly, flushleft: plainly, minipage: plainly, ack: acknowledgements, acknowledgements, acknowledgments: acknowledgements,
  small: plainly, footnotesize: plainly,
  algorithmic: (node, conversion) => [algorithmic(node, conversion, inline)],
  proof: (node, conversion) => [proof(node, conversion, blocks)],
  pdfonly: nothing,
  abstract: nothing,
};

const commands: Readonly<Record<string, Block>> = {
  section: heading("h2"), subsection: heading("h3"), subsubsection: heading("h4"),
  resulttable: resultTable, resultfigure: resultFigure, resultgraphic: resultGraphic,
  caption: (node, conversion) => caption(node, conversion),
  claimlist: claimList,
  bibliography: (_, conversion) => referenceList(conversion),
};

function otherEnvironment(node: TexNode, conversion: Conversion): Block {
  const name = environmentOf(node);
  if (conversion.definitions.theorems.has(name)) return (found) => [theorem(found, conversion, blocks)];
  return refuse(node, `the site does not know the environment ${name}`, "use a plainer one, or wrap it in \\begin{pdfonly} … \\end{pdfonly}", conversion);
}

function heading(tag: "h2" | "h3" | "h4"): Block {
  return (node, conversion) => {
    const target = conversion.structure.targets.get(node);
    const number = target?.number ?? "";
    const title = inline(lastArgument(node), conversion);
    return [h(tag, target === undefined ? {} : {id: target.anchor}, [...(number === "" ? [] : [h("span", {className: ["section-number"]}, number), {type: "text" as const, value: " "}]), ...title])];
  };
}

function acknowledgements(node: TexNode, conversion: Conversion): readonly ElementContent[] {
  return [h("section", {className: ["acknowledgements"]}, [h("h2", "Acknowledgements"), ...blocks(childrenOf(node), conversion)])];
}

function verbatim(node: TexNode): readonly ElementContent[] {
  const text = typeof node.content === "string" ? node.content : raw(childrenOf(node));
  return [h("pre", [h("code", text.replace(/^\n/, ""))])];
}
