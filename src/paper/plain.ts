import {accented, isAccent, ligated, symbolOf} from "./symbols.ts";
import {argumentsOf, childrenOf, commandOf, lastArgument, type TexNode} from "./syntax.ts";

/** The characters of a name, such as a label or an address, as they were typed. */
export function plainOf(nodes: readonly TexNode[]): string {
  return nodes.map(typed).join("").trim();
}

function typed(node: TexNode): string {
  if (node.type === "string") return String(node.content);
  if (node.type === "whitespace" || node.type === "parbreak") return " ";
  if (node.type === "group") return `{${childrenOf(node).map(typed).join("")}}`;
  if (node.type !== "macro") return "";
  const name = String(node.content);
  if (node.escapeToken === "") return `${name}${(node.args ?? []).map((argument) => childrenOf(argument).map(typed).join("")).join("")}`;
  return symbolOf(name) ?? `\\${name}`;
}

/** What a reader would hear: the text without its markup; `values` gives the text of `\result{id}`. */
export function readable(nodes: readonly TexNode[], values: (id: string) => string): string {
  return ligated(nodes.map((node) => heard(node, values)).join("")).replaceAll(/\s+/g, " ").trim();
}

function heard(node: TexNode, values: (id: string) => string): string {
  if (node.type === "string") return String(node.content);
  if (node.type === "whitespace" || node.type === "parbreak") return " ";
  if (node.type === "verb") return String(node.content);
  if (node.type === "macro") return heardCommand(node, values);
  return childrenOf(node).map((child) => heard(child, values)).join("");
}

function heardCommand(node: TexNode, values: (id: string) => string): string {
  const name = commandOf(node);
  const inner = (): string => lastArgument(node).map((child) => heard(child, values)).join("");
  if (name === "result") return values(plainOf(argumentsOf(node)[0] ?? []));
  if (name === "label" || name === "footnote" || name === "thanks" || /^[Cc]ite/.test(name)) return "";
  if (name === "\\") return " ";
  if (isAccent(name)) return accented(name, inner());
  return symbolOf(name) ?? inner();
}
