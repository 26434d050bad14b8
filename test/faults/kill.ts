import {spawn} from "node:child_process";
import {once} from "node:events";
import {join, resolve} from "node:path";

const repository = resolve(import.meta.dirname, "..", "..");

/** How a command ended: by itself, or killed after so many milliseconds. */
export interface Killed {
  readonly code: number | null;
  readonly killed: boolean;
  readonly milliseconds: number;
  readonly out: string;
}

export const commandLine = ["--conditions=reprise-source", join(repository, "src", "cli.ts")];

/**
 * Runs a command of the toolkit in `root` and kills it with SIGKILL after `after` milliseconds, should it still run: it alone, so that its workers find
 * themselves alone, or its whole process group at once, as when the machine stops.
 */
export async function killAfter(root: string, words: readonly string[], after: number, whole: boolean): Promise<Killed> {
  const start = performance.now();
  const child = spawn(process.execPath, [...commandLine, ...words], {cwd: root, detached: true, stdio: ["ignore", "pipe", "pipe"], env: {...process.env, NO_COLOR: "1", NODE_OPTIONS: ""}});
  let out = "";
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (text: string) => { out += text; });
  const timer = setTimeout(() => process.kill(whole ? -child.pid! : child.pid!, "SIGKILL"), after);
  const [code, signal] = await once(child, "exit") as [number | null, string | null];
  const milliseconds = performance.now() - start;
  clearTimeout(timer);
  await endOfGroup(child.pid!);
  return {code, killed: signal === "SIGKILL", milliseconds, out};
}

/** Waits until the processes that a killed one had started have found out. */
async function endOfGroup(group: number): Promise<void> {
  for (let look = 0; look < 400 && hasMembers(group); look += 1) await new Promise((next) => { setTimeout(next, 25); });
  if (hasMembers(group)) throw new Error(`processes of group ${group} outlived the one that started them`);
}

function hasMembers(group: number): boolean {
  try {
    process.kill(-group, 0);
    return true;
  } catch {
    return false;
  }
}
