import {createReadStream} from "node:fs";
import {copyFile, rm, stat} from "node:fs/promises";
import {dirname, join} from "node:path";
import {UserError} from "../errors.ts";
import {makeFolder} from "../store/durable-write.ts";
import {digestOf} from "../store/file-digest.ts";
import {moveDurably} from "../store/move-durably.ts";
import {temporaryPath} from "../store/temporary.ts";
import {objectPath, type Place} from "./place.ts";

/** A folder of this machine: a disk, a share. */
export function openFolderPlace(folder: string): Place {
  const pathOf = (digest: string): string => join(folder, objectPath(digest));
  // a pipe or a device is no object
  const sizeOf = (digest: string): Promise<number | undefined> => stat(pathOf(digest)).then((facts) => (facts.isFile() ? facts.size : undefined), () => undefined);
  return {
    title: folder,
    parallel: 4,
    async held(digests) {
      const sizes = await Promise.all(digests.map(async (digest) => [digest, await sizeOf(digest)] as const));
      return new Map(sizes.filter(([, size]) => size !== undefined));
    },
    async read(digest, start) {
      const size = await sizeOf(digest);
      return size === undefined ? {status: "absent", because: "not there"} : {status: "found", start: Math.min(start, size), chunks: createReadStream(pathOf(digest), {start: Math.min(start, size)})};
    },
    write: (digest, file) => copyWhole(digest, file, pathOf(digest), folder),
  };
}

async function copyWhole(digest: string, file: string, path: string, folder: string): Promise<void> {
  await makeFolder(dirname(path));
  const temporary = temporaryPath(dirname(path));
  try {
    await copyFile(file, temporary);
    if (await digestOf(temporary) !== digest) throw new UserError(`${folder}: what was written there reads back otherwise`, "look at that disk");
    await moveDurably(temporary, path);
  } catch (error) {
    await rm(temporary, {force: true});
    throw error;
  }
}
