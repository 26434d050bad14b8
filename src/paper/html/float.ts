import type {Element, ElementContent} from "hast";
import {h} from "hastscript";
import {plainOf} from "../plain.ts";
import {childrenOf, environmentOf, lastArgument, type TexNode} from "../syntax.ts";
import {type Conversion, trust} from "./conversion.ts";
import {safeFragment, safeSvg} from "./foreign-markup.ts";
import {inline} from "./inline.ts";

type Render = (nodes: readonly TexNode[], conversion: Conversion) => readonly ElementContent[];

/** `figure`, `table` and `algorithm`, with their caption where the author put it. */
export function float(node: TexNode, conversion: Conversion, blocks: Render): readonly ElementContent[] {
  const kind = environmentOf(node).replace(/\*$|^sub/g, "");
  const target = conversion.structure.targets.get(node);
  return [h("figure", {className: [kind], ...(target === undefined ? {} : {id: target.anchor})}, [...blocks(childrenOf(node), conversion)])];
}

export function caption(node: TexNode, conversion: Conversion): readonly ElementContent[] {
  const target = conversion.structure.targets.get(node);
  const label = target === undefined ? "" : /[a-z]$/.test(target.number) ? `(${target.number.slice(-1)})` : `${target.kind.charAt(0).toUpperCase()}${target.kind.slice(1)} ${target.number}.`;
  return [captionOf(label, inline(lastArgument(node), conversion))];
}

const captionOf = (label: string, content: readonly ElementContent[]): Element =>
  h("figcaption", [h("span", {className: ["caption-label"]}, label), {type: "text", value: " "}, ...content]);

/** `\resulttable{id}`: the table as the page has it, under its caption. */
export function resultTable(node: TexNode, conversion: Conversion): readonly ElementContent[] {
  const id = plainOf(lastArgument(node));
  const target = conversion.structure.targets.get(node);
  const record = conversion.report.tables.find((table) => table.id === id);
  const shown = trust(h("div", {className: ["result-table"]}, withoutCaption(safeFragment(conversion.tables.get(id)?.html ?? ""))), conversion);
  const said = trust(h("span", safeFragment(record?.caption.html ?? "")), conversion);
  return [h("figure", {className: ["table"], id: target?.anchor}, [captionOf(`Table ${target?.number ?? ""}.`, [said]), shown])];
}

/** The caption stands above the table already, with the number that the paper gives it. */
function withoutCaption(content: readonly ElementContent[]): ElementContent[] {
  return content.flatMap((node): ElementContent[] => {
    if (node.type !== "element") return [node];
    return node.tagName === "caption" ? [] : [{...node, children: withoutCaption(node.children)}];
  });
}

/** `\resultfigure{id}`: the drawing and its caption. */
export function resultFigure(node: TexNode, conversion: Conversion): readonly ElementContent[] {
  const id = plainOf(lastArgument(node));
  const target = conversion.structure.targets.get(node);
  const record = conversion.report.figures.find((figure) => figure.id === id);
  const said = trust(h("span", safeFragment(record?.caption.html ?? "")), conversion);
  return [h("figure", {className: ["figure", record?.width ?? "page"], id: target?.anchor}, [...resultGraphic(node, conversion), captionOf(`Figure ${target?.number ?? ""}.`, [said])])];
}

export function resultGraphic(node: TexNode, conversion: Conversion): readonly ElementContent[] {
  const id = plainOf(lastArgument(node));
  const alt = conversion.report.figures.find((figure) => figure.id === id)?.alt ?? "";
  const drawing = safeSvg(conversion.figures.get(id)?.svg ?? "", `paper-drawing-${conversion.trusted.length}`, alt);
  return [trust(h("div", {className: ["drawing"]}, drawing), conversion)];
}
