import type {Element, ElementContent, Root} from "hast";
import {sanitize, type Schema} from "hast-util-sanitize";
import {h} from "hastscript";
import rehypeStringify from "rehype-stringify";
import {unified} from "unified";
import {childrenOf, environmentOf, type TexNode} from "../syntax.ts";
import {blocks} from "./block.ts";
import type {Conversion} from "./conversion.ts";

const article: Schema = {
  tagNames: [
    "a", "blockquote", "br", "code", "data", "dd", "div", "dl", "dt", "em", "figcaption", "figure", "h2", "h3", "h4", "i", "li", "ol", "p", "pre", "section", "small", "span", "strong", "sub", "sup", "table", "tbody", "td", "th", "thead", "tr", "u", "ul",
  ],
  attributes: {"*": ["className", "id", "ariaLabel", "role"], a: ["href", "rel"], data: ["value"], td: ["colSpan", "rowSpan"], th: ["colSpan", "rowSpan", "scope"]},
  protocols: {href: ["http", "https"]},
  strip: ["script", "style"],
  clobber: [],
};

/**
 * The paper's body as HTML. Links into the site begin with `@base/`; ids with `paper-`.
 * Whatever text it holds, it runs nothing: the tree is sanitised before it is written.
 */
export function paperHtml(body: readonly TexNode[], conversion: Conversion): string {
  const abstract = body.filter((node) => environmentOf(node) === "abstract").flatMap((node) => blocks(childrenOf(node), conversion));
  const content = [
    ...(abstract.length === 0 ? [] : [h("section", {className: ["abstract"], id: "paper-abstract"}, [h("h2", "Abstract"), ...abstract])]),
    ...blocks(body, conversion),
    ...footnotes(conversion),
  ];
  const safe = sanitize({type: "root", children: content} as Root, article) as Root;
  return unified().use(rehypeStringify).stringify({...safe, children: placeTrusted(safe.children as ElementContent[], conversion)});
}

function footnotes({footnotes: all}: Conversion): readonly Element[] {
  if (all.length === 0) return [];
  const items = all.map(({anchor, number, content}) =>
    h("li", {id: anchor}, [...content, {type: "text", value: " "}, h("a", {className: ["back"], href: `#${anchor}-mark`, ariaLabel: `Back to footnote ${number}`}, "↩")]));
  return [h("section", {className: ["footnotes"], ariaLabel: "Footnotes"}, [h("ol", items)])];
}

function placeTrusted(nodes: readonly ElementContent[], conversion: Conversion): ElementContent[] {
  return nodes.map((node) => {
    if (node.type !== "element") return node;
    const mark = /^trusted-(\d+)$/.exec(String(node.properties["id"] ?? ""))?.[1];
    return mark === undefined ? {...node, children: placeTrusted(node.children, conversion)} : conversion.trusted[Number(mark)] ?? node;
  });
}
