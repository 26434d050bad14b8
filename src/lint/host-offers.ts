import type {Role} from "./code.ts";
import type {Rule} from "./rules.ts";

/** Something that the host offers, the rule that its use breaks, and what to do instead. */
export interface Host {
  readonly rule: Rule;
  readonly mend: string;
  /** A program of its own has to look at its arguments. */
  readonly except?: Role;
}

const host = (rule: Rule, mend: string, ...paths: readonly string[]): readonly (readonly [string, Host])[] => paths.map((path) => [path, {rule, mend}]);

const draw = "draw from a named stream: random.stream(\"noise\").uniform()";
export const mendTime = "time work with measure(\"name\", () => …): durations are kept apart from what is compared";
const passIn = "make it a parameter in experiment.ts";
export const mendPlace = "declare the file under data in experiment.ts, with its SHA-256";
const mendTiming = "await the work itself, in an order that the code states";

/** What the host offers and no run may use, by path; a path that ends in `.*` covers every member. */
const offers = new Map<string, Host>([
  ...host("random-is-seeded", draw, "Math.random", "crypto.getRandomValues", "crypto.randomUUID", "crypto.subtle.generateKey", "node:crypto.randomBytes", "node:crypto.randomInt", "node:crypto.randomUUID",
    "node:crypto.randomFill", "node:crypto.randomFillSync", "node:crypto.getRandomValues", "node:crypto.webcrypto", "node:crypto.generateKeySync"),
  ...host("clock-is-not-read", mendTime, "Date.now", "performance.now", "performance.timeOrigin", "performance.mark", "performance.measure", "process.hrtime", "process.uptime", "process.cpuUsage", "node:perf_hooks.*",
    "node:os.uptime", "tf.util.now", "tf.time", "tf.profile", "Temporal.Now"),
  ...host("timing-decides-nothing", mendTiming, "setTimeout", "setInterval", "setImmediate", "requestAnimationFrame", "requestIdleCallback", "node:timers.*", "node:timers/promises.*", "Promise.race", "Promise.any", "AbortSignal.timeout"),
  ...host("timing-decides-nothing", "keep what is needed in a variable, and let no thread share memory", "WeakRef", "FinalizationRegistry", "Atomics.*", "SharedArrayBuffer", "Worker", "node:worker_threads.*"),
  ...host("locale-is-not-read", "write the format out: String(x), x.toFixed(3), a < b ? -1 : 1", "Intl.*"),
  ...host("machine-is-not-read", passIn, "process.env", "process.platform", "process.arch", "process.pid", "process.ppid", "process.version", "process.versions", "process.release", "process.config", "process.title",
    "process.execPath", "process.execArgv", "process.memoryUsage", "process.resourceUsage", "process.availableMemory", "process.constrainedMemory", "process.getuid", "process.umask", "process.report", "process.features",
    "navigator.*", "location.*", "screen.*", "document.*", "devicePixelRatio", "Error.stackTraceLimit", "tf.env", "tf.ENV", "tf.getBackend", "tf.memory",
    ...["arch", "availableParallelism", "cpus", "freemem", "getPriority", "homedir", "hostname", "loadavg", "machine", "networkInterfaces", "platform", "release", "tmpdir", "totalmem", "type", "userInfo", "version", "endianness", "EOL"].map((name) => `node:os.${name}`)),
  ["process.argv", {rule: "machine-is-not-read", mend: passIn, except: "program"}],
  ...host("place-is-not-read", "name files relative to the program's folder, in which it is started", "process.cwd", "process.chdir"),
  ...host("place-is-not-read", mendPlace, "__dirname", "__filename", "Error().stack", "Error.captureStackTrace"),
  ...host("inputs-are-declared", mendPlace, "fetch", "XMLHttpRequest", "WebSocket", "EventSource", "WebTransport", "RTCPeerConnection", "importScripts", "localStorage", "sessionStorage", "indexedDB", "caches", "process.getBuiltinModule", "process.dlopen",
    "tf.data.csv", "tf.data.webcam", "tf.data.microphone", "tf.util.fetch", "Deno.*", "Bun.*"),
  ...host("inputs-are-declared", "make it another experiment's output: inputs: {model: from(\"pretrain\")}", "tf.loadLayersModel", "tf.loadGraphModel"),
]);

/** What stands at a path, or covers it. */
export const offeredAt = (path: string): Host | undefined => offers.get(path) ?? (path.endsWith("()") ? undefined : offers.get(path.replace(/\.[^.]+$/, ".*")));
