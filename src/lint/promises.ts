import type {Variable} from "@typescript-eslint/scope-manager";
import {shown, type Code} from "./code.ts";
import type {Found} from "./finding.ts";
import {bare, isFunction, isNode, propertyName, type SyntaxNode} from "./syntax.ts";

/** Functions of the context, of Node and of the language that begin work and return before it is done. */
const beginning = /^(parameter\.(\w+\.)?(fit|measure)|fetch|Promise\.\w+|import\(\)|node:fs\/promises\.\w+|tf\.(nextFrame|ready))$/;

/** Methods that return a promise, whatever they belong to; `fit` and `data` are TensorFlow.js's. */
const promising = new Set(["then", "finally", "fitDataset", "evaluateDataset", "trainOnBatch"]);

/** Calls of asynchronous work whose end nobody waits for. `isAsync` tells of functions that other files of the project export. */
export function forgottenWork(code: Code, isAsync: (module: string, name: string) => boolean): readonly Found[] {
  return code.nodes.flatMap((node) => {
    const call = node.type === "ExpressionStatement" ? callOf(node["expression"]) : undefined;
    if (call === undefined || !begins(code, call, isAsync)) return [];
    return [{rule: "promises-are-awaited", at: call.start, what: shown(code, call), mend: mendOf(call)}];
  });
}

const mendOf = (call: SyntaxNode): string =>
  (givenAsync(call) === undefined ? "await it" : "write a loop: for (const each of list) await …, or await Promise.all(list.map(async …))");

/** A call that stands alone, `void` before it or not; awaiting it is what `bare` would take away. */
function callOf(expression: unknown): SyntaxNode | undefined {
  if (!isNode(expression)) return undefined;
  if (expression.type === "AwaitExpression") return undefined;
  if (expression.type === "UnaryExpression" && expression["operator"] === "void") return callOf(expression["argument"]);
  if (expression.type === "ParenthesizedExpression" || expression.type === "ChainExpression") return callOf(expression["expression"]);
  return expression.type === "CallExpression" || expression.type === "ImportExpression" ? expression : undefined;
}

function begins(code: Code, call: SyntaxNode, isAsync: (module: string, name: string) => boolean): boolean {
  if (call.type === "ImportExpression" || givenAsync(call) !== undefined) return true;
  const callee = bare(call["callee"]);
  if (callee === undefined) return false;
  if (isFunction(callee)) return callee["async"] === true;
  if (callee.type === "MemberExpression" && promising.has(propertyName(callee) ?? "")) return true;
  const path = code.names.path(callee);
  return (path !== undefined && (beginning.test(path) || exported(path, isAsync))) || isAsyncHere(code, callee);
}

/** `list.forEach(async …)`, whose promises are dropped one by one. */
function givenAsync(call: SyntaxNode): SyntaxNode | undefined {
  const callee = bare(call["callee"]);
  const name = callee?.type === "MemberExpression" ? propertyName(callee) : undefined;
  if (name !== "forEach" && name !== "map") return undefined;
  return (call["arguments"] as readonly SyntaxNode[]).find((each) => isFunction(each) && each["async"] === true);
}

function exported(path: string, isAsync: (module: string, name: string) => boolean): boolean {
  const [, module, name] = /^(\.{1,2}\/.*\.[cm]?[jt]s)\.(\w+)$/.exec(path) ?? [];
  return module !== undefined && name !== undefined && isAsync(module, name);
}

function isAsyncHere(code: Code, callee: SyntaxNode): boolean {
  const variable = callee.type === "Identifier" ? code.names.variable(callee) : undefined;
  return variable !== undefined && namesAsync(variable);
}

/** A parameter is defined by the function that takes it, which says nothing of what it is. */
const namesAsync = (variable: Variable): boolean =>
  variable.defs.some((definition) => /^(FunctionName|Variable)$/.test(String(definition.type)) && definesAsync(definition.node as unknown as SyntaxNode));

/** Whether a declaration makes an asynchronous function. */
function definesAsync(node: SyntaxNode): boolean {
  if (isFunction(node)) return node["async"] === true && node["generator"] !== true;
  const made = node.type === "VariableDeclarator" ? bare(node["init"]) : undefined;
  return made !== undefined && isFunction(made) && made["async"] === true;
}

/** Names of the asynchronous functions that a module declares at its top. */
export const asyncNames = (code: Code): ReadonlySet<string> =>
  new Set(code.names.ofModule.filter(namesAsync).map((variable) => variable.name));
