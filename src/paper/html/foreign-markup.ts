import type {Element, ElementContent, Root} from "hast";
import {fromHtml} from "hast-util-from-html";
import {sanitize, type Schema} from "hast-util-sanitize";
import {visit} from "unist-util-visit";

const prose: Schema = {
  tagNames: ["a", "abbr", "b", "br", "caption", "code", "col", "colgroup", "data", "div", "em", "i", "p", "small", "span", "strong", "sub", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "u"],
  attributes: {"*": ["className", "id", "title", "ariaLabel", "role"], a: ["href"], data: ["value"], td: ["colSpan", "rowSpan", "headers"], th: ["colSpan", "rowSpan", "scope"], ol: ["start"]},
  protocols: {href: ["http", "https", "mailto"]},
  strip: ["script", "style", "template", "iframe", "object"],
  clobber: [],
};

/** HTML of an earlier step or of a bibliography, reduced to harmless markup. */
export const safeFragment = (html: string): ElementContent[] =>
  (sanitize(fromHtml(html, {fragment: true}), prose) as Root).children as ElementContent[];

const insideOnly: [string, RegExp][] = ["fill", "stroke", "clipPath"].map((name) => [name, /^(?!.*url\()|^url\(#[\w-]+\)$/i]);

const drawing: Schema = {
  tagNames: ["svg", "g", "path", "line", "rect", "circle", "ellipse", "polyline", "polygon", "text", "tspan", "defs", "clipPath", "linearGradient", "stop", "title", "desc"],
  attributes: {"*": [
    "className", "id", "ariaHidden", "transform", "d", "fillOpacity", "fillRule", "strokeWidth", "strokeOpacity", "strokeDashArray", "strokeDashOffset", "strokeLineCap", "strokeLineJoin", "strokeMiterLimit", "opacity",
    "x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "r", "rx", "ry", "dx", "dy", "width", "height", "viewBox", "points", "textAnchor", "dominantBaseline", "fontFamily", "fontSize", "fontStyle", "fontWeight",
    "clipPathUnits", "gradientUnits", "gradientTransform", "offset", "stopColor", "stopOpacity", "preserveAspectRatio", ...insideOnly,
  ]},
  strip: ["script", "style", "foreignObject", "image", "use"],
  clobber: [],
};

/** A drawing without anything that could act, its ids kept apart from those of others by `prefix`; an image with a name. */
export function safeSvg(svg: string, prefix: string, alt: string): ElementContent[] {
  const tree = sanitize(fromHtml(svg, {fragment: true}), drawing) as Root;
  visit(tree, "element", (element) => keepApart(element, prefix));
  const root = tree.children.find((child): child is Element => child.type === "element" && child.tagName === "svg");
  if (root === undefined) return [];
  root.properties = {...root.properties, role: "img", ariaLabel: alt};
  return [root];
}

function keepApart({properties}: Element, prefix: string): void {
  if (typeof properties["id"] === "string") properties["id"] = `${prefix}-${properties["id"]}`;
  for (const name of ["fill", "stroke", "clipPath"]) {
    const paint = properties[name];
    if (typeof paint === "string") properties[name] = paint.replace("url(#", `url(#${prefix}-`);
  }
}
