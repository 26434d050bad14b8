import {builtinModules} from "node:module";
import {analyze, type Variable} from "@typescript-eslint/scope-manager";
import {bare, identifier, isNode, literalText, propertyName, type SyntaxNode} from "./syntax.ts";

/** What the names of one file lead to. */
export interface Names {
  /**
   * What an expression is, through aliases, destructuring and imports: `Math.random`, `tf.layers.dense`, `node:fs.readdirSync`, `tf.data.array().shuffle`.
   * Undefined where the code computes it.
   */
  path(node: unknown): string | undefined;
  /** What a member of an expression is, by the names that lead to it. */
  member(node: unknown, names: readonly (string | undefined)[]): string | undefined;
  /** Whether an identifier is a use of a name, and that of something the host offers. */
  isGlobal(node: SyntaxNode): boolean;
  /** The variable behind an identifier; undefined for what the host offers. */
  variable(node: SyntaxNode): Variable | undefined;
  /** Every variable that the module itself declares. */
  readonly ofModule: readonly Variable[];
}

const globalObjects = new Set(["globalThis", "window", "self", "global"]);

/** Resolves the names of a parsed module. */
export function namesOf(program: SyntaxNode): Names {
  const scopes = analyze(program as never, {sourceType: "module", lib: []});
  const variables = new Map<unknown, Variable>();
  const globals = new Set<unknown>();
  for (const {identifier: name, resolved} of scopes.scopes.flatMap((scope) => scope.references)) {
    if (resolved === null) globals.add(name);
    else variables.set(name, resolved);
  }
  const resolver = new Resolver(variables);
  return {
    path: (node) => resolver.path(node),
    member: (node, names) => along(resolver.path(node), names),
    isGlobal: (node) => globals.has(node),
    variable: (node) => variables.get(node),
    ofModule: scopes.scopes.filter((scope) => scope.type === "module").flatMap((scope) => scope.variables),
  };
}

/** Follows one file's names; remembers what it is following, since code may define a name by itself. */
class Resolver {
  readonly #variables: ReadonlyMap<unknown, Variable>;
  readonly #following = new Set<Variable>();

  constructor(variables: ReadonlyMap<unknown, Variable>) {
    this.#variables = variables;
  }

  path(given: unknown): string | undefined {
    const node = bare(given);
    switch (node?.type) {
      case "Identifier": return this.#identifier(node);
      case "MemberExpression": return member(this.path(node["object"]), propertyName(node));
      case "CallExpression": return this.#call(node);
      case "NewExpression": return called(this.path(node["callee"]));
      case "ImportExpression": return moduleName(literalText(node["source"]));
      case "LogicalExpression": return this.path(node["left"]);
      default: return undefined;
    }
  }

  #identifier(node: SyntaxNode): string | undefined {
    const variable = this.#variables.get(node);
    if (variable === undefined) return globalObjects.has(node["name"] as string) ? "" : node["name"] as string;
    if (this.#following.has(variable)) return undefined;
    this.#following.add(variable);
    const found = this.#variable(variable);
    this.#following.delete(variable);
    return found;
  }

  #variable(variable: Variable): string | undefined {
    const [definition, other] = variable.defs;
    if (definition === undefined || other !== undefined || variable.references.some((reference) => reference.isWrite() && reference.init !== true)) return undefined;
    const node = definition.node as unknown as SyntaxNode;
    const name = definition.name as unknown as SyntaxNode;
    switch (String(definition.type)) {
      case "ImportBinding": return imported(node, definition.parent as unknown as SyntaxNode);
      case "Parameter": return parameterPath(node, name);
      case "Variable": return isNode(node["init"]) ? along(this.path(node["init"]), keysTo(node["id"], name)) : undefined;
      default: return undefined;
    }
  }

  #call(node: SyntaxNode): string | undefined {
    const callee = this.path(node["callee"]);
    if (callee === "require" || callee === "process.getBuiltinModule") return moduleName(literalText((node["arguments"] as readonly unknown[])[0]));
    return called(callee);
  }
}

const called = (path: string | undefined): string | undefined => (path === undefined ? undefined : `${path}()`);

/** A member of what a path leads to. `tf` of any parameter is the context's TensorFlow.js. */
function member(object: string | undefined, name: string | undefined): string | undefined {
  if (object === undefined || name === undefined) return undefined;
  if (name === "tf" && object.startsWith("parameter")) return "tf";
  return object === "" ? globalObjects.has(name) ? "" : name : name === "default" && /^[^.]*$/.test(object) ? object : `${object}.${name}`;
}

const along = (path: string | undefined, keys: readonly (string | undefined)[] | undefined): string | undefined =>
  (keys === undefined ? undefined : keys.reduce<string | undefined>(member, path));

/** Node's own modules by their full name. */
const moduleName = (source: string | undefined): string | undefined => (source !== undefined && !source.startsWith("node:") && builtinModules.includes(source) ? `node:${source}` : source);

/** What an import brings: `node:fs.readdirSync`; of a default or a namespace, the module itself. */
function imported(specifier: SyntaxNode, declaration: SyntaxNode): string | undefined {
  const source = moduleName(literalText(declaration["source"]));
  if (specifier.type !== "ImportSpecifier") return source;
  return member(source, identifier(specifier["imported"]) ?? literalText(specifier["imported"]));
}

/** A parameter: `tf` by its name, others as `parameter`, so that `context.tf` and `{tf}` are found again. */
function parameterPath(owner: SyntaxNode, name: SyntaxNode): string | undefined {
  const parameters = [owner["params"] ?? []].flat().filter(isNode);
  for (const parameter of parameters) {
    const keys = keysTo(parameter, name);
    if (keys !== undefined) return keys.length === 0 ? member("parameter", name["name"] as string) : along("parameter", keys);
  }
  return undefined;
}

/** The keys by which a pattern reaches the identifier that it binds; undefined where it does not, or by no name. */
export function keysTo(pattern: unknown, name: SyntaxNode): readonly (string | undefined)[] | undefined {
  if (!isNode(pattern)) return undefined;
  switch (pattern.type) {
    case "Identifier": return pattern["name"] === name["name"] && pattern.start === name.start ? [] : undefined;
    case "AssignmentPattern": return keysTo(pattern["left"], name);
    case "ObjectPattern": return (pattern["properties"] as readonly SyntaxNode[]).flatMap((property) => {
      const inner = property.type === "Property" ? keysTo(property["value"], name) : undefined;
      return inner === undefined ? [] : [[propertyName(property), ...inner]];
    })[0];
    default: return undefined;
  }
}
