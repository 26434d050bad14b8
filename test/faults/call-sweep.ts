import {mkdtemp} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import type {FaultKind} from "./fault.ts";
import {runFaulty, type Ended} from "./faulty-process.ts";
import {filesOf, operations, settledFiles, start, writeAll, type Operation} from "./operations.ts";

const main = join(import.meta.dirname, "operations.ts");
export const kinds: readonly FaultKind[] = ["kill", "ENOSPC", "EIO", "power", "power-data"];

/** Does an operation in a folder of its own, and lets one of its file calls go wrong. */
export async function suffer(name: string, operation: Operation, at: number, kind: FaultKind): Promise<Ended & {readonly root: string}> {
  const root = await mkdtemp(join(tmpdir(), "reprise-calls-"));
  await writeAll(root, operation.before);
  return {...await runFaulty([main, name, root], {root, at, kind}), root};
}

/** The new text of a file, where it has one; else the old one. */
const isOldOrNew = ({before, after}: Operation, [file, text]: readonly [string, string]): boolean => text === before[file] || text === after[file];

/** What is wrong after a fault, in words: nothing torn at once, old or new as a whole after the next start, new after doing it again. */
export async function harm(operation: Operation, {root, code, signal, call}: Ended & {readonly root: string}, kind: FaultKind): Promise<readonly string[]> {
  const found: string[] = [];
  const torn = Object.entries(settledFiles(await filesOf(root))).filter((file) => !isOldOrNew(operation, file));
  if (torn.length > 0) found.push(`torn: ${torn.map(([file]) => file).join(", ")}`);
  await start(root);
  const files = settledFiles(await filesOf(root));
  const state = [operation.before, operation.after].findIndex((each) => JSON.stringify(sorted(each)) === JSON.stringify(files));
  if (state < 0 && operation !== operations["the store"]) found.push(`neither old nor new: ${JSON.stringify(files)}`);
  if (code === 0 && state !== 1) found.push("it ended well, and is not new");
  if (kind === "kill" && signal !== "SIGKILL") found.push(`it was not killed, but ended with ${code}`);
  await operation.run(root);
  await start(root);
  const all = await filesOf(root);
  const left = Object.keys(all).filter((file) => !(file in operation.after) && !/^\.reprise\/processes\//.test(file));
  if (left.length > 0) found.push(`left over: ${left.join(", ")}`);
  if (JSON.stringify(sorted(operation.after)) !== JSON.stringify(settledFiles(all))) found.push(`not new after doing it again: ${JSON.stringify(all)}`);
  return found.map((each) => `${kind} at ${call ?? "?"}: ${each}`);
}

const sorted = (files: Readonly<Record<string, string>>) => Object.fromEntries(Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1)));

/** Every file call of an operation and what may happen there; how many calls there are. */
export async function sweepOf(name: string, operation: Operation): Promise<{readonly calls: number; readonly trials: readonly {readonly at: number; readonly kind: FaultKind}[]}> {
  const {calls} = await suffer(name, operation, 0, "kill");
  const each = Array.from({length: calls}, (_, index) => index + 1);
  return {calls, trials: each.flatMap((at) => kinds.map((kind) => ({at, kind})))};
}
