import {byCodeUnit} from "../results/names.ts";
import type {CodeFingerprint, EntryRecord} from "./key-record.ts";

/** Where code is not what it was. File and name are empty where an older record says only that something changed. */
export interface CodeChange {
  readonly file: string;
  /** `function mlp`, `const rate`, `class Model`; empty for a whole file. */
  readonly name: string;
  readonly kind: "changed" | "added" | "removed";
}

/** The declarations in which two versions of an entry differ, by file and name. */
export function codeChanges(before: EntryRecord | undefined, after: EntryRecord | undefined): readonly CodeChange[] {
  if (before?.digest === after?.digest) return [];
  const unknown: readonly CodeChange[] = [{file: "", name: "", kind: before === undefined ? "added" : after === undefined ? "removed" : "changed"}];
  if (before?.code === undefined || after?.code === undefined) return unknown;
  const changes = fileChanges(before.code, after.code);
  return changes.length === 0 ? unknown : changes;
}

function fileChanges(before: CodeFingerprint, after: CodeFingerprint): readonly CodeChange[] {
  return names(before, after).flatMap((file) => {
    const [old, now] = [before[file], after[file]];
    if (old === undefined || now === undefined) return [{file, name: "", kind: old === undefined ? "added" : "removed"}];
    return names(old, now).filter((name) => old[name] !== now[name])
      .map((name) => ({file, name, kind: old[name] === undefined ? "added" : now[name] === undefined ? "removed" : "changed"}));
  });
}

const names = (before: object, after: object): readonly string[] => [...new Set([...Object.keys(before), ...Object.keys(after)])].sort(byCodeUnit);
