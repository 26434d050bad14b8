import {visitorKeys} from "oxc-parser";

/** A node of the ESTree that TypeScript is parsed into. */
export interface SyntaxNode {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [key: string]: unknown;
}

export const isNode = (value: unknown): value is SyntaxNode =>
  typeof value === "object" && value !== null && typeof (value as {type?: unknown}).type === "string";

/** Syntax of TypeScript that is there when the code runs, around an expression that counts. */
const wrapping = new Set(["TSAsExpression", "TSSatisfiesExpression", "TSNonNullExpression", "TSTypeAssertion", "TSInstantiationExpression"]);

/** The nodes right below one, without types, which are gone when the code runs. */
export function childrenOf(node: SyntaxNode): readonly SyntaxNode[] {
  const keys = wrapping.has(node.type) ? ["expression"] : visitorKeys[node.type] ?? [];
  return keys.flatMap((key) => [node[key]].flat()).filter(isNode).filter((child) => !isType(child));
}

const isType = ({type, ...rest}: SyntaxNode): boolean =>
  (type.startsWith("TS") && !wrapping.has(type)) || rest["importKind"] === "type" || rest["exportKind"] === "type";

/** The expression inside of brackets, assertions, `await` and `?.`. */
export function bare(node: unknown): SyntaxNode | undefined {
  if (!isNode(node)) return undefined;
  switch (node.type) {
    case "ParenthesizedExpression":
    case "ChainExpression": return bare(node["expression"]);
    case "AwaitExpression": return bare(node["argument"]);
    case "SequenceExpression": return bare((node["expressions"] as readonly unknown[]).at(-1));
    default: return wrapping.has(node.type) ? bare(node["expression"]) : node;
  }
}

/** The name of an identifier. */
export const identifier = (node: unknown): string | undefined => (isNode(node) && node.type === "Identifier" ? node["name"] as string : undefined);

/** The text of a string literal, or of a template without holes. */
export function literalText(node: unknown): string | undefined {
  if (!isNode(node)) return undefined;
  if (node.type === "Literal") return typeof node["value"] === "string" ? node["value"] : undefined;
  const quasis = node.type === "TemplateLiteral" ? node["quasis"] as readonly {readonly value: {readonly cooked: string}}[] : [];
  return quasis.length === 1 ? quasis[0]?.value.cooked : undefined;
}

/** The name of a member or property, written plainly or as a string; undefined where it is computed. */
export function propertyName(node: SyntaxNode): string | undefined {
  const name = node[node.type === "MemberExpression" ? "property" : "key"];
  return node["computed"] === true ? literalText(name) : identifier(name) ?? literalText(name);
}

/** The value of a property of an object literal; "unknown" where a spread may hold it. */
export function valueOf(object: SyntaxNode, name: string): SyntaxNode | "unknown" | undefined {
  const properties = object["properties"] as readonly SyntaxNode[];
  const property = properties.findLast((each) => each.type === "Property" && propertyName(each) === name);
  if (property !== undefined) return property["value"] as SyntaxNode;
  return properties.some((each) => each.type === "SpreadElement") ? "unknown" : undefined;
}

export const isFunction = (node: SyntaxNode): boolean => /^(FunctionDeclaration|FunctionExpression|ArrowFunctionExpression)$/.test(node.type);

/** The number that a literal holds, with its sign. */
export function literalNumber(node: unknown): number | undefined {
  const inner = bare(node);
  if (inner?.type === "UnaryExpression" && inner["operator"] === "-") {
    const positive = literalNumber(inner["argument"]);
    return positive === undefined ? undefined : -positive;
  }
  return inner?.type === "Literal" && typeof inner["value"] === "number" ? inner["value"] : undefined;
}
