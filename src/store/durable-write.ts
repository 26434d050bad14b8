import {randomBytes} from "node:crypto";
import {mkdir, open, readdir, rename, rm, stat} from "node:fs/promises";
import {dirname, join} from "node:path";

const leftover = /^\.tmp-[0-9a-f]{16}-/;

/**
 * Writes a file so that at every moment the old or the new one is there, whole: temporary name, flush, rename, flush of the folder.
 * Returns false, and writes nothing, where the file already holds these bytes.
 */
export async function writeDurably(path: string, content: string | Uint8Array): Promise<boolean> {
  const bytes = typeof content === "string" ? Buffer.from(content, "utf8") : content;
  if (await holds(path, bytes)) return false;
  const folder = dirname(path);
  await mkdir(folder, {recursive: true});
  const temporary = join(folder, `.tmp-${randomBytes(8).toString("hex")}-${process.pid}`);
  try {
    await writeAndFlush(temporary, bytes);
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, {force: true});
    throw error;
  }
  await flushFolder(folder);
  return true;
}

/** Removes what a killed process left of its temporary files, in `folder` and below. */
export async function sweepLeftovers(folder: string): Promise<number> {
  const entries = await readdir(folder, {recursive: true, withFileTypes: true}).catch(() => []);
  const orphans = entries.filter((entry) => entry.isFile() && leftover.test(entry.name) && !isAlive(Number(entry.name.split("-")[2])));
  await Promise.all(orphans.map((entry) => rm(join(entry.parentPath, entry.name), {force: true})));
  return orphans.length;
}

async function holds(path: string, bytes: Uint8Array): Promise<boolean> {
  const size = await stat(path).then((facts) => facts.size, () => -1);
  if (size !== bytes.length) return false;
  const file = await open(path, "r");
  try {
    return Buffer.compare(await file.readFile(), bytes) === 0;
  } finally {
    await file.close();
  }
}

async function writeAndFlush(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, "wx");
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Windows cannot open a folder; there the rename alone has to do. */
async function flushFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r").catch(() => undefined);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM"; // of another user
  }
}
