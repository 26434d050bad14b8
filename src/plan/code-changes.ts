import {byCodeUnit} from "../results/names.ts";
import {bundlersOwn, order} from "./fingerprint-names.ts";
import type {CodeFingerprint, EntryRecord} from "./key-record.ts";

/** Where code is not what it was. File and name are empty where it cannot be said: in an older record, or where only the order of modules changed. */
export interface CodeChange {
  readonly file: string;
  /** `function mlp`, `const rate`, `class Model`, `own statements`; empty for a whole file. */
  readonly name: string;
  readonly kind: "changed" | "added" | "removed";
}

/** The declarations in which two versions of an entry differ, by file and name. */
export function codeChanges(before: EntryRecord | undefined, after: EntryRecord | undefined): readonly CodeChange[] {
  if (before?.digest === after?.digest) return [];
  const somewhere: readonly CodeChange[] = [{file: "", name: "", kind: before === undefined ? "added" : after === undefined ? "removed" : "changed"}];
  if (before?.code === undefined || after?.code === undefined) return somewhere;
  const changes = fileChanges(before.code, after.code);
  return changes.length === 0 ? somewhere : changes;
}

function fileChanges(before: CodeFingerprint, after: CodeFingerprint): readonly CodeChange[] {
  return names(before, after).filter((file) => file !== bundlersOwn).flatMap((file) => {
    const [old, now] = [before[file], after[file]];
    if (old === undefined || now === undefined) return [{file, name: "", kind: old === undefined ? "added" : "removed"}];
    return declarationChanges(file, old, now);
  });
}

/** A new order is told where it is all that is new. */
function declarationChanges(file: string, before: Readonly<Record<string, string>>, after: Readonly<Record<string, string>>): readonly CodeChange[] {
  const changed = names(before, after).filter((name) => before[name] !== after[name])
    .map((name) => ({file, name, kind: before[name] === undefined ? "added" : after[name] === undefined ? "removed" : "changed"} as const));
  return changed.every(({name}) => name === order) ? changed.map((change) => ({...change, name: "order of declarations"})) : changed.filter(({name}) => name !== order);
}

const names = (before: object, after: object): readonly string[] => [...new Set([...Object.keys(before), ...Object.keys(after)])].sort(byCodeUnit);
