import type {ElementContent} from "hast";
import {h} from "hastscript";
import type {Work} from "../citations.ts";
import {didYouMean} from "../nearest.ts";
import {plainOf} from "../plain.ts";
import {argumentsOf, commandOf, lastArgument, type TexNode} from "../syntax.ts";
import {type Conversion, refuse} from "./conversion.ts";

type Inline = (nodes: readonly TexNode[], conversion: Conversion) => readonly ElementContent[];

/** `\citep[see][p.~3]{a,b}` and its kin, by author and year, as natbib prints them. */
export function citation(node: TexNode, conversion: Conversion, inline: Inline): readonly ElementContent[] {
  const command = commandOf(node).toLowerCase();
  const works = plainOf(lastArgument(node)).split(",").map((key) => workOf(key.trim(), node, conversion));
  const [star, first, second] = argumentsOf(node);
  const [before, after] = second === undefined ? [undefined, first] : [first, second];
  const authors = ({authors: some, allAuthors}: Work): string => (star === undefined ? some : allAuthors);
  const link = (work: Work, shown: string): ElementContent => h("a", {href: `#${work.anchor}`, className: ["citation"], id: citedHere(work, conversion)}, shown);
  const note = (nodes: readonly TexNode[] | undefined, lead: string, tail: string): readonly ElementContent[] =>
    (nodes === undefined || nodes.length === 0 ? [] : [text(lead), ...inline(nodes, conversion), text(tail)]);
  const each = (show: (work: Work) => string, between: string): readonly ElementContent[] =>
    works.flatMap((work, at) => [...(at === 0 ? [] : [text(between)]), link(work, show(work))]);
  switch (command) {
    case "citeauthor": return each(authors, "; ");
    case "citeyear": return each(({year}) => year, "; ");
    case "citeyearpar": return [text("("), ...each(({year}) => year, "; "), text(")")];
    case "citealt": return each((work) => `${authors(work)} ${work.year}`, "; ");
    case "citealp": return [...note(before, "", " "), ...each((work) => `${authors(work)}, ${work.year}`, "; "), ...note(after, ", ", "")];
    case "citep": return [text("("), ...note(before, "", " "), ...each((work) => `${authors(work)}, ${work.year}`, "; "), ...note(after, ", ", ""), text(")")];
    default: return works.flatMap((work, at) => [
      ...(at === 0 ? [] : [text("; ")]), text(`${authors(work)} (`), ...note(before, "", " "), link(work, work.year), ...(at === works.length - 1 ? note(after, ", ", "") : []), text(")"),
    ]);
  }
}

function workOf(key: string, node: TexNode, conversion: Conversion): Work {
  const found = conversion.citations.get(key);
  return found ?? refuse(node, `there is no ${key} in the bibliography`, didYouMean(key, conversion.citations.keys(), "add it to the .bib file"), conversion);
}

/** Remembers this place for the way back from the list of references. */
function citedHere(work: Work, {citedAt}: Conversion): string {
  const places = citedAt.get(work.key) ?? [];
  const id = `${work.anchor}-cited-${places.length + 1}`;
  citedAt.set(work.key, [...places, id]);
  return id;
}

const text = (value: string): ElementContent => ({type: "text", value});
