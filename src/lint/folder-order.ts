import {around, shown, type Code} from "./code.ts";
import type {Found} from "./finding.ts";
import {identifier, propertyName, type SyntaxNode} from "./syntax.ts";

const listing = /^node:fs(?:\/promises)?\.(?:promises\.)?(readdir|readdirSync|glob|globSync|opendir|opendirSync)\(\)$/;

/** A folder's names, used in the order in which the file system happens to give them. */
export const unsortedFolders = (code: Code): readonly Found[] => code.nodes.flatMap((node) => {
  const path = node.type === "CallExpression" ? code.names.path(node) : undefined;
  if (path === undefined || !listing.test(path) || isSorted(code, node)) return [];
  return [{rule: "order-is-stated", at: node.start, what: shown(code, node), mend: "sort the names: (await readdir(folder)).sort()"}];
});

const sorting = /^(sort|toSorted)$/;

/** Sorted in the same chain of calls, or later by the name that it is given. */
function isSorted(code: Code, node: SyntaxNode): boolean {
  const outer = around(code, node);
  if (outer.some(isSorting)) return true;
  const name = identifier(outer.find((each) => each.type === "VariableDeclarator")?.["id"]);
  return name !== undefined && code.nodes.some((each) => isSorting(each) && identifier(each["object"]) === name);
}

const isSorting = (node: SyntaxNode): boolean => node.type === "MemberExpression" && sorting.test(propertyName(node) ?? "");
