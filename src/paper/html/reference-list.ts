import type {ElementContent} from "hast";
import {h} from "hastscript";
import type {Conversion} from "./conversion.ts";
import {safeFragment} from "./foreign-markup.ts";

export const referencesAnchor = "paper-references";

/** The works cited, each where citations lead to. */
export function referenceList(conversion: Conversion): readonly ElementContent[] {
  const entries = [...conversion.citations.values()].map((work) => h("li", {id: work.anchor}, [...unwrapped(safeFragment(work.html)), ...backLinks(conversion.citedAt.get(work.key) ?? [])]));
  return [h("section", {className: ["references"]}, [h("h2", {id: referencesAnchor}, "References"), h("ul", entries)])];
}

function backLinks(places: readonly string[]): ElementContent[] {
  return places.flatMap((place, at) => [{type: "text", value: " "}, h("a", {className: ["back"], href: `#${place}`, ariaLabel: `Back to citation ${at + 1}`}, "↩")]);
}

/** The entry itself, without the boxes that citation styles put around it. */
function unwrapped(content: readonly ElementContent[]): ElementContent[] {
  return content.flatMap((node) => (node.type === "element" && node.tagName === "div" ? unwrapped(node.children) : [node]));
}
