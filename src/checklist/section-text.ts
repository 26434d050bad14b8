import {fromHtml} from "hast-util-from-html";
import type {Element, Root, RootContent} from "hast";
import type {Paper} from "../records/paper.ts";

/** The words below the first heading whose title matches, up to the next heading of its level or above; null without such a heading. */
export function sectionWords(paper: Paper, title: RegExp): readonly string[] | null {
  const index = paper.outline.findIndex((entry) => title.test(entry.title));
  const heading = paper.outline[index];
  if (heading === undefined) return null;
  const after = paper.outline.slice(index + 1).find((entry) => entry.level <= heading.level);
  return textBetween(paper.html, heading.id, after?.id).split(/\s+/).filter((word) => /\p{L}/u.test(word));
}

function textBetween(html: string, start: string, end: string | undefined): string {
  let taking = false;
  let text = "";
  const visit = (node: Root | RootContent): void => {
    if (node.type === "element" && idOf(node) === end && end !== undefined) taking = false;
    if (node.type === "element" && idOf(node) === start) {
      taking = true;
      if (/^h[1-6]$/.test(node.tagName)) return;
    }
    if (node.type === "text" && taking) text += node.value;
    if ("children" in node) node.children.forEach((child) => visit(child as RootContent));
    if (node.type === "element") text += " ";
  };
  visit(fromHtml(html, {fragment: true}));
  return text;
}

const idOf = (element: Element): string | undefined => (typeof element.properties["id"] === "string" ? element.properties["id"] : undefined);
