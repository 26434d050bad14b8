import {randomBytes} from "node:crypto";
import type {Dirent} from "node:fs";
import {readdir, rm} from "node:fs/promises";
import {join} from "node:path";
import {absent} from "../errors.ts";
import {walk} from "./walk.ts";
import {isAlive, ownTag, type ProcessTag} from "./process-tag.ts";

const pattern = /^\.tmp-[0-9a-f]{16}-(\d+-\d+-[0-9a-f]{8})$/;

/** A name in `folder` that nobody else uses, for a file or a folder of this process that is not done yet. */
export const temporaryPath = (folder: string): string => join(folder, `.tmp-${randomBytes(8).toString("hex")}-${ownTag()}`);

/** The process that a temporary name belongs to; undefined for any other name. */
export const ownerOf = (name: string): ProcessTag | undefined => pattern.exec(name)?.[1];

/** A folder that is closed to this person holds nothing that this person could remove. */
const unseen = absent<Dirent[]>([], "EACCES", "EPERM");

/** Removes what killed processes left of their temporary files and folders, in `folder` and below; tells how many. */
export async function sweepLeftovers(folder: string, processes: string, deep = true): Promise<number> {
  const entries = deep ? await walk(folder, unseen) : await readdir(folder, {withFileTypes: true}).catch(unseen);
  let swept = 0;
  for (const {name, parentPath} of entries) {
    const owner = ownerOf(name);
    if (owner === undefined || await isAlive(owner, processes)) continue;
    await rm(join(parentPath, name), {recursive: true, force: true});
    swept += 1;
  }
  return swept;
}
