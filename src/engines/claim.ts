import {mkdir, open, readFile, rm} from "node:fs/promises";
import {dirname} from "node:path";
import {UserError} from "../errors.ts";

/** Does `work` while no other process does the like; `file` holds the number of the process that does. */
export async function claimed<T>(file: string, what: string, work: () => Promise<T>): Promise<T> {
  await mkdir(dirname(file), {recursive: true});
  if (!await take(file)) {
    const owner = Number(await readFile(file, "utf8").catch(() => ""));
    if (isAlive(owner)) throw new UserError(`${what} already goes on in process ${owner}`, "wait until it is done, or end it");
    await rm(file, {force: true}); // left by one that was killed
    if (!await take(file)) throw new UserError(`${what} already goes on in another process`, "wait until it is done");
  }
  try {
    return await work();
  } finally {
    await rm(file, {force: true});
  }
}

async function take(file: string): Promise<boolean> {
  try {
    const handle = await open(file, "wx");
    await handle.writeFile(String(process.pid));
    await handle.close();
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM"; // of another user
  }
}
