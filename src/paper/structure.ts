import type {Rendered} from "../records/report.ts";
import {articleCounters, itemLabel, letter} from "./counters.ts";
import type {Definitions} from "./definitions.ts";
import {plainOf, readable} from "./plain.ts";
import {argumentsOf, childrenOf, commandOf, environmentOf, lastArgument, type TexNode} from "./syntax.ts";

/** Something with a number that a label can name. */
export interface Target {
  /** As cleveref calls it: section, appendix, equation, figure, table, algorithm, enumi, footnote, a theorem's name. */
  readonly kind: string;
  readonly number: string;
  /** The id of its element in the HTML. */
  readonly anchor: string;
  readonly title: string;
}

/** One row of a displayed formula. */
export interface FormulaRow {
  readonly number: string;
  readonly labels: readonly string[];
}

export interface Heading extends Target {
  readonly level: number;
}

/** A value, table, figure or claim where the paper uses it. */
export interface Use {
  readonly kind: "value" | "table" | "figure" | "claim";
  readonly id: string;
  readonly where: string;
  readonly anchor: string;
  readonly node: TexNode;
}

/** The numbers and names of a paper's parts, found by reading it once from start to end. */
export interface Structure {
  readonly targets: ReadonlyMap<TexNode, Target>;
  readonly rows: ReadonlyMap<TexNode, readonly FormulaRow[]>;
  readonly labels: ReadonlyMap<string, Target>;
  readonly headings: readonly Heading[];
  readonly uses: readonly Use[];
  readonly useOf: ReadonlyMap<TexNode, Use>;
}

const levels: Readonly<Record<string, number>> = {section: 1, subsection: 2, subsubsection: 3, paragraph: 4, subparagraph: 5};
const floats: Readonly<Record<string, string>> = {figure: "figure", "figure*": "figure", table: "table", "table*": "table", algorithm: "algorithm", subfigure: "subfigure", subtable: "subtable"};
const oneNumber = new Set(["equation", "multline"]);
const manyNumbers = new Set(["align", "gather", "alignat", "flalign", "eqnarray"]);

/** What a label in this part of the text would name. */
interface Scope {
  target: Target | undefined;
  readonly float?: string;
  readonly floatNode?: TexNode;
  readonly where: string | undefined;
}

/** The id that a label or title gets in the HTML; the prefix keeps it apart from the page's own ids. */
export const anchorOf = (name: string): string => `paper-${name.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-").replaceAll(/^-|-$/g, "")}`;

/** `printed` are the numbers that LaTeX gave to labels, where it ran; they overrule our own counting. */
export function readStructure(body: readonly TexNode[], definitions: Definitions, printed: ReadonlyMap<string, string>, values: (id: string) => string): Structure {
  const counters = articleCounters(new Map([...definitions.within, ...theoremsWithin(definitions)]));
  const targets = new Map<TexNode, Target>();
  const rows = new Map<TexNode, readonly FormulaRow[]>();
  const labels = new Map<string, Target>();
  const headings: Heading[] = [];
  const uses: Use[] = [];
  const anchors = new Set<string>();
  let section = "the beginning";
  let lists = 0;
  let subcount = 0;

  const unused = (wanted: string): string => {
    let anchor = wanted;
    for (let again = 2; anchors.has(anchor); again += 1) anchor = `${wanted}-${again}`;
    anchors.add(anchor);
    return anchor;
  };
  const target = (kind: string, number: string, wanted: string, title = ""): Target => ({kind, number, title, anchor: unused(anchorOf(wanted))});
  const use = (kind: Use["kind"], node: TexNode, scope: Scope): void => {
    const id = plainOf(kind === "value" || kind === "claim" ? argumentsOf(node)[0] ?? [] : lastArgument(node));
    uses.push({kind, id, node, where: scope.where ?? section, anchor: unused(`paper-use-${uses.length + 1}`)});
  };
  /** A label takes the number LaTeX printed, and gives it to what it names. */
  const label = (name: string, scope: Scope): void => {
    if (scope.target === undefined) return;
    const number = printed.get(name) ?? scope.target.number;
    const named = {...scope.target, number};
    for (const [node, known] of targets) if (known === scope.target) targets.set(node, named);
    const heading = headings.findIndex((known) => known.anchor === named.anchor);
    if (heading !== -1) headings[heading] = {...(headings[heading] as Heading), number};
    scope.target = named;
    labels.set(name, named);
  };

  const read = (nodes: readonly TexNode[], scope: Scope): void => {
    for (const node of nodes) readNode(node, scope);
  };
  const inside = (node: TexNode, scope: Scope): void => {
    for (const argument of node.args ?? []) read(childrenOf(argument), scope);
    read(childrenOf(node), scope);
  };
  const readNode = (node: TexNode, scope: Scope): void => {
    if (node.type === "macro") return readCommand(node, scope);
    if (node.type === "mathenv") return readFormula(node, scope);
    if (node.type === "environment") return readEnvironment(node, scope);
    if (node.type === "group") return inside(node, {...scope});
    inside(node, scope);
  };

  const readCommand = (node: TexNode, scope: Scope): void => {
    const command = commandOf(node);
    if (command in levels) return readHeading(node, command, scope);
    if (command === "title" || command === "author") return inside(node, {...scope, where: command});
    if (command === "appendix") return counters.startAppendix();
    if (command === "label") return label(plainOf(lastArgument(node)), scope);
    if (command === "caption") return readCaption(node, scope);
    if (command === "footnote") return readFootnote(node, scope);
    if (command === "result") use("value", node, scope);
    if (command === "claim") use("claim", node, scope);
    if (command === "resulttable" || command === "resultfigure") return readResult(node, command === "resulttable" ? "table" : "figure", scope);
    if (command === "resultgraphic" || command === "resultcaption") use("figure", node, scope);
    inside(node, scope);
  };
  const readHeading = (node: TexNode, command: string, scope: Scope): void => {
    const [star] = argumentsOf(node);
    const level = levels[command] ?? 1;
    const title = readable(lastArgument(node), values);
    const numbered = star === undefined && level <= 3;
    const number = numbered ? counters.step(command) : "";
    const made = target(counters.inAppendix() ? "appendix" : "section", number, `sec-${title}`, title);
    targets.set(node, made);
    if (level <= 3) headings.push({...made, level});
    if (numbered) scope.target = made;
    if (level <= 3) section = numbered ? `${counters.inAppendix() ? "Appendix" : "Section"} ${number}` : title;
    read(lastArgument(node), {...scope, where: undefined});
  };
  const readCaption = (node: TexNode, scope: Scope): void => {
    const kind = scope.float ?? "figure";
    const number = kind.startsWith("sub") ? subnumber(kind) : counters.step(kind);
    const made = target(kind.replace(/^sub/, ""), number, `${kind}-${number}`, readable(lastArgument(node), values));
    targets.set(node, made);
    scope.target = made;
    read(lastArgument(node), {...scope, where: `${capital(made.kind)} ${number}`});
  };
  /** A subfigure's number is that of the figure to come, and a letter. */
  const subnumber = (kind: string): string => {
    subcount += 1;
    return `${Number(counters.print(kind.replace("sub", ""))) + 1}${letter(subcount, "a")}`;
  };
  const readFootnote = (node: TexNode, scope: Scope): void => {
    const made = target("footnote", counters.step("footnote"), `fn-${counters.print("footnote")}`);
    targets.set(node, made);
    read(lastArgument(node), {...scope, target: made});
  };
  const readResult = (node: TexNode, kind: "table" | "figure", scope: Scope): void => {
    const id = plainOf(lastArgument(node));
    const name = `${kind === "table" ? "tab" : "fig"}:${id.replace("/", "-")}`;
    const made = target(kind, counters.step(kind), name);
    targets.set(node, made);
    label(name, {...scope, target: made});
    const number = targets.get(node)?.number ?? made.number;
    uses.push({kind, id, node, where: `${capital(kind)} ${number}`, anchor: made.anchor});
  };

  const readEnvironment = (node: TexNode, scope: Scope): void => {
    const name = environmentOf(node);
    const theorem = definitions.theorems.get(name);
    const float = floats[name];
    if (theorem !== undefined) return readTheorem(node, name, scope);
    if (name === "abstract") return inside(node, {...scope, where: "abstract"});
    if (name === "enumerate" || name === "itemize" || name === "description") return readList(node, name, scope);
    if (float === undefined) return inside(node, {...scope});
    if (!float.startsWith("sub")) subcount = 0;
    const own: Scope = {target: scope.target, float, floatNode: node, where: capital(float.replace("sub", ""))};
    const first = uses.length;
    inside(node, own);
    if (own.target === undefined || own.target === scope.target) return;
    targets.set(node, own.target);
    const numbered = `${capital(own.target.kind)} ${own.target.number}`;
    for (const [at, found] of uses.entries()) if (at >= first && found.where === own.where) uses[at] = {...found, where: numbered};
  };
  const readTheorem = (node: TexNode, name: string, scope: Scope): void => {
    const theorem = definitions.theorems.get(name);
    const number = theorem?.starred === true ? "" : counters.step(theorem?.sharedWith ?? name);
    const own: Scope = {...scope, target: target(name, number, `${name}-${number}`)};
    if (own.target !== undefined) targets.set(node, own.target);
    inside(node, own);
  };
  const readList = (node: TexNode, name: string, scope: Scope): void => {
    if (name === "enumerate") lists += 1;
    const depth = lists;
    let count = 0;
    for (const item of childrenOf(node)) {
      const own: Scope = {...scope};
      if (commandOf(item) === "item" && name === "enumerate" && argumentsOf(item)[1] === undefined) {
        count += 1;
        own.target = target("enumi", itemLabel(count, depth), `item-${itemLabel(count, depth)}`);
        targets.set(item, own.target);
      }
      inside(item, own);
    }
    if (name === "enumerate") lists -= 1;
  };

  const readFormula = (node: TexNode, scope: Scope): void => {
    const name = environmentOf(node);
    const made = (manyNumbers.has(name) ? splitRows(childrenOf(node)) : [childrenOf(node)]).map((row) => readRow(row, oneNumber.has(name) || manyNumbers.has(name)));
    rows.set(node, made);
    inside(node, {...scope, target: undefined});
    const first = made.find((row) => row.labels.length > 0)?.labels[0];
    const anchor = first === undefined ? undefined : labels.get(first);
    if (anchor !== undefined) targets.set(node, anchor);
  };
  const readRow = (row: readonly TexNode[], numbered: boolean): FormulaRow => {
    const tag = row.find((node) => commandOf(node) === "tag");
    const silent = row.some((node) => commandOf(node) === "nonumber" || commandOf(node) === "notag");
    const names = row.filter((node) => commandOf(node) === "label").map((node) => plainOf(lastArgument(node)));
    const own = tag !== undefined ? readable(lastArgument(tag), values) : numbered && !silent ? counters.step("equation") : "";
    const number = names.map((name) => printed.get(name)).find((found) => found !== undefined) ?? own;
    for (const name of names) labels.set(name, target("equation", number, name));
    return {number, labels: names};
  };

  read(body, {target: undefined, where: undefined});
  return {targets, rows, labels, headings, uses, useOf: new Map(uses.map((found) => [found.node, found]))};
}

/** The rows of an aligned formula, without the `\\` between them. */
export function splitRows(nodes: readonly TexNode[]): readonly (readonly TexNode[])[] {
  const rows: TexNode[][] = [[]];
  for (const node of nodes) {
    if (commandOf(node) === "\\") rows.push([]);
    else rows.at(-1)?.push(node);
  }
  return rows;
}

function theoremsWithin(definitions: Definitions): readonly (readonly [string, string])[] {
  return [...definitions.theorems].flatMap(([name, {within}]) => (within === undefined ? [] : [[name, within] as const]));
}

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** The text of a value, wherever plain text is wanted. */
export const plainText = (text: Rendered | undefined): string => text?.plain ?? "";
