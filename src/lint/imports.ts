import {builtinModules} from "node:module";
import {only, shown, type Code} from "./code.ts";
import type {Found} from "./finding.ts";
import {literalText, type SyntaxNode} from "./syntax.ts";

/** Node's modules that compute and touch nothing: harmless outside of runs, which browsers must be able to make too. */
const pure = new Set(["assert", "assert/strict", "buffer", "crypto", "events", "path", "path/posix", "querystring", "string_decoder", "url", "util"]);

/** Node's modules that reach the network. */
const networks = new Set(["dgram", "dns", "dns/promises", "http", "http2", "https", "net", "tls"]);

/** Node's modules that break a rule of their own. */
const own: Readonly<Record<string, Pick<Found, "rule" | "mend">>> = {
  os: {rule: "machine-is-not-read", mend: "make it a parameter in experiment.ts"},
  process: {rule: "machine-is-not-read", mend: "make it a parameter in experiment.ts"},
  perf_hooks: {rule: "clock-is-not-read", mend: "time work with measure(\"name\", () => …)"},
  timers: {rule: "timing-decides-nothing", mend: "await the work itself"},
  "timers/promises": {rule: "timing-decides-nothing", mend: "await the work itself"},
  worker_threads: {rule: "timing-decides-nothing", mend: "let a parameter split the work into runs: Reprise makes them side by side"},
  child_process: {rule: "inputs-are-declared", mend: "make the program an experiment of its own: command: [\"python3\", \"fit.py\"], with its files"},
};

const importing = new Set(["ImportDeclaration", "ExportNamedDeclaration", "ExportAllDeclaration", "ImportExpression"]);

/** Imports that bring in what a run's declaration does not hold. */
export function importFaults(code: Code): readonly Found[] {
  return code.nodes.flatMap((node) => {
    if (node.type === "CallExpression" && code.names.path(node["callee"]) === "require") return fault(code, node, literalText((node["arguments"] as readonly unknown[])[0])) ?? [];
    if (!importing.has(node.type) || node["source"] === null || node["source"] === undefined) return [];
    return fault(code, node, literalText(node["source"])) ?? [];
  });
}

function fault(code: Code, node: SyntaxNode, source: string | undefined): Found | undefined {
  if (source === undefined) return {rule: "inputs-are-declared", at: node.start, what: shown(code, node), because: "what it loads is known only when it runs", mend: "name the module in a plain import, so that it becomes part of the key"};
  if (/^@tensorflow\//.test(source)) return only(code, "program") ? undefined : {rule: "engine-comes-from-the-context", at: node.start, what: source, mend: "take it from the context: train = async ({tf}) => …"};
  if (/^https?:/.test(source)) return {rule: "inputs-are-declared", at: node.start, what: source, mend: "install the package, so that package-lock.json holds its integrity"};
  return builtinFault(code, node, source);
}

function builtinFault(code: Code, node: SyntaxNode, source: string): Found | undefined {
  const name = source.replace(/^node:/, "");
  if (!source.startsWith("node:") && !builtinModules.includes(name)) return undefined;
  const allowed = code.roles.has("run") ? false : only(code, "program") ? !networks.has(name) : pure.has(name);
  return allowed ? undefined : {at: node.start, what: source, ...own[name] ?? {rule: "inputs-are-declared", mend: "declare the file under data in experiment.ts; train and evaluate then get it decoded"}};
}
