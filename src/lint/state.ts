import type {Variable} from "@typescript-eslint/scope-manager";
import {around, type Code} from "./code.ts";
import type {Found} from "./finding.ts";
import {bare, isFunction, propertyName, type SyntaxNode} from "./syntax.ts";

/** Methods that change what they are called on. */
const changing = new Set(["push", "pop", "shift", "unshift", "splice", "sort", "reverse", "fill", "copyWithin", "set", "add", "delete", "clear"]);

const mend = "make it a local variable of the function, or hand it in and back";

/** Variables of a module that a function changes, so that a later call finds what an earlier one left. */
export function keptState(code: Code): readonly Found[] {
  return [...code.names.ofModule.flatMap((variable) => changeOf(code, variable)), ...code.nodes.flatMap((node) => globalChange(code, node))];
}

function changeOf(code: Code, variable: Variable): readonly Found[] {
  const [definition] = variable.defs;
  if (definition === undefined || String(definition.type) !== "Variable") return [];
  const change = variable.references.find((reference) => {
    const node = reference.identifier as unknown as SyntaxNode;
    return inFunction(code, node) && (reference.isWrite() || (isFresh(definition.node as unknown as SyntaxNode) && isChanged(code, node)));
  });
  if (change === undefined) return [];
  return [{rule: "modules-keep-no-state", at: (change.identifier as unknown as SyntaxNode).start, what: `${variable.name} of the module is changed inside a function`, mend}];
}

const inFunction = (code: Code, node: SyntaxNode): boolean => around(code, node).some(isFunction);

/** Made by the module itself: a literal, or `new`. */
const isFresh = (declarator: SyntaxNode): boolean => /^(ArrayExpression|ObjectExpression|NewExpression)$/.test(bare(declarator["init"])?.type ?? "");

/** `kept.push(x)`, `kept.count = x`, `kept[i] += 1`, `delete kept.x`. */
function isChanged(code: Code, node: SyntaxNode): boolean {
  const [member, outer] = around(code, node);
  if (member?.type !== "MemberExpression" || bare(member["object"]) !== node || outer === undefined) return false;
  if (outer.type === "CallExpression") return outer["callee"] === member && changing.has(propertyName(member) ?? "");
  return isTarget(outer, member);
}

const isTarget = (outer: SyntaxNode, member: SyntaxNode): boolean =>
  (outer.type === "AssignmentExpression" && outer["left"] === member) || outer.type === "UpdateExpression" || (outer.type === "UnaryExpression" && outer["operator"] === "delete");

const globalObjects = /^(globalThis|window|self|global)$/;

/** `globalThis.count = 1`, which every module sees. */
function globalChange(code: Code, node: SyntaxNode): readonly Found[] {
  const object = node.type === "MemberExpression" ? bare(node["object"]) : undefined;
  const [outer] = around(code, node);
  if (object?.type !== "Identifier" || !globalObjects.test(object["name"] as string) || !code.names.isGlobal(object) || outer === undefined || !isTarget(outer, node)) return [];
  return [{rule: "modules-keep-no-state", at: node.start, what: `${object["name"] as string}.${propertyName(node) ?? "…"} is changed`, mend}];
}
