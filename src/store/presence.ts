import {readdir, rm, utimes, writeFile} from "node:fs/promises";
import {join} from "node:path";
import {absent} from "../errors.ts";
import {makeFolder, writeDurably} from "./durable-write.ts";
import {ownerOf} from "./temporary.ts";
import {isAlive, ownTag, processesFolder, type ProcessTag} from "./process-tag.ts";

/** How often a process says that it is there, in milliseconds: processes of other machines see no more of it. */
const heartbeat = 10_000;

const present = new Set<string>();

/**
 * Says that this process works in a project, until it ends by itself; a process that is killed, leaves at a signal or could not do its work never takes it back.
 * Returns the files of such processes: where there is one, something may lie about.
 */
export async function enterProject(root: string): Promise<readonly string[]> {
  const processes = processesFolder(root);
  const file = join(processes, ownTag());
  if (!present.has(file)) {
    if (present.size === 0) keepPresent();
    present.add(file);
    await makeFolder(processes);
    await writeFile(file, ""); // at once: others take a temporary file of a process that they do not hear for a dead one's
    await writeDurably(file, `${process.argv.slice(2).join(" ")}\n`);
  }
  return goneProcesses(processes);
}

function keepPresent(): void {
  const timer = setInterval(() => { for (const file of present) utimes(file, new Date(), new Date()).catch(() => writeFile(file, "")).catch(() => undefined); }, heartbeat).unref();
  process.once("beforeExit", () => {
    clearInterval(timer);
    if (process.exitCode === 2) return; // what failed may be the very removal of something
    for (const file of present) rm(file, {force: true}).catch(() => undefined); // the next start finds it
  });
}

/** The other living processes that work in a project. */
export async function otherProcesses(root: string): Promise<readonly ProcessTag[]> {
  const others: ProcessTag[] = [];
  for (const name of await readdir(processesFolder(root)).catch(absent([]))) if (name !== ownTag() && ownerOf(name) === undefined && await isAlive(name, processesFolder(root))) others.push(name);
  return others;
}

async function goneProcesses(processes: string): Promise<readonly string[]> {
  const names = await readdir(processes).catch(absent([]));
  const gone: string[] = [];
  for (const name of names) if (!await isAlive(ownerOf(name) ?? name, processes)) gone.push(join(processes, name));
  return gone;
}
