import {createHash} from "node:crypto";
import {readFileSync, readlinkSync} from "node:fs";
import {stat} from "node:fs/promises";
import {hostname} from "node:os";
import {join} from "node:path";
import {absent} from "../errors.ts";

/** Names one process for good: its number, when it started, and the machine it runs on: `4711-998877-0a1b2c3d`. */
export type ProcessTag = string;

export const tagPattern = /^(\d+)-(\d+)-([0-9a-f]{8})$/;

/** A process of another machine that did not say for so long that it is there, in milliseconds, is gone. */
const silence = 60_000;

let own: ProcessTag | undefined;

/** The tag of this process. */
export const ownTag = (): ProcessTag => (own ??= `${process.pid}-${startOf(process.pid) || 0}-${machine()}`);

/** Where the processes that work in a project say that they are there. */
export const processesFolder = (root: string): string => join(root, ".reprise", "processes");

/**
 * Whether a process still runs. On this machine its number and its start are looked up, so that a number given again deceives nobody; of another
 * machine's process, and where the start of a process cannot be known, only its file in `processes` tells, which it touches while it lives.
 */
export async function isAlive(tag: ProcessTag, processes: string): Promise<boolean> {
  const [, pid = "", start = "", where = ""] = tagPattern.exec(tag) ?? [];
  if (where !== machine()) return isHeard(join(processes, tag));
  if (!isRunning(Number(pid))) return false;
  const since = start === "0" ? "" : startOf(Number(pid));
  return since === "" ? tag === ownTag() || await isHeard(join(processes, tag)) : since === start;
}

/** For people: `process 4711`, and of which machine where it is not this one. */
export function processName(tag: ProcessTag): string {
  const [, pid = "?", , where] = tagPattern.exec(tag) ?? [];
  return `process ${pid}${where === machine() ? "" : " of another machine"}`;
}

async function isHeard(file: string): Promise<boolean> {
  const facts = await stat(file).catch(absent(undefined, "EPERM", "EBUSY"));
  return facts !== undefined && Date.now() - facts.mtimeMs < silence;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM"; // of another user
  }
}

/** Ticks between the machine's start and the process's, which only Linux tells at no cost; a zombie has ended (undefined); empty where it may not be read. */
function startOf(pid: number): string | undefined {
  const facts = textOf(() => readFileSync(`/proc/${pid}/stat`, "utf8"));
  if (facts === "") return "";
  const fields = facts.slice(facts.lastIndexOf(")") + 2).split(" ");
  return fields[0] === "Z" ? undefined : fields[19];
}

let here: string | undefined;

/** One start of one machine, and the space in which its process numbers count. */
function machine(): string {
  const boot = () => textOf(() => readFileSync("/proc/sys/kernel/random/boot_id", "utf8"));
  const space = () => textOf(() => readlinkSync("/proc/self/ns/pid"));
  return (here ??= createHash("sha256").update([hostname(), boot(), space()].join("\n")).digest("hex").slice(0, 8));
}

function textOf(read: () => string): string {
  try {
    return read();
  } catch {
    return "";
  }
}
