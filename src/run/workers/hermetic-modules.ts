import {isBuiltin, registerHooks} from "node:module";
import * as host from "node:process";
import {callText, refuse, type HostPart} from "../../train/refusal.ts";

const extension = import.meta.url.endsWith(".ts") ? "ts" : "js";

/** What a bundle may import while it runs: nothing beyond what its key knows. */
const offered: Readonly<Record<string, string>> = {
  reprise: new URL(`../../index.${extension}`, import.meta.url).href,
  "reprise/data": new URL(`../../data/index.${extension}`, import.meta.url).href,
};

const parts: readonly (readonly [RegExp, HostPart])[] = [
  [/^(fs|path|sqlite|readline|repl|vfs)\b/, "files"],
  [/^(net|tls|https?2?|dgram|dns|inspector|quic)\b/, "network"],
  [/^(child_process|worker_threads|cluster|wasi|ffi)\b/, "programs"],
  [/^crypto$/, "randomness"],
  [/^(perf_hooks|timers)\b/, "clock"],
];

/** In place of Node's own modules, stand-ins that say what was wanted of them and refuse it. `belongs` tells a run's modules by their address. */
export function refuseModules(belongs: (address: string) => boolean): void {
  registerHooks({
    resolve(specifier, context, next) {
      if (context.parentURL === undefined || !belongs(context.parentURL)) return next(specifier, context);
      const known = offered[specifier];
      if (known !== undefined) return {url: known, shortCircuit: true};
      if (isBuiltin(specifier)) return {url: `${scheme}${specifier.replace(/^node:/, "")}`, format: "module", shortCircuit: true};
      return refuse("modules", `import("${specifier}")`, "");
    },
    load(url, context, next) {
      return url.startsWith(scheme) ? {format: "module", source: standInSource(url.slice(scheme.length)), shortCircuit: true} : next(url, context);
    },
  });
}

const scheme = "refused:";

/** A module with the names of the real one. */
function standInSource(name: string): string {
  if (name === "process") return "export default globalThis.process;\n";
  const exported = Object.keys((host.getBuiltinModule(name) ?? {}) as object).filter((each) => /^[A-Za-z_$][\w$]*$/.test(each) && each !== "default");
  return [
    `import {standIn} from ${JSON.stringify(import.meta.url)};`,
    `export default standIn(${JSON.stringify(name)}, ${JSON.stringify(name)});`,
    ...exported.map((each, index) => `const export${index} = standIn(${JSON.stringify(name)}, ${JSON.stringify(`${name}.${each}`)}); export {export${index} as ${each}};`),
  ].join("\n");
}

/** Something that refuses to be called, made or turned into text, and says with which argument: `fs.readFileSync("/etc/hostname")`. */
export function standIn(module: string, path: string): unknown {
  const part = partOf(module, path);
  const inner = function (): void { /* a function, so that it can be called and made */ };
  return new Proxy(inner, {
    get: (_, name) => (typeof name === "symbol" ? name === Symbol.toPrimitive ? () => refuse(part, path) : undefined : name === "then" ? undefined : standIn(module, `${path}.${name}`)),
    apply: (_, __, given: readonly unknown[]) => refuse(part, callText(path, given)),
    construct: (_, given: readonly unknown[]) => refuse(part, `new ${callText(path, given)}`),
  });
}

function partOf(module: string, path: string): HostPart {
  if (/^os\.(cpus|availableParallelism)$/.test(path)) return "processors";
  return parts.find(([pattern]) => pattern.test(module))?.[1] ?? "machine";
}
