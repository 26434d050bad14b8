import {execFile} from "node:child_process";
import {promisify} from "node:util";
import {byCodeUnit} from "../results/names.ts";
import type {GitState} from "./evidence.ts";

const execute = promisify(execFile);

/** Git's view of the folder, or null where it is not the top of a git working tree. */
export async function gitState(root: string): Promise<GitState | null> {
  const git = async (...options: readonly string[]): Promise<string> =>
    (await execute("git", ["-C", root, ...options], {maxBuffer: 1 << 28, env: {...process.env, LC_ALL: "C"}})).stdout;
  const top = await git("rev-parse", "--show-cdup").catch(() => null);
  if (top === null || top.trim() !== "") return null;
  return {
    status: async () => (await git("-c", "core.quotePath=false", "status", "--porcelain")).split("\n").filter((line) => line !== "").toSorted(byCodeUnit),
    tracked: async () => (await git("ls-files", "-z", "--cached", "--others", "--exclude-standard")).split("\0").filter((path) => path !== "").toSorted(byCodeUnit),
  };
}
