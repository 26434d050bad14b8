import type {Schema} from "hast-util-sanitize";

const mathTags = [
  "math", "semantics", "annotation", "mrow", "mi", "mo", "mn", "ms", "mtext", "mspace", "msup", "msub", "msubsup", "mfrac", "msqrt", "mroot",
  "mover", "munder", "munderover", "mtable", "mtr", "mtd", "mlabeledtr", "mstyle", "mpadded", "mphantom", "menclose", "mmultiscripts", "mprescripts", "none",
];

const drawingTags = ["svg", "g", "path", "line", "rect", "circle", "ellipse", "polyline", "polygon", "text", "tspan", "defs", "clipPath", "linearGradient", "stop", "title", "desc"];

const proseTags = [
  "a", "abbr", "article", "aside", "b", "blockquote", "br", "caption", "cite", "code", "col", "colgroup", "data", "dd", "del", "dfn", "div", "dl", "dt", "em",
  "figcaption", "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "i", "img", "ins", "kbd", "li", "mark", "nav", "ol", "p", "pre", "q",
  "s", "samp", "section", "small", "span", "strong", "sub", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "u", "ul", "var",
];

/** A reference inside the document, never to the outside. */
const paint = /^(?!.*url\()|^url\(#[\w-]+\)$/i;
const painted = ["fill", "stroke", "clipPath"].map((name): [string, RegExp] => [name, paint]);

const drawn = [
  "transform", "d", "fillOpacity", "fillRule", "strokeWidth", "strokeOpacity", "strokeDashArray", "strokeDashOffset", "strokeLineCap", "strokeLineJoin",
  "strokeMiterLimit", "opacity", "x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "r", "rx", "ry", "dx", "dy", "width", "height", "viewBox", "points", "textAnchor",
  "dominantBaseline", "fontFamily", "fontSize", "fontStyle", "fontWeight", "clipPathUnits", "gradientUnits", "gradientTransform", "offset", "stopColor",
  "stopOpacity", "preserveAspectRatio", "xmlns",
];

const mathAttributes = [
  "encoding", "display", "mathVariant", "stretchy", "fence", "separator", "lspace", "rspace", "minsize", "maxsize", "accent", "accentUnder", "columnAlign",
  "columnSpacing", "rowSpacing", "columnLines", "rowLines", "scriptLevel", "displayStyle", "lineThickness", "notation", "voffset", "depth", "linebreak", "form", "movableLimits",
];

/** Lengths and colours, as KaTeX writes them; no `url()`, no `position: fixed`. */
const harmlessStyle: [string, RegExp] = ["style", /^(?:\s*(?:height|width|min-width|top|bottom|left|right|margin|margin-(?:left|right|top|bottom)|padding|padding-(?:left|right)|vertical-align|color|background-color|border-(?:bottom|top|left|right)-(?:width|style)|border-color|border-style|border-width|font-size|position|text-align)\s*:\s*(?!fixed|sticky)[\w#.%\s-]+;?)*$/];

/** What HTML and SVG of the earlier steps may hold. Anything else is left out, whoever wrote it. */
export const safeMarkup: Schema = {
  tagNames: [...proseTags, ...mathTags, ...drawingTags],
  attributes: {
    "*": ["className", "id", "lang", "dir", "title", "role", "tabIndex", "ariaHidden", "ariaLabel", "ariaLabelledBy", "ariaDescribedBy", harmlessStyle, ...painted, ...drawn, ...mathAttributes],
    a: ["href", "rel"],
    data: ["value"],
    img: ["src", "alt", "width", "height", "loading"],
    ol: ["start", "type"],
    td: ["colSpan", "rowSpan", "headers", "align"],
    th: ["colSpan", "rowSpan", "headers", "scope", "align"],
    col: ["span"],
  },
  protocols: {href: ["http", "https", "mailto"], src: []},
  strip: ["script", "style", "iframe", "object", "template", "noscript", "textarea", "foreignObject"],
  clobber: [],
};
