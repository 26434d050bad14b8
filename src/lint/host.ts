import {around, shown, type Code, type Role} from "./code.ts";
import type {Found} from "./finding.ts";
import {identifier, literalNumber, propertyName, type SyntaxNode} from "./syntax.ts";
import type {Rule} from "./rules.ts";

interface Host {
  readonly rule: Rule;
  readonly mend: string;
  /** A program of its own has to look at its arguments. */
  readonly except?: Role;
}

const host = (rule: Rule, mend: string, ...paths: readonly string[]): readonly (readonly [string, Host])[] => paths.map((path) => [path, {rule, mend}]);

const draw = "draw from a named stream: random.stream(\"noise\").uniform()";
const time = "time work with measure(\"name\", () => …): durations are kept apart from what is compared";
const passIn = "make it a parameter in experiment.ts";
const declare = "declare the file under data in experiment.ts, with its SHA-256";
const await_ = "await the work itself, in an order that the code states";

/** What the host offers and no run may use, by path; a path that ends in `.*` covers every member. */
const offered = new Map<string, Host>([
  ...host("random-is-seeded", draw, "Math.random", "crypto.getRandomValues", "crypto.randomUUID", "crypto.subtle.generateKey", "node:crypto.randomBytes", "node:crypto.randomInt", "node:crypto.randomUUID",
    "node:crypto.randomFill", "node:crypto.randomFillSync", "node:crypto.getRandomValues", "node:crypto.webcrypto", "node:crypto.generateKeySync"),
  ...host("clock-is-not-read", time, "Date.now", "performance.now", "performance.timeOrigin", "performance.mark", "performance.measure", "process.hrtime", "process.uptime", "process.cpuUsage", "node:perf_hooks.*",
    "node:os.uptime", "tf.util.now", "tf.time", "tf.profile", "Temporal.Now"),
  ...host("timing-decides-nothing", await_, "setTimeout", "setInterval", "setImmediate", "requestAnimationFrame", "requestIdleCallback", "node:timers.*", "node:timers/promises.*", "Promise.race", "Promise.any", "AbortSignal.timeout"),
  ...host("timing-decides-nothing", "keep what is needed in a variable, and let no thread share memory", "WeakRef", "FinalizationRegistry", "Atomics.*", "SharedArrayBuffer", "Worker", "node:worker_threads.*"),
  ...host("locale-is-not-read", "write the format out: String(x), x.toFixed(3), a < b ? -1 : 1", "Intl.*"),
  ...host("machine-is-not-read", passIn, "process.env", "process.platform", "process.arch", "process.pid", "process.ppid", "process.version", "process.versions", "process.release", "process.config", "process.title",
    "process.execPath", "process.execArgv", "process.memoryUsage", "process.resourceUsage", "process.availableMemory", "process.constrainedMemory", "process.getuid", "process.umask", "process.report", "process.features",
    "navigator.*", "location.*", "screen.*", "document.*", "devicePixelRatio", "Error.stackTraceLimit", "tf.env", "tf.ENV", "tf.getBackend", "tf.memory",
    ...["arch", "availableParallelism", "cpus", "freemem", "getPriority", "homedir", "hostname", "loadavg", "machine", "networkInterfaces", "platform", "release", "tmpdir", "totalmem", "type", "userInfo", "version", "endianness", "EOL"].map((name) => `node:os.${name}`)),
  ["process.argv", {rule: "machine-is-not-read", mend: passIn, except: "program"}],
  ...host("place-is-not-read", "name files relative to the program's folder, in which it is started", "process.cwd", "process.chdir"),
  ...host("place-is-not-read", declare, "__dirname", "__filename", "Error().stack", "Error.captureStackTrace"),
  ...host("inputs-are-declared", declare, "fetch", "XMLHttpRequest", "WebSocket", "EventSource", "WebTransport", "RTCPeerConnection", "importScripts", "localStorage", "sessionStorage", "indexedDB", "caches",
    "tf.data.csv", "tf.data.webcam", "tf.data.microphone", "tf.util.fetch", "Deno.*", "Bun.*"),
  ...host("inputs-are-declared", "make it another experiment's output: inputs: {model: from(\"pretrain\")}", "tf.loadLayersModel", "tf.loadGraphModel"),
]);

const found = (path: string): Host | undefined => offered.get(path) ?? (path.endsWith("()") ? undefined : offered.get(path.replace(/\.[^.]+$/, ".*")));

/** Uses of what the host offers: clocks, randomness, environment, network, timers, and methods that speak the machine's language. */
export function hostUses(code: Code): readonly Found[] {
  return code.nodes.flatMap((node) => [reference(code, node), destructured(code, node), date(code, node), madeCode(code, node), localMethod(node), arithmetic(code, node), modulePlace(node), unsortedFolder(code, node)])
    .filter((each) => each !== undefined);
}

function reference(code: Code, node: SyntaxNode): Found | undefined {
  const used = node.type === "MemberExpression" || (node.type === "Identifier" && (code.names.isGlobal(node) || isImported(code, node)));
  const path = used ? code.names.path(node) : undefined;
  return path === undefined || isTypeof(code, node) ? undefined : fault(code, node, path);
}

function fault(code: Code, node: SyntaxNode, path: string): Found | undefined {
  const known = found(path);
  if (known === undefined || (known.except !== undefined && only(code, known.except))) return undefined;
  return {rule: known.rule, at: node.start, what: path, mend: known.rule === "clock-is-not-read" ? mendClock(code) : known.mend};
}

/** Only a run has `measure`. */
const mendClock = ({roles}: Code): string => (roles.has("run") ? time : "write the time down in the code, or leave it out");

export const only = (code: Code, role: Role): boolean => [...code.roles].every((each) => each === role);

const isImported = (code: Code, node: SyntaxNode): boolean => code.names.variable(node)?.defs.some((each) => String(each.type) === "ImportBinding") === true;

/** `typeof fetch` asks whether it is there and calls nothing. */
const isTypeof = ({parents}: Code, node: SyntaxNode): boolean => parents.get(node)?.type === "UnaryExpression" && parents.get(node)?.["operator"] === "typeof";

/** `const {random} = Math` takes it where it stands. */
function destructured(code: Code, node: SyntaxNode): Found | undefined {
  if (node.type !== "Property" || code.parents.get(node)?.type !== "ObjectPattern") return undefined;
  const bound = identifier(node["value"]) ?? identifier((node["value"] as SyntaxNode)["left"]);
  const declarator = around(code, node).find((each) => !/Pattern$|^Property$/.test(each.type));
  if (bound === undefined || declarator?.type !== "VariableDeclarator" || code.parents.get(code.parents.get(node) as SyntaxNode) !== declarator) return undefined;
  const object = code.names.path(declarator["init"]);
  const name = propertyName(node);
  return object === undefined || name === undefined ? undefined : fault(code, node, object === "" ? name : `${object}.${name}`) ?? mathFault(code, node, object === "" ? name : `${object}.${name}`);
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
  return node.type === "MetaProperty" && identifier(node["meta"]) === "import" ? {rule: "place-is-not-read", at: node.start, what: "import.meta", mend: declare} : undefined;
}

const listing = /^node:fs(?:\/promises)?\.(?:promises\.)?(readdir|readdirSync|glob|globSync|opendir|opendirSync)\(\)$/;

/** A folder's names, used in the order in which the file system happens to give them. */
function unsortedFolder(code: Code, node: SyntaxNode): Found | undefined {
  const path = node.type === "CallExpression" ? code.names.path(node) : undefined;
  if (path === undefined || !listing.test(path) || isSorted(code, node)) return undefined;
  return {rule: "order-is-stated", at: node.start, what: shown(code, node), mend: "sort the names: (await readdir(folder)).sort()"};
}

const sorting = /^(sort|toSorted)$/;

/** Sorted in the same chain of calls, or later by the name that it is given. */
function isSorted(code: Code, node: SyntaxNode): boolean {
  const outer = around(code, node);
  if (outer.some(isSorting)) return true;
  const name = identifier(outer.find((each) => each.type === "VariableDeclarator")?.["id"]);
  return name !== undefined && code.nodes.some((each) => isSorting(each) && identifier(each["object"]) === name);
}

const isSorting = (node: SyntaxNode): boolean => node.type === "MemberExpression" && sorting.test(propertyName(node) ?? "");
