import {around, only, shown, type Code} from "./code.ts";
import type {Found} from "./finding.ts";
import {mendPlace, mendTime, offeredAt} from "./host-offers.ts";
import {identifier, literalNumber, propertyName, type SyntaxNode} from "./syntax.ts";

/** Uses of what the host offers: clocks, randomness, environment, network, timers, and methods that speak the machine's language. */
export function hostUses(code: Code): readonly Found[] {
  return code.nodes.flatMap((node) => [reference(code, node), destructured(code, node), date(code, node), madeCode(code, node), localMethod(node), arithmetic(code, node), modulePlace(node)])
    .filter((each) => each !== undefined);
}

function reference(code: Code, node: SyntaxNode): Found | undefined {
  const used = node.type === "MemberExpression" || (node.type === "Identifier" && (code.names.isGlobal(node) || isImported(code, node)));
  const path = used ? code.names.path(node) : undefined;
  return path === undefined || isTypeof(code, node) ? undefined : fault(code, node, path);
}

function fault(code: Code, node: SyntaxNode, path: string): Found | undefined {
  const known = offeredAt(path);
  if (known === undefined || (known.except !== undefined && only(code, known.except))) return undefined;
  return {rule: known.rule, at: node.start, what: path, mend: known.rule === "clock-is-not-read" ? mendClock(code) : known.mend};
}

/** Only a run has `measure`. */
const mendClock = ({roles}: Code): string => (roles.has("run") ? mendTime : "write the time down in the code, or leave it out");

const isImported = (code: Code, node: SyntaxNode): boolean => code.names.variable(node)?.defs.some((each) => String(each.type) === "ImportBinding") === true;

/** `typeof fetch` asks whether it is there and calls nothing. */
const isTypeof = ({parents}: Code, node: SyntaxNode): boolean => parents.get(node)?.type === "UnaryExpression" && parents.get(node)?.["operator"] === "typeof";

/** `const {random} = Math` takes it where it stands, `const {Math: {random}} = globalThis` too. */
function destructured(code: Code, node: SyntaxNode): Found | undefined {
  const bound = node.type === "Property" ? identifier(node["value"]) ?? identifier((node["value"] as SyntaxNode)["left"]) : undefined;
  if (bound === undefined || code.parents.get(node)?.type !== "ObjectPattern") return undefined;
  const outer = around(code, node);
  const declarator = outer.find((each) => each.type !== "ObjectPattern" && each.type !== "Property");
  if (declarator?.type !== "VariableDeclarator") return undefined;
  const keys = [node, ...outer.slice(0, outer.indexOf(declarator)).filter((each) => each.type === "Property")].reverse().map(propertyName);
  const path = code.names.member(declarator["init"], keys);
  return path === undefined ? undefined : fault(code, node, path) ?? mathFault(code, node, path);
}

/** `new Date()` and `Date()` read the clock; `new Date(2026, 0, 1)` reads the time zone. */
function date(code: Code, node: SyntaxNode): Found | undefined {
  if ((node.type !== "NewExpression" && node.type !== "CallExpression") || code.names.path(node["callee"]) !== "Date") return undefined;
  const count = (node["arguments"] as readonly unknown[]).length;
  if (count === 0 || node.type === "CallExpression") return {rule: "clock-is-not-read", at: node.start, what: shown(code, node), mend: mendClock(code)};
  return count === 1 ? undefined : {rule: "locale-is-not-read", at: node.start, what: shown(code, node), mend: "say it in UTC: new Date(Date.UTC(2026, 0, 1))"};
}

/** `eval(text)` and `new Function(text)`: what they do, neither lint nor a key can see. */
function madeCode(code: Code, node: SyntaxNode): Found | undefined {
  const callee = node.type === "NewExpression" || node.type === "CallExpression" ? code.names.path(node["callee"]) : undefined;
  if (callee !== "eval" && callee !== "Function") return undefined;
  return {rule: "inputs-are-declared", at: node.start, what: shown(code, node), because: "code that is made when it runs is part of no key", mend: "write the code out, or import it"};
}

const local = /^(toLocale[A-Z]\w*|localeCompare|getTimezoneOffset|toDateString|toTimeString|(get|set)(Date|Day|FullYear|Hours|Minutes|Month|Seconds|Milliseconds))$/;

function localMethod(node: SyntaxNode): Found | undefined {
  const name = node.type === "MemberExpression" ? propertyName(node) : undefined;
  if (name === undefined || !local.test(name)) return undefined;
  const mend = name === "localeCompare" ? "compare code units: a < b ? -1 : a > b ? 1 : 0" : /^[gs]et/.test(name) ? `use UTC: ${name.replace(/^(get|set)/, "$1UTC")}` : "write the format out: String(x), x.toFixed(3)";
  return {rule: "locale-is-not-read", at: node.start, what: `.${name}`, mend};
}

/** Functions of the host's Math that may differ in their last bits; sqrt and the rounding ones are exact. */
const inexact = /^Math\.(expm?1?|log(1p|10|2)?|pow|cbrt|hypot|a?(sin|cos|tan)h?|atan2)$/;
const exactMath = "compute it in evaluate.ts, where Math is Reprise's own, or use what reprise/report offers";

function mathFault(code: Code, node: SyntaxNode, path: string): Found | undefined {
  if (only(code, "run") || !inexact.test(path)) return undefined;
  return {rule: "math-is-exact", at: node.start, what: path, mend: only(code, "program") ? "use a library that computes it in plain arithmetic, or declare a tolerance" : exactMath};
}

/** Math's inexact functions and `**`, outside of runs. */
function arithmetic(code: Code, node: SyntaxNode): Found | undefined {
  if (node.type === "MemberExpression") return mathFault(code, node, code.names.path(node) ?? "");
  if (only(code, "run") || !/^(Binary|Assignment)Expression$/.test(node.type) || !/^\*\*=?$/.test(node["operator"] as string)) return undefined;
  const powerOfTwo = literalNumber(node["left"]) === 2 && Number.isInteger(literalNumber(node["right"]));
  return powerOfTwo ? undefined : {rule: "math-is-exact", at: node.start, what: shown(code, node), mend: literalNumber(node["right"]) === 2 ? "multiply: x * x" : exactMath};
}

function modulePlace(node: SyntaxNode): Found | undefined {
  return node.type === "MetaProperty" && identifier(node["meta"]) === "import" ? {rule: "place-is-not-read", at: node.start, what: "import.meta", mend: mendPlace} : undefined;
}
