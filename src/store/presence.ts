import {readdir, utimes} from "node:fs/promises";
import {rmSync} from "node:fs";
import {join} from "node:path";
import {writeDurably} from "./durable-write.ts";
import {isAlive, ownTag, processesFolder} from "./process-tag.ts";

/** How often a process says that it is there, in milliseconds: processes of other machines see no more of it. */
const heartbeat = 10_000;

const present = new Set<string>();

/**
 * Says that this process works in a project, until it ends by itself; a process that is killed, or leaves at a signal, never takes it back.
 * Returns the files of such processes: where there is one, something may lie about.
 */
export async function enterProject(root: string): Promise<readonly string[]> {
  const processes = processesFolder(root);
  const file = join(processes, ownTag());
  if (!present.has(file)) {
    present.add(file);
    await writeDurably(file, `${process.argv.slice(2).join(" ")}\n`);
    const timer = setInterval(() => void utimes(file, new Date(), new Date()).catch(() => undefined), heartbeat).unref();
    process.once("beforeExit", () => {
      clearInterval(timer);
      rmSync(file, {force: true});
    });
  }
  return goneProcesses(processes);
}

async function goneProcesses(processes: string): Promise<readonly string[]> {
  const names = await readdir(processes).catch(() => []);
  const gone: string[] = [];
  for (const name of names) if (!await isAlive(name, processes)) gone.push(join(processes, name));
  return gone;
}
