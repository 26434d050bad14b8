import {printRaw} from "@unified-latex/unified-latex-util-print-raw";
import {plainOf} from "./plain.ts";
import {argumentsOf, childrenOf, commandOf, type Syntax, type TexNode, walk} from "./syntax.ts";

/** A command of the author: `\newcommand{\loss}[1]{…}`. */
export interface Definition {
  readonly count: number;
  /** The first argument's default, where it is optional. */
  readonly optional?: string;
  readonly body: string;
}

export interface EnvironmentDefinition extends Definition {
  readonly end: string;
}

/** `\newtheorem{lemma}[theorem]{Lemma}`: counts with `theorem`. */
export interface TheoremDefinition {
  readonly title: string;
  readonly sharedWith?: string;
  readonly within?: string;
  readonly starred: boolean;
}

/** What a paper defines for itself, read with a parser from its own sources and style files. */
export interface Definitions {
  readonly commands: ReadonlyMap<string, Definition>;
  readonly environments: ReadonlyMap<string, EnvironmentDefinition>;
  readonly theorems: ReadonlyMap<string, TheoremDefinition>;
  /** `\numberwithin{equation}{section}` */
  readonly within: ReadonlyMap<string, string>;
  /** Operators and commands for formulas, in KaTeX's form. */
  readonly formulas: Readonly<Record<string, string>>;
}

/** Commands of generated/reprise.sty mean on the site what they mean there. */
export const ours: ReadonlySet<string> = new Set(["result", "resulttable", "resultfigure", "resultgraphic", "resultcaption", "claim", "claimlist", "fixed"]);

const largestBody = 20_000;

/** Collects definitions; later ones replace earlier ones, except those of `\providecommand`. */
export function collectDefinitions(nodes: readonly TexNode[]): Definitions {
  const commands = new Map<string, Definition>();
  const environments = new Map<string, EnvironmentDefinition>();
  const theorems = new Map<string, TheoremDefinition>();
  const within = new Map<string, string>();
  const operators: Record<string, string> = {};
  walk(nodes, (node) => {
    const [star, first, second, third, fourth, fifth] = argumentsOf(node);
    const command = commandOf(node);
    if (/^(?:re)?newcommand$|^providecommand$|^DeclareRobustCommand$/.test(command)) {
      const name = nameOf(first);
      if (name === "" || ours.has(name) || (command === "providecommand" && commands.has(name))) return;
      commands.set(name, definition(second, third, fourth));
    } else if (/^(?:New|Renew)DocumentCommand$/.test(command)) {
      documentCommand(node, commands);
    } else if (/^(?:re)?newenvironment$/.test(command)) {
      environments.set(plainOf(first ?? []), {...definition(second, third, fourth), end: raw(fifth)});
    } else if (command === "newtheorem") {
      theorems.set(plainOf(first ?? []), theorem(star !== undefined, second, third, fourth));
    } else if (command === "numberwithin") {
      within.set(plainOf(argumentsOf(node)[0] ?? []), plainOf(argumentsOf(node)[1] ?? []));
    } else if (command === "DeclareMathOperator") {
      operators[`\\${nameOf(first)}`] = `\\operatorname${star === undefined ? "" : "*"}{${raw(second)}}`;
    }
  });
  return {commands, environments, theorems, within, formulas: {...operators, ...forFormulas(commands)}};
}

/** Definitions of a style file and of the paper; the paper's own win. */
export const joinDefinitions = (style: Definitions, paper: Definitions): Definitions => ({
  commands: new Map([...style.commands, ...paper.commands]),
  environments: new Map([...style.environments, ...paper.environments]),
  theorems: new Map([...style.theorems, ...paper.theorems]),
  within: new Map([...style.within, ...paper.within]),
  formulas: {...forFormulas(style.commands), ...style.formulas, ...paper.formulas},
});

function definition(count: readonly TexNode[] | undefined, optional: readonly TexNode[] | undefined, body: readonly TexNode[] | undefined): Definition {
  return {count: Number(plainOf(count ?? [])) || 0, ...(optional === undefined ? {} : {optional: raw(optional)}), body: raw(body).slice(0, largestBody)};
}

/** `\NewDocumentCommand{\x}{m m}{…}` with mandatory arguments, or a leading `O{default}`. */
function documentCommand(node: TexNode, commands: Map<string, Definition>): void {
  const [name, specification, body] = argumentsOf(node);
  const found = /^(?:O\s*\{([^}]*)\}|(o))?((?:\s*m)*)\s*$/.exec(raw(specification).trim());
  if (found === null) return;
  const mandatory = (found[3] ?? "").replaceAll(/\s/g, "").length;
  const optional = found[1] ?? (found[2] === undefined ? undefined : "");
  commands.set(nameOf(name), {count: mandatory + (optional === undefined ? 0 : 1), ...(optional === undefined ? {} : {optional}), body: raw(body)});
}

function theorem(starred: boolean, shared: readonly TexNode[] | undefined, title: readonly TexNode[] | undefined, within: readonly TexNode[] | undefined): TheoremDefinition {
  return {
    starred, title: plainOf(title ?? []),
    ...(shared === undefined ? {} : {sharedWith: plainOf(shared)}),
    ...(within === undefined ? {} : {within: plainOf(within)}),
  };
}

function forFormulas(commands: ReadonlyMap<string, Definition>): Record<string, string> {
  return Object.fromEntries([...commands].filter(([, {optional}]) => optional === undefined).map(([name, {body}]) => [`\\${name}`, body]));
}

const nameOf = (nodes: readonly TexNode[] | undefined): string => commandOf((nodes ?? []).find((node) => node.type === "macro") ?? {type: "none"});

/** The nodes as they would be written. */
export const raw = (nodes: readonly TexNode[] | undefined): string => printRaw((nodes ?? []) as never);

/** How many arguments the author's commands take, for the parser. */
export function signaturesOf(definitions: Definitions): Syntax {
  const signature = ({count, optional}: Definition): {signature: string} =>
    ({signature: Array.from({length: count}, (_, at) => (at === 0 && optional !== undefined ? "o" : "m")).join(" ")});
  return {
    macros: Object.fromEntries([...definitions.commands].map(([name, found]) => [name, signature(found)])),
    environments: {
      ...Object.fromEntries([...definitions.environments].map(([name, found]) => [name, signature(found)])),
      ...Object.fromEntries([...definitions.theorems.keys()].map((name) => [name, {signature: "o"}])),
    },
  };
}

/** The nodes inside `\begin{document}`; undefined where there is none. */
export function bodyOf(nodes: readonly TexNode[]): readonly TexNode[] | undefined {
  const body = nodes.find((node) => node.type === "environment" && node.env === "document");
  return body === undefined ? undefined : childrenOf(body);
}
