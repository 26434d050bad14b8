import {spawn, spawnSync, type ChildProcess} from "node:child_process";
import {createInterface} from "node:readline";
import type {Readable} from "node:stream";
import {normalizeSpawnCommand} from "tinyexec";
import {programEnvironment} from "../../plan/command-code.ts";
import {endWithParent} from "../children.ts";
import {underMask, type Host} from "../workers/host.ts";

/** How an external program ended. */
export type ProgramEnd =
  | {readonly status: "ended"}
  | {readonly status: "absent"; readonly because: string}
  | {readonly status: "late"}
  /** `last`: the last lines that it wrote, for people. */
  | {readonly status: "failed"; readonly how: string; readonly last: readonly string[]};

export interface ProgramOptions {
  readonly cwd: string;
  /** Seconds after which it is ended. */
  readonly timeLimit: number | undefined;
  /** Variables of the caller's that it gets. */
  readonly environment?: readonly string[];
  /** Another machine that is played to it. */
  readonly host?: Host | undefined;
  /** Hears every line that it writes. */
  readonly hear: (line: string) => void;
}

/** How many lines of a program that failed are told. */
const told = 6;
/** Longer lines are cut. */
const width = 500;

/** Runs a program to its end. It ends, with all that it started, when this process ends or its time is up. */
export async function runProgram(line: readonly string[], {cwd, timeLimit, environment = [], host, hear}: ProgramOptions): Promise<ProgramEnd> {
  const [program = "", ...words] = [...host?.wrap ?? [], ...line];
  const {command, args, options} = normalizeSpawnCommand(program, words, {cwd, env: {...programEnvironment(environment), ...host?.environment}});
  const running = underMask(host, () => spawn(command, args, {...options, stdio: ["ignore", "pipe", "pipe"], windowsHide: true, detached: process.platform !== "win32"}));
  const end = {kill: () => endTree(running), once: running.once.bind(running) as ChildProcess["once"]};
  endWithParent(end);
  let late = false;
  const timer = timeLimit === undefined ? undefined : setTimeout(() => { late = end.kill(); }, timeLimit * 1000);
  const last: string[] = [];
  const listen = (line: string): void => {
    const cut = line.length > width ? `${line.slice(0, width)}…` : line;
    if (cut.trim() === "") return;
    hear(cut);
    last.splice(0, Math.max(0, last.push(cut) - told));
  };
  const streams: readonly (Readable | undefined)[] = [running.stdout, running.stderr]; // none where the machine has no room for another process
  const heard = streams.flatMap((stream) => (stream === undefined ? [] : [readLines(stream, listen)]));
  try {
    const ended = await endOf(running);
    if (ended instanceof Error) return {status: "absent", because: ended.message};
    await Promise.all(heard);
    if (late) return {status: "late"};
    return ended.code === 0 ? {status: "ended"} : ended.code === 127 ? {status: "absent", because: last.at(-1) ?? "not found"} : {status: "failed", how: ended.code === null ? `was ended by ${ended.signal ?? "a signal"}` : `ended with ${ended.code}`, last};
  } finally {
    clearTimeout(timer);
  }
}

async function readLines(stream: Readable, hear: (line: string) => void): Promise<void> {
  for await (const line of createInterface({input: stream, crlfDelay: Number.POSITIVE_INFINITY})) hear(line);
}

const endOf = (running: ChildProcess): Promise<Error | {readonly code: number | null; readonly signal: string | null}> =>
  new Promise((resolve) => {
    running.once("error", resolve);
    running.once("exit", (code, signal) => resolve({code, signal}));
  });

/** Ends a program with all that it started: its process group, on Windows its tree. */
function endTree({pid}: ChildProcess): boolean {
  if (pid === undefined) return false;
  try {
    return process.platform === "win32" ? spawnSync("taskkill", ["/pid", String(pid), "/T", "/F"], {windowsHide: true}).status === 0 : process.kill(-pid, "SIGKILL");
  } catch {
    return false; // it had ended
  }
}
