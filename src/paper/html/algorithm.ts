import type {Element, ElementContent} from "hast";
import {h} from "hastscript";
import {commandOf, lastArgument, childrenOf, type TexNode} from "../syntax.ts";
import {type Conversion, refuse} from "./conversion.ts";

type Render = (nodes: readonly TexNode[], conversion: Conversion) => readonly ElementContent[];

interface Keyword {
  readonly before: string;
  readonly after?: string;
  /** How much deeper the line itself and what follows it stand. */
  readonly line?: number;
  readonly next?: number;
}

const keywords: Readonly<Record<string, Keyword>> = {
  state: {before: ""}, require: {before: "Require: "}, ensure: {before: "Ensure: "}, return: {before: "return "},
  for: {before: "for ", after: " do", next: 1}, forall: {before: "for all ", after: " do", next: 1}, while: {before: "while ", after: " do", next: 1}, if: {before: "if ", after: " then", next: 1},
  elsif: {before: "else if ", after: " then", line: -1}, else: {before: "else", line: -1}, repeat: {before: "repeat", next: 1}, loop: {before: "loop", next: 1},
  endfor: {before: "end for", line: -1, next: -1}, endwhile: {before: "end while", line: -1, next: -1}, endif: {before: "end if", line: -1, next: -1}, endloop: {before: "end loop", line: -1, next: -1},
};

/** `algorithmic`, in the spelling of either of its packages: a list of lines, set in by their depth. */
export function algorithmic(node: TexNode, conversion: Conversion, inline: Render): Element {
  const lines: {readonly depth: number; readonly content: ElementContent[]}[] = [];
  let depth = 0;
  for (const part of childrenOf(node)) {
    const command = commandOf(part);
    const keyword = Object.hasOwn(keywords, command.toLowerCase()) ? keywords[command.toLowerCase()] : undefined;
    if (keyword !== undefined) {
      lines.push({depth: Math.max(0, depth + (keyword.line ?? 0)), content: headOf(part, keyword, conversion, inline)});
      depth = Math.max(0, depth + (keyword.next ?? 0));
    } else if (/^comment$/i.test(command)) {
      lines.at(-1)?.content.push(h("span", {className: ["comment"]}, [" ▷ ", ...inline(lastArgument(part), conversion)]));
    } else if (lines.length > 0) {
      lines.at(-1)?.content.push(...inline([part], conversion));
    } else if (part.type !== "whitespace" && part.type !== "comment" && part.type !== "parbreak") {
      refuse(part, "an algorithm begins with \\STATE, \\REQUIRE or another of its commands", "put \\STATE before it", conversion);
    }
  }
  return h("ol", {className: ["algorithm-lines"]}, lines.map(({depth: deep, content}) => h("li", {className: [`depth-${Math.min(deep, 6)}`]}, content)));
}

function headOf(part: TexNode, {before, after}: Keyword, conversion: Conversion, inline: Render): ElementContent[] {
  const given = lastArgument(part);
  const word = before === "" ? [] : [h("strong", before.trimEnd()), {type: "text" as const, value: before.endsWith(" ") ? " " : ""}];
  return [...word, ...inline(given, conversion), ...(after === undefined ? [] : [{type: "text" as const, value: " "}, h("strong", after.trim())])];
}
