import {UserError} from "../errors.ts";
import {type Definition, type Definitions, raw, signaturesOf} from "./definitions.ts";
import {type Place, placeText} from "./place.ts";
import {argumentsOf, childrenOf, commandOf, environmentOf, latexParser, type TexNode} from "./syntax.ts";

const deepest = 30;
const most = 5_000;
const longest = 50_000;

/**
 * Replaces the author's own commands in running text by what they stand for, as TeX would.
 * Formulas keep theirs for KaTeX, unless they have optional arguments or hold values, which KaTeX knows nothing of.
 */
export function expandDefinitions(nodes: readonly TexNode[], definitions: Definitions, placeOf: (node: TexNode) => Place): readonly TexNode[] {
  const parse = latexParser(signaturesOf(definitions));
  let count = 0;
  const replace = (node: TexNode, text: string, depth: number): readonly TexNode[] => {
    count += 1;
    const where = placeText(placeOf(node));
    if (depth >= deepest || count > most || text.length > longest) throw new UserError(`${where}: ${raw([node]).slice(0, 40)} never ends expanding`, "look for a command that is defined by itself");
    return parse(text, where).map((made) => movedTo(made, node)).flatMap((made) => expand(made, depth + 1, false));
  };
  const expand = (node: TexNode, depth: number, formula: boolean): readonly TexNode[] => {
    const inFormula = formula || node.type === "inlinemath" || node.type === "displaymath" || node.type === "mathenv";
    if (defines.has(commandOf(node))) return [];
    const command = definitions.commands.get(commandOf(node));
    if (command !== undefined && !(inFormula && leftToKatex(command, definitions))) return replace(node, filled(command.body, node, command), depth);
    const environment = definitions.environments.get(environmentOf(node));
    if (environment !== undefined) return replace(node, `${filled(environment.body, node, environment)} ${raw(childrenOf(node))} ${filled(environment.end, node, environment)}`, depth);
    return [rebuilt(node, (child) => expand(child, depth, inFormula))];
  };
  return nodes.flatMap((node) => expand(node, 0, false));
}

const defines = new Set(["newcommand", "renewcommand", "providecommand", "DeclareRobustCommand", "NewDocumentCommand", "RenewDocumentCommand", "newenvironment", "renewenvironment", "DeclareMathOperator"]);

/** True where KaTeX can expand a command itself. */
function leftToKatex(definition: Definition, definitions: Definitions, seen = new Set<Definition>()): boolean {
  if (definition.optional !== undefined || /\\result\b/.test(definition.body)) return false;
  seen.add(definition);
  return [...definition.body.matchAll(/\\([A-Za-z]+)/g)].every(([, name = ""]) => {
    const inner = definitions.commands.get(name);
    return inner === undefined || seen.has(inner) || leftToKatex(inner, definitions, seen);
  });
}

/** The body with `#1` … `#9` replaced by what the command was given. */
function filled(body: string, node: TexNode, definition: Definition): string {
  const given = argumentsOf(node);
  return body.replaceAll(/#([1-9])/g, (_, digit: string) => {
    const at = Number(digit) - 1;
    const argument = given[at];
    return argument === undefined ? (at === 0 ? definition.optional ?? "" : "") : raw(argument);
  });
}

function rebuilt(node: TexNode, expand: (child: TexNode) => readonly TexNode[]): TexNode {
  const args = node.args?.map((argument) => ({...argument, content: childrenOf(argument).flatMap(expand)}));
  const content = Array.isArray(node.content) ? childrenOf(node).flatMap(expand) : node.content;
  return {...node, ...(args === undefined ? {} : {args}), ...(content === undefined ? {} : {content})};
}

/** What a command expands to stands where the command stood. */
function movedTo(node: TexNode, where: TexNode): TexNode {
  const {position: _, ...rest} = rebuilt(node, (child) => [movedTo(child, where)]);
  return {...rest, ...(where.position === undefined ? {} : {position: where.position})};
}
