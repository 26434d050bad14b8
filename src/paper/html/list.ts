import type {ElementContent} from "hast";
import {h} from "hastscript";
import {argumentsOf, childrenOf, commandOf, environmentOf, type TexNode} from "../syntax.ts";
import type {Conversion} from "./conversion.ts";
import {inline} from "./inline.ts";

type Render = (nodes: readonly TexNode[], conversion: Conversion) => readonly ElementContent[];

/** `itemize`, `enumerate` and `description`. */
export function list(node: TexNode, conversion: Conversion, blocks: Render): readonly ElementContent[] {
  const items = childrenOf(node).filter((item) => commandOf(item) === "item");
  if (environmentOf(node) === "description") return [h("dl", items.flatMap((item) => described(item, conversion, blocks)))];
  const made = items.map((item) => {
    const anchor = conversion.structure.targets.get(item)?.anchor;
    return h("li", anchor === undefined ? {} : {id: anchor}, [...labelOf(item, conversion), ...content(item, conversion, blocks)]);
  });
  return [h(environmentOf(node) === "enumerate" ? "ol" : "ul", made)];
}

function described(item: TexNode, conversion: Conversion, blocks: Render): readonly ElementContent[] {
  return [h("dt", [...inline(argumentsOf(item)[1] ?? [], conversion)]), h("dd", [...content(item, conversion, blocks)])];
}

function labelOf(item: TexNode, conversion: Conversion): readonly ElementContent[] {
  const label = argumentsOf(item)[1];
  return label === undefined ? [] : [h("span", {className: ["item-label"]}, [...inline(label, conversion)]), {type: "text", value: " "}];
}

/** An item of one paragraph needs no paragraph of its own. */
function content(item: TexNode, conversion: Conversion, blocks: Render): readonly ElementContent[] {
  const made = blocks(argumentsOf(item)[3] ?? [], conversion);
  const [only] = made;
  return made.length === 1 && only?.type === "element" && only.tagName === "p" ? only.children : made;
}
