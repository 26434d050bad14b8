import type {ElementContent} from "hast";
import {h} from "hastscript";
import {byCodeUnit} from "../../results/names.ts";
import {didYouMean} from "../nearest.ts";
import {plainOf, readable} from "../plain.ts";
import type {Target} from "../structure.ts";
import {argumentsOf, commandOf, lastArgument, type TexNode, walk} from "../syntax.ts";
import type {Definitions} from "../definitions.ts";
import {type Conversion, refuse} from "./conversion.ts";

/** How cleveref speaks of each kind: singular, plural; in the text, and at the start of a sentence. */
export interface ReferenceNames {
  readonly inText: ReadonlyMap<string, readonly [string, string]>;
  readonly atStart: ReadonlyMap<string, readonly [string, string]>;
}

const full: readonly (readonly [string, string, string])[] = [
  ["section", "section", "sections"], ["appendix", "appendix", "appendices"], ["equation", "equation", "equations"], ["figure", "figure", "figures"],
  ["table", "table", "tables"], ["algorithm", "algorithm", "algorithms"], ["enumi", "item", "items"], ["footnote", "footnote", "footnotes"],
];
const short: Readonly<Record<string, readonly [string, string]>> = {equation: ["eq.", "eqs."], figure: ["fig.", "figs."]};

/** Reads the options of cleveref and `\crefname` as cleveref does. */
export function readReferenceNames(nodes: readonly TexNode[], definitions: Definitions): ReferenceNames {
  const options = cleverefOptions(nodes);
  const capitals = options.some((option) => /^capitali[sz]e$/.test(option));
  const inText = new Map<string, readonly [string, string]>();
  const atStart = new Map<string, readonly [string, string]>();
  const theorems = [...definitions.theorems].map(([name, {title}]): readonly [string, string, string] => [name, title.toLowerCase(), `${title.toLowerCase()}s`]);
  for (const [kind, one, many] of [...full, ...theorems]) {
    const [shortOne, shortMany] = (options.includes("noabbrev") ? undefined : short[kind]) ?? [one, many];
    inText.set(kind, capitals ? [capital(shortOne), capital(shortMany)] : [shortOne, shortMany]);
    atStart.set(kind, [capital(one), capital(many)]);
  }
  walk(nodes, (node) => {
    const [kind, one, many] = argumentsOf(node).map((argument) => readable(argument ?? [], () => ""));
    if (kind === undefined || one === undefined || many === undefined) return;
    if (commandOf(node) === "crefname") inText.set(kind, [one, many]);
    if (commandOf(node) === "Crefname") atStart.set(kind, [one, many]);
  });
  return {inText, atStart};
}

function cleverefOptions(nodes: readonly TexNode[]): readonly string[] {
  const options: string[] = [];
  walk(nodes, (node) => {
    if (!/^(?:usepackage|RequirePackage)$/.test(commandOf(node)) || !argumentsOf(node).some((argument) => plainOf(argument ?? []) === "cleveref")) return;
    for (const argument of argumentsOf(node)) options.push(...plainOf(argument ?? []).split(",").map((option) => option.trim()));
  });
  return options;
}

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** `\ref`, `\eqref`, `\nameref`, `\autoref`, `\cref` and `\Cref` as links. */
export function reference(node: TexNode, conversion: Conversion): readonly ElementContent[] {
  const targets = plainOf(lastArgument(node)).split(",").map((label) => targetOf(label.trim(), node, conversion));
  const [only] = targets;
  if (only === undefined) return [];
  switch (commandOf(node)) {
    case "ref": return [link(only, only.number)];
    case "eqref": return [link(only, `(${only.number})`)];
    case "nameref": return [link(only, only.title)];
    case "autoref": return [link(only, `${autoName(only)}\u00a0${only.number}`)];
    case "pageref": return refuse(node, "a page has no number on the site", "write \\cref or \\ref", conversion);
    default: return clever(targets, conversion.names, commandOf(node) === "Cref");
  }
}

export function targetOf(label: string, node: TexNode, conversion: Conversion): Target {
  const found = conversion.structure.labels.get(label);
  return found ?? refuse(node, `there is no label ${label}`, didYouMean(label, conversion.structure.labels.keys(), "write \\label first"), conversion);
}

const link = (target: Target, text: string): ElementContent => h("a", {href: `#${target.anchor}`, className: ["reference"]}, text);

/** hyperref's own names: capital except for sections and items. */
function autoName({kind, number}: Target): string {
  const depth = number.split(".").length - 1;
  if (kind === "section" || (kind === "appendix" && depth > 0)) return `${"sub".repeat(depth)}section`;
  return kind === "enumi" ? "item" : capital(kind);
}

/** Groups by kind, sorts, and joins three or more in a row as "1 to 3", as cleveref does; only the first name starts a sentence. */
function clever(targets: readonly Target[], {inText, atStart}: ReferenceNames, starts: boolean): readonly ElementContent[] {
  const kinds = [...new Set(targets.map(({kind}) => kind))];
  const groups = kinds.map((kind, at) => group(kind, targets.filter((target) => target.kind === kind), starts && at === 0 ? atStart : inText));
  return joined(groups, ", ", groups.length === 2 ? " and " : ", and ");
}

function group(kind: string, targets: readonly Target[], names: ReferenceNames["inText"]): readonly ElementContent[] {
  const [one, many] = names.get(kind) ?? [kind, `${kind}s`];
  const shown = ({number}: Target): string => (kind === "equation" ? `(${number})` : number);
  const runs = inRuns([...targets].sort(byNumber));
  const parts = runs.flatMap((run) => (run.length < 3
    ? run.map((target) => [link(target, shown(target))])
    : [[link(run[0] as Target, shown(run[0] as Target)), text(" to "), link(run.at(-1) as Target, shown(run.at(-1) as Target))]]));
  return [text(`${targets.length === 1 ? one : many}\u00a0`), ...joined(parts, ", ", " and ")];
}

function inRuns(targets: readonly Target[]): readonly (readonly Target[])[] {
  const runs: Target[][] = [];
  for (const target of targets) {
    const last = runs.at(-1)?.at(-1);
    if (last !== undefined && follows(last.number, target.number)) runs.at(-1)?.push(target);
    else runs.push([target]);
  }
  return runs;
}

function follows(before: string, after: string): boolean {
  const [a, b] = [before, after].map((number) => /^(.*?)(\d+)$/.exec(number));
  return a !== null && b !== null && a?.[1] === b?.[1] && Number(b?.[2]) === Number(a?.[2]) + 1;
}

function byNumber(a: Target, b: Target): number {
  const [left, right] = [a, b].map(({number}) => number.split(".").map((part) => part.padStart(4, "0")).join("."));
  return byCodeUnit(left ?? "", right ?? "");
}

function joined(parts: readonly (readonly ElementContent[])[], comma: string, and: string): readonly ElementContent[] {
  return parts.flatMap((part, at) => (at === 0 ? part : [text(at === parts.length - 1 ? and : comma), ...part]));
}

const text = (value: string): ElementContent => ({type: "text", value});
