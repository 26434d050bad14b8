import {fork} from "node:child_process";
import {fileURLToPath} from "node:url";
import pc from "picocolors";
import type {FoundEngine} from "../engine/availability.ts";
import {lookForEngines} from "../engine/look-node.ts";
import type {Timed} from "./engine-speed-worker.ts";
import {alignedTable} from "./table.ts";

/** An engine, whether it is here, and how fast; one that is here and cannot compute says why. */
export type TimedEngine = FoundEngine & Timed;

/** Looks for every engine and times, one after the other, those that are here: about two seconds each. */
export async function timeEngines(root: string): Promise<readonly TimedEngine[]> {
  const engines: TimedEngine[] = [];
  for (const engine of await lookForEngines(root)) engines.push(engine.available ? {...engine, ...await timeEngine(root, engine.name)} : engine);
  return engines;
}

const fromSource = import.meta.url.endsWith(".ts");

/** What a driver prints stays in the process, and so does its crash. */
function timeEngine(root: string, name: string): Promise<Timed> {
  const file = fileURLToPath(new URL(`./engine-speed-worker${fromSource ? ".ts" : ".js"}`, import.meta.url));
  const execArgv = [...(fromSource ? ["--conditions=reprise-source"] : []), "--no-warnings"];
  const child = fork(file, [name], {cwd: root, execArgv, stdio: ["ignore", "ignore", "ignore", "ipc"], timeout: 120_000});
  return new Promise((resolve) => {
    child.once("message", (answer) => { resolve(answer as Timed); });
    child.once("error", (error) => { resolve({failed: error.message}); });
    child.once("exit", (code, signal) => { resolve({failed: `ended without an answer (${signal ?? `exit code ${code}`})`}); });
  });
}

/** The engines for people: a line each, then what is missing and its mend. */
export function enginesText(engines: readonly TimedEngine[]): string {
  const head = ["engine", "promise", "matrix product", "training MLP"].map((text) => pc.dim(text));
  const table = alignedTable([["  " + head[0], ...head.slice(1)], ...engines.map((engine) => [`${markOf(engine)} ${engine.name}`, engine.promise, ...speedTexts(engine)])]);
  return [table, ...engines.map(remark).filter((line) => line !== "")].join("\n");
}

const markOf = (engine: TimedEngine): string => (engine.available ? engine.failed === undefined ? pc.green("✓") : pc.red("✗") : pc.yellow("○"));

function speedTexts({available, speed}: TimedEngine): readonly string[] {
  if (speed !== undefined) return [`${significant(speed.gigaflops)} GFLOP/s (${speed.size}³)`, `${significant(speed.steps)} steps/s`];
  return [available ? "failed" : "not here", ""];
}

function remark(engine: TimedEngine): string {
  if (!engine.available) return pc.dim(`    ${engine.name}: ${engine.because.replace(/\.$/, "")}; ${engine.mend}`);
  if (engine.failed !== undefined) return pc.red(`    ${engine.name}: ${engine.failed}`);
  return engine.found === engine.promise ? "" : pc.dim(`    ${engine.name}: ${engine.found}`);
}

const significant = (value: number): string => (value >= 100 ? value.toFixed(0) : value.toPrecision(2));
