import type {Element, ElementContent} from "hast";
import {fromHtml} from "hast-util-from-html";
import {h} from "hastscript";
import katex from "katex";
import {raw} from "../definitions.ts";
import {plainOf} from "../plain.ts";
import {splitRows} from "../structure.ts";
import {argumentsOf, childrenOf, commandOf, environmentOf, lastArgument, type TexNode} from "../syntax.ts";
import {type Conversion, refuse, trust, valueOf} from "./conversion.ts";
import {targetOf} from "./references.ts";

/** `$…$` */
export const runningFormula = (node: TexNode, conversion: Conversion): ElementContent =>
  typeset(node, source(childrenOf(node), conversion), false, conversion);

/** `\[…\]`, `equation`, `align` and their kin, with LaTeX's numbers. */
export function displayedFormula(node: TexNode, conversion: Conversion): Element {
  const labels = (conversion.structure.rows.get(node) ?? []).flatMap((row) => row.labels).map((label) => targetOf(label, node, conversion).anchor);
  const [first, ...others] = labels;
  return h("div", {className: ["equation"], ...(first === undefined ? {} : {id: first})},
    [...others.map((id) => h("span", {id})), typeset(node, displayed(node, conversion), true, conversion)]);
}

function displayed(node: TexNode, conversion: Conversion): string {
  const name = environmentOf(node);
  const rows = conversion.structure.rows.get(node) ?? [];
  const tag = (at: number): string => (rows[at]?.number ? `\\tag{${rows[at]?.number}}` : "");
  if (name === "" || name === "equation*" || name === "displaymath" || name === "math") return source(childrenOf(node), conversion);
  if (name === "equation") return `${source(childrenOf(node), conversion)}${tag(0)}`;
  if (rows.length < 2 && name.endsWith("*")) return `\\begin{${name}}${source(childrenOf(node), conversion)}\\end{${name}}`;
  const lines = splitRows(childrenOf(node)).map((row, at) => `${source(row, conversion)}${tag(at) === "" ? "\\notag" : tag(at)}`);
  return `\\begin{${name}}${(node.args ?? []).map((argument) => raw([argument])).join("")}${lines.join("\\\\")}\\end{${name}}`;
}

/** The formula's own LaTeX, with values and references already in place. */
function source(nodes: readonly TexNode[], conversion: Conversion): string {
  return raw(nodes.flatMap((node) => prepared(node, conversion)));
}

function prepared(node: TexNode, conversion: Conversion): readonly TexNode[] {
  const command = commandOf(node);
  if (node.type === "comment" || ["label", "nonumber", "notag"].includes(command)) return [];
  if (command === "tag") return [];
  if (command === "fixed") return lastArgument(node).flatMap((child) => prepared(child, conversion));
  if (command === "result") return [written(`\\text{${escapeForKatex(valueOf(plainOf(argumentsOf(node)[0] ?? []), conversion).text.plain)}}`)];
  if (command === "ref") return [written(`\\text{${targetOf(plainOf(lastArgument(node)), node, conversion).number}}`)];
  if (command === "eqref") return [written(`\\text{(${targetOf(plainOf(lastArgument(node)), node, conversion).number})}`)];
  const args = node.args?.map((argument) => ({...argument, content: childrenOf(argument).flatMap((child) => prepared(child, conversion))}));
  const content = Array.isArray(node.content) ? childrenOf(node).flatMap((child) => prepared(child, conversion)) : node.content;
  return [{...node, ...(args === undefined ? {} : {args}), ...(content === undefined ? {} : {content})}];
}

const written = (text: string): TexNode => ({type: "string", content: text});

const escapeForKatex = (text: string): string => text.replaceAll(/[\\{}$&#%_^~]/g, (character) =>
  ({"\\": "\\textbackslash{}", "^": "\\textasciicircum{}", "~": "\\textasciitilde{}"})[character] ?? `\\${character}`);

/** KaTeX trusts nothing here: no links, no raw HTML; expansion and sizes are limited. */
function typeset(node: TexNode, formula: string, displayMode: boolean, conversion: Conversion): ElementContent {
  let html: string;
  try {
    html = katex.renderToString(formula, {displayMode, macros: {...conversion.definitions.formulas}, trust: false, strict: "ignore", maxExpand: 2000, maxSize: 50, throwOnError: true});
  } catch (error) {
    const because = error instanceof Error ? error.message.replace(/^KaTeX parse error: /, "").slice(0, 160) : String(error);
    return refuse(node, `the site cannot show this formula: ${because}`, "use LaTeX that KaTeX knows (katex.org/docs/supported), or wrap it in pdfonly", conversion);
  }
  const [made] = fromHtml(html, {fragment: true}).children as ElementContent[];
  return trust(made ?? {type: "text", value: ""}, conversion);
}
