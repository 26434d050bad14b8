import type {Element, ElementContent, Root, RootContent} from "hast";
import {fromHtml} from "hast-util-from-html";
import {sanitize} from "hast-util-sanitize";
import {toString} from "hast-util-to-string";
import {h} from "hastscript";
import rehypeStringify from "rehype-stringify";
import {unified} from "unified";
import {SKIP, visit} from "unist-util-visit";
import {safeMarkup} from "./safe-markup.ts";

/** Where the ids of values and claims lead; undefined for an id that is neither. */
export type FindPage = (id: string) => string | undefined;

const writer = unified().use(rehypeStringify);

/**
 * HTML of an earlier step, made fit for a page: only harmless markup, `@base/` resolved, each `<data value="id">` a link
 * to its page (which the browser opens as a sheet), wide tables in a box that scrolls by itself.
 */
export function safeHtml(html: string, base: string, pageOf: FindPage): string {
  const tree = sanitize(resolveBase(fromHtml(html, {fragment: true}), base), safeMarkup) as Root;
  nameImages(tree);
  linkNumbers(tree, pageOf);
  emptyHeads(tree);
  boxTables(tree);
  return writer.stringify(tree);
}

/** An SVG fit for a page: only drawing, its ids made unique with `prefix`, one image with a name for who cannot see it. */
export function safeSvg(svg: string, prefix: string, alt: string): string {
  const tree = sanitize(fromHtml(svg, {fragment: true, space: "svg"}), safeMarkup) as Root;
  visit(tree, "element", (element) => prefixIds(element, prefix));
  const root = tree.children.find((child): child is Element => child.type === "element" && child.tagName === "svg");
  if (root === undefined) return "";
  visit(root, "element", dropRoles);
  root.properties = {...root.properties, role: "img", ariaLabel: alt};
  return unified().use(rehypeStringify, {space: "svg"}).stringify({type: "root", children: [root]});
}

function resolveBase(tree: Root, base: string): Root {
  visit(tree, "element", ({properties}) => {
    for (const name of ["href", "src"]) {
      const address = properties[name];
      if (typeof address === "string" && address.startsWith("@base/")) properties[name] = base + address.slice("@base/".length);
    }
  });
  return tree;
}

/** An image without a text is decoration, and says so. */
function nameImages(tree: Root): void {
  visit(tree, {tagName: "img"}, (element) => { if (element.type === "element") element.properties["alt"] ??= ""; });
}

function linkNumbers(tree: Root, pageOf: FindPage): void {
  visit(tree, "element", (element, index, parent) => {
    if (element.tagName === "a") return markLink(element, pageOf);
    const page = element.tagName === "data" ? pageOf(String(element.properties["value"])) : undefined;
    if (page === undefined || parent === undefined || index === undefined) return undefined;
    parent.children[index] = h("a", {className: ["number"], href: page}, [element]) as ElementContent & RootContent;
    return SKIP;
  });
}

/** A link that is already there around a number keeps its target and is left as it is inside. */
function markLink(link: Element, pageOf: FindPage): typeof SKIP {
  const [only] = link.children;
  const isNumber = only?.type === "element" && only.tagName === "data" && pageOf(String(only.properties["value"])) !== undefined;
  if (isNumber) link.properties["className"] = ["number"];
  return SKIP;
}

/** A head without words heads nothing: it is a cell. */
function emptyHeads(tree: Root): void {
  visit(tree, {tagName: "th"}, (element) => {
    if (element.type === "element" && toString(element).trim() === "") Object.assign(element, {tagName: "td", properties: {}});
  });
}

function boxTables(tree: Root): void {
  visit(tree, "element", (element, index, parent) => {
    if (element.tagName !== "table" || parent === undefined || index === undefined) return undefined;
    parent.children[index] = h("div", {className: ["scroll"], tabIndex: 0, role: "group", ariaLabel: "Table"}, [element]) as ElementContent & RootContent;
    return SKIP;
  });
}

function prefixIds({properties}: Element, prefix: string): void {
  if (typeof properties["id"] === "string") properties["id"] = `${prefix}-${properties["id"]}`;
  for (const name of ["fill", "stroke", "clipPath"]) {
    const value = properties[name];
    if (typeof value === "string") properties[name] = value.replace("url(#", `url(#${prefix}-`);
  }
}

function dropRoles({properties}: Element): void {
  for (const name of ["role", "ariaLabel", "ariaHidden", "ariaLabelledBy", "ariaDescribedBy", "tabIndex"]) delete properties[name];
}
