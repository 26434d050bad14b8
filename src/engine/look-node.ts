import {fork} from "node:child_process";
import {fileURLToPath} from "node:url";
import type {Availability, FoundEngine} from "./availability.ts";
import {engineDescriptions} from "./descriptions.ts";
import type {EngineName} from "./engine.ts";

/** Every engine, and whether it can be had here: found out by really asking, each in a process of its own where a driver is touched. */
export async function lookForEngines(root: string): Promise<readonly FoundEngine[]> {
  return Promise.all(engineDescriptions.map(async (description) => ({...description, ...await look[description.name](root)})));
}

const look: Readonly<Record<EngineName, (root: string) => Promise<Availability>>> = {
  wasm: async () => ({available: true, found: "bitwise"}),
  cpu: async () => ({available: true, found: "statistical"}),
  webgpu: (root) => askAProcess(new URL("webgpu/probe-node.ts", import.meta.url), root),
  cuda: (root) => askAProcess(new URL("native/probe-node.ts", import.meta.url), root, "cuda"),
  native: (root) => askAProcess(new URL("native/probe-node.ts", import.meta.url), root, "native"),
};

/** A module that sends its Availability and ends. What drivers print stays in it, and so does their crash. */
async function askAProcess(module: URL, root: string, ...words: readonly string[]): Promise<Availability> {
  const file = fileURLToPath(import.meta.url.endsWith(".ts") ? module : module.href.replace(/\.ts$/, ".js"));
  const child = fork(file, words, {cwd: root, execArgv: ["--no-warnings"], stdio: ["ignore", "ignore", "ignore", "ipc"], timeout: 60_000});
  return new Promise((resolve) => {
    child.once("message", (answer) => { resolve(answer as Availability); });
    child.once("error", (error) => { resolve(silent(error.message)); });
    child.once("exit", (code, signal) => { resolve(silent(signal ?? `exit code ${code}`)); });
  });
}

const silent = (how: string): Availability => ({available: false, because: `asking for it ended without an answer (${how})`, mend: "mend the GPU's driver"});
