import {refuse, type HostPart} from "./refusal.ts";

/** What libraries look for in a program's environment while they load; it is never set. */
const quiet = new Set(["NODE_ENV", "NODE_DEBUG", "DEBUG", "CI", "TERM", "COLORTERM", "NO_COLOR", "FORCE_COLOR"]);

const parts: Readonly<Record<string, HostPart>> = {
  hrtime: "clock", uptime: "clock", cpuUsage: "clock", threadCpuUsage: "clock", resourceUsage: "clock",
  cwd: "files", chdir: "files", umask: "files", execPath: "files", mainModule: "files", stdin: "files", loadEnvFile: "files", report: "files",
  binding: "modules", dlopen: "modules", getBuiltinModule: "modules",
};

/** The process as a run sees it: what libraries ask for when they load is the same everywhere, its environment is empty, and the rest is refused. */
export function guardedProcess(host: NodeJS.Process): NodeJS.Process {
  const own: Readonly<Record<string, unknown>> = {...constants(), ...ownEnd(host), env: guardedEnvironment(), nextTick: host.nextTick, emitWarning: host.emitWarning, stdout: output(host.stdout), stderr: output(host.stderr)};
  const listening = Object.fromEntries(["on", "once", "off", "addListener", "removeListener", "removeAllListeners", "emit"].map((name) => [name, () => standIn]));
  const known = {...own, ...listening};
  const standIn: NodeJS.Process = new Proxy(known, {
    get(target, name) {
      if (typeof name === "symbol" || Object.hasOwn(target, name) || !(name in host)) return Reflect.get(target, name) as unknown;
      return refuse(parts[name] ?? "machine", `process.${name}`);
    },
  }) as unknown as NodeJS.Process;
  return standIn;
}

/** A run is the only process that it knows of. */
const ownNumber = 1;

const constants = (): Readonly<Record<string, unknown>> => ({
  [Symbol.toStringTag]: "process", title: "run", pid: ownNumber, argv: ["run"], argv0: "run", execArgv: [],
  version: "v22.0.0", versions: {node: "22.0.0"}, platform: "linux", arch: "wasm32", release: {name: "node"}, features: {}, config: {},
});

/** Ending itself leaves no result, so it may. */
const ownEnd = (host: NodeJS.Process): Readonly<Record<string, unknown>> => ({
  exit: (code?: number) => host.exit(code),
  abort: () => host.abort(),
  kill: (process: number, signal?: NodeJS.Signals) => (process === ownNumber ? host.kill(host.pid, signal) : refuse("programs", `process.kill(${process})`)),
});

const output = (stream: NodeJS.WriteStream): unknown => ({isTTY: false, columns: 80, write: (text: string) => stream.write(text)});

function guardedEnvironment(): unknown {
  return new Proxy({}, {
    get(target, name) {
      if (typeof name === "symbol" || Object.hasOwn(target, name) || quiet.has(name) || name in Object.prototype) return Reflect.get(target, name) as unknown;
      return refuse("environment", `process.env.${name}`);
    },
  });
}
