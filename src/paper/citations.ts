import {Cite} from "@citation-js/core";
import "@citation-js/plugin-bibtex";
import "@citation-js/plugin-csl";
import {UserError} from "../errors.ts";
import {byCodeUnit} from "../results/names.ts";
import {plainOf} from "./plain.ts";
import type {Sources} from "./sources.ts";
import {commandOf, lastArgument, type TexNode, walk} from "./syntax.ts";

/** One work of the bibliography, as the text cites it. */
export interface Work {
  readonly key: string;
  /** "Power et al." */
  readonly authors: string;
  readonly allAuthors: string;
  /** "2022", or "2022a" where an author has several that year. */
  readonly year: string;
  readonly anchor: string;
  /** Its entry in the list of references, as HTML that is sanitised before it is shown. */
  readonly html: string;
}

/** The works that a paper cites, sorted as plainnat sorts them. */
export type Citations = ReadonlyMap<string, Work>;

interface CslName {
  readonly family?: string;
  readonly literal?: string;
  readonly given?: string;
  readonly "non-dropping-particle"?: string;
}

interface CslItem {
  readonly id: string;
  readonly author?: readonly CslName[];
  readonly editor?: readonly CslName[];
  readonly issued?: {readonly "date-parts"?: readonly (readonly (number | string)[])[]};
  readonly title?: string;
}

/** Reads the cited entries of the paper's bibliography; an entry cited twice in a year gets its letter. */
export function readCitations(body: readonly TexNode[], sources: Sources): Citations {
  const cited = citedKeys(body);
  const items = bibliographyFiles(body).flatMap((file) => parseBibliography(file, sources)).filter(({id}) => cited.has(id) || cited.has("*"));
  const sorted = items.sort((a, b) => byCodeUnit(sortKey(a), sortKey(b)));
  const label = (item: CslItem): string => `${shortAuthors(item)} ${yearOf(item)}`;
  return new Map(sorted.map((item) => {
    const alike = sorted.filter((other) => label(other) === label(item));
    const suffix = alike.length === 1 ? "" : String.fromCharCode(97 + alike.indexOf(item));
    return [item.id, {
      key: item.id, authors: shortAuthors(item), allAuthors: listed(namesOf(item)), year: `${yearOf(item)}${suffix}`,
      anchor: `paper-ref-${item.id.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-")}`, html: entry(item),
    }];
  }));
}

function citedKeys(body: readonly TexNode[]): ReadonlySet<string> {
  const keys = new Set<string>();
  walk(body, (node) => {
    if (!/^(?:[Cc]ite(?:p|t|alp|alt|author|year|yearpar)?|nocite)$/.test(commandOf(node))) return;
    for (const key of plainOf(lastArgument(node)).split(",")) keys.add(key.trim());
  });
  return keys;
}

function bibliographyFiles(body: readonly TexNode[]): readonly string[] {
  const files: string[] = [];
  walk(body, (node) => {
    if (commandOf(node) === "bibliography") files.push(...plainOf(lastArgument(node)).split(",").map((name) => `${name.trim().replace(/\.bib$/, "")}.bib`));
  });
  return files;
}

function parseBibliography(file: string, sources: Sources): readonly CslItem[] {
  const text = sources.texts.get(file);
  if (text === undefined) throw new UserError(`${sources.folder}/${file}: not found`, "write the bibliography, or remove \\bibliography");
  try {
    return new Cite(text.replaceAll(/\\((?:La|Bib|pdf)?TeX)\b(?:\{\})?/g, "$1")).data as readonly CslItem[];
  } catch (error) {
    throw new UserError(`${sources.folder}/${file}: cannot be read (${error instanceof Error ? error.message.slice(0, 200) : String(error)})`, "mend that entry; BibTeX's own syntax is expected");
  }
}

const namesOf = (item: CslItem): readonly string[] => (item.author ?? item.editor ?? []).map(nameOf);

const nameOf = (name: CslName): string => [name["non-dropping-particle"], name.family ?? name.literal ?? name.given].filter((part) => part !== undefined).join(" ");

function shortAuthors(item: CslItem): string {
  const names = namesOf(item);
  return names.length > 2 ? `${names[0]} et al.` : names.length === 0 ? item.title ?? item.id : names.join(" and ");
}

function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}

const yearOf = (item: CslItem): string => String(item.issued?.["date-parts"]?.[0]?.[0] ?? "n.d.");

const sortKey = (item: CslItem): string => [...namesOf(item), yearOf(item), item.title ?? ""].join(" ").normalize("NFD").replaceAll(/[^\p{L}\p{N} ]/gu, "").toLowerCase();

function entry(item: CslItem): string {
  return String(new Cite([item]).format("bibliography", {format: "html", template: "apa", lang: "en-US"}));
}
