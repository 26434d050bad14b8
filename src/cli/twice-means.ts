import {execFile} from "node:child_process";
import {mkdir, readFile, symlink} from "node:fs/promises";
import {availableParallelism, homedir} from "node:os";
import {join} from "node:path";
import {promisify} from "node:util";
import {isThere} from "../store/is-there.ts";
import type {Means} from "../verify/twice-conditions.ts";
import {onPath} from "./latex.ts";

/** What this machine has to play another one with; `folder` takes the two homes. */
export async function lookForMeans(folder: string): Promise<Means> {
  const programs = await Promise.all(["faketime", "taskset"].map(async (name) => (await onPath(name) ? [name] : [])));
  return {
    programs: new Set(programs.flat()),
    locale: await otherLocale(),
    zone: isThere("/usr/share/zoneinfo/Asia/Kathmandu") ? "Asia/Kathmandu" : "<+0545>-05:45",
    homes: {one: await homeAt(folder, "home"), other: await homeAt(folder, "the-other-home")},
    processors: availableParallelism(),
    processor: await firstProcessor(),
    platform: `${process.platform}-${process.arch}`,
  };
}

/** Languages that sort and write numbers, or lower-case letters, unlike English ones. */
const telling = ["tr_TR", "et_EE", "de_DE", "sv_SE", "fr_FR", "es_ES"] as const;

async function otherLocale(): Promise<string | undefined> {
  const {stdout} = await promisify(execFile)("locale", ["-a"]).catch(() => ({stdout: ""}));
  const here = stdout.split("\n").filter((line) => /\.utf-?8$/i.test(line) && !/^(C|POSIX)\b/.test(line));
  return telling.flatMap((name) => here.filter((line) => line.startsWith(name)))[0] ?? here[0];
}

/** A folder that holds the home's files under another name. */
async function homeAt(folder: string, name: string): Promise<string> {
  const place = join(folder, name);
  await mkdir(folder, {recursive: true});
  await symlink(homedir(), place);
  return place;
}

/** Linux tells which processors a process may use: `Cpus_allowed_list: 4-7,12`. */
async function firstProcessor(): Promise<number> {
  const status = await readFile("/proc/self/status", "utf8").catch(() => "");
  return Number(/^Cpus_allowed_list:\s*(\d+)/m.exec(status)?.[1] ?? 0);
}
