import type {Source, SyntaxNode} from "./source.ts";
import {identifier, nodesOf, place} from "./source.ts";

/** Functions of the host's Math that may differ in their last bits between machines; sqrt and the rounding ones are exact. */
const inexact = new Set([
  "exp", "expm1", "log", "log1p", "log10", "log2", "pow", "cbrt", "hypot",
  "sin", "cos", "tan", "asin", "acos", "atan", "atan2", "sinh", "cosh", "tanh", "asinh", "acosh", "atanh", "random",
]);

/** Methods whose answer depends on the reader's language, or on the order of a hash table of the machine. */
const local = /^(toLocale[A-Z]\w*|localeCompare|getTimezoneOffset)$/;

/** Where a file reads something that is not the same on every machine and every day. */
export function nondeterminism(sources: readonly Source[]): readonly string[] {
  return sources.flatMap((source) => nodesOf(source).flatMap((node) => {
    const fault = faultOf(node);
    return fault === undefined ? [] : [`${place(source, node)}: ${fault}`];
  }));
}

function faultOf(node: SyntaxNode): string | undefined {
  switch (node.type) {
    case "BinaryExpression": return node["operator"] === "**" && !isPowerOfTwo(node) ? "** (use src/math)" : undefined;
    case "AssignmentExpression": return node["operator"] === "**=" ? "**= (use src/math)" : undefined;
    case "NewExpression": return clock(node);
    case "MemberExpression": return memberFault(identifier(node["object"]), identifier(node["property"]) ?? "");
    default: return undefined;
  }
}

/** `2 ** 18` and `2 ** -53`, which are exact. */
function isPowerOfTwo({left, right}: SyntaxNode): boolean {
  const power = right as SyntaxNode;
  const written = power.type === "UnaryExpression" ? power["argument"] as SyntaxNode : power;
  return (left as SyntaxNode)["value"] === 2 && typeof written["value"] === "number";
}

/** `new Date()` reads the clock, `new Date(seconds)` does not; Intl speaks the machine's language. */
function clock(node: SyntaxNode): string | undefined {
  const made = identifier(node["callee"]);
  return made === "Date" && (node["arguments"] as readonly unknown[]).length === 0 ? "new Date() reads the clock" : undefined;
}

function memberFault(object: string | undefined, property: string): string | undefined {
  if (object === "Math" && inexact.has(property)) return `Math.${property} (use src/math or a random stream)`;
  if (object === "Intl") return `Intl.${property} depends on the machine's language data`;
  if ((object === "Date" || object === "performance") && property === "now") return `${object}.now reads the clock`;
  if (object === "crypto" && /^(random|getRandom)/.test(property)) return `crypto.${property} is random`;
  return local.test(property) ? `${property} depends on the machine's language` : undefined;
}
