import type {Element, ElementContent} from "hast";
import {h} from "hastscript";
import {argumentsOf, childrenOf, environmentOf, type TexNode} from "../syntax.ts";
import type {Conversion} from "./conversion.ts";
import {inline} from "./inline.ts";

type Render = (nodes: readonly TexNode[], conversion: Conversion) => readonly ElementContent[];

/** An environment made by `\newtheorem`. */
export function theorem(node: TexNode, conversion: Conversion, blocks: Render): Element {
  const target = conversion.structure.targets.get(node);
  const title = conversion.definitions.theorems.get(environmentOf(node))?.title ?? "";
  const note = argumentsOf(node)[0];
  const head = h("strong", {className: ["run-in"]}, [title, target?.number ? `\u00a0${target.number}` : "", ...(note === undefined ? [] : [" (", ...inline(note, conversion), ")"]), "."]);
  return h("section", {className: ["theorem"], id: target?.anchor}, [...led(head, blocks(childrenOf(node), conversion))]);
}

export function proof(node: TexNode, conversion: Conversion, blocks: Render): Element {
  const title = argumentsOf(node)[0];
  const head = h("em", {className: ["run-in"]}, [...(title === undefined ? ["Proof"] : inline(title, conversion)), "."]);
  return h("section", {className: ["proof"]}, [...led(head, blocks(childrenOf(node), conversion))]);
}

/** Puts the heading into the first paragraph. */
function led(head: ElementContent, content: readonly ElementContent[]): readonly ElementContent[] {
  const [first, ...rest] = content;
  if (first?.type !== "element" || first.tagName !== "p") return [h("p", [head]), ...content];
  return [h("p", [head, {type: "text", value: " "}, ...first.children]), ...rest];
}
