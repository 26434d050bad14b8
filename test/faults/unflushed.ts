import fs from "node:fs";
import {dirname, join} from "node:path";

/** As they are before anything is wrapped around them. */
const {existsSync, linkSync, mkdirSync, renameSync, rmSync, truncateSync} = {...fs};

/** What a loss of power would take: bytes that no file was asked to flush, and names that no folder was. */
export interface Unflushed {
  wrote(file: string): void;
  created(path: string): void;
  madeFolder(path: string): void;
  /** Before a name goes, by renaming another file there or by removal. */
  replacing(path: string): void;
  renamed(from: string, to: string): void;
  flushed(path: string): void;
  /** Takes the power away: with `names`, names go too. */
  lose(names: boolean): void;
}

interface NameChange {
  readonly folders: readonly string[];
  readonly undo: () => void;
}

/** `kept` is a folder on the same disk where former files are kept as links. */
export function openUnflushed(kept: string): Unflushed {
  const bytes = new Set<string>();
  const names: NameChange[] = [];
  const former = new Map<string, string>();
  let number = 0;

  const keep = (path: string): string | undefined => {
    const copy = join(kept, `${number += 1}`);
    mkdirSync(kept, {recursive: true});
    return quietly(() => linkSync(path, copy)) ? copy : undefined;
  };
  const restore = (path: string, copy: string | undefined): void => {
    if (copy !== undefined) quietly(() => { rmSync(path, {force: true}); linkSync(copy, path); });
  };

  return {
    wrote: (file) => void bytes.add(file),
    created: (path) => void names.push({folders: [dirname(path)], undo: () => rmSync(path, {force: true, recursive: true})}),
    madeFolder: (path) => void names.push({folders: [dirname(path)], undo: () => rmSync(path, {force: true, recursive: true})}),
    replacing(path) {
      const copy = keep(path);
      if (copy !== undefined) former.set(path, copy);
      names.push({folders: [dirname(path)], undo: () => { if (!existsSync(path)) restore(path, copy); }});
    },
    renamed(from, to) {
      if (bytes.delete(from)) bytes.add(to);
      const copy = former.get(to);
      former.delete(to);
      names.push({folders: [dirname(from), dirname(to)], undo: () => { quietly(() => renameSync(to, from)); restore(to, copy); }});
    },
    flushed(path) {
      bytes.delete(path);
      for (let at = names.length - 1; at >= 0; at -= 1) if (names[at]!.folders.includes(path)) names.splice(at, 1);
    },
    lose(withNames) {
      for (const file of bytes) if (existsSync(file)) truncateSync(file);
      if (withNames) for (const change of names.reverse()) change.undo();
    },
  };
}

function quietly(work: () => void): boolean {
  try {
    work();
    return true;
  } catch {
    return false;
  }
}
