import {baselineChanges, type Baseline} from "../project/baseline.ts";
import {openDescriber} from "../plan/describe-key.ts";
import type {KeyRecord} from "../plan/key-record.ts";
import {keysFile, sharedKeys, sharedKeysFile} from "../plan/keys-file.ts";
import type {RunTask} from "../plan/tasks.ts";
import {canonicalJson} from "../results/canonical-json.ts";
import {runPath} from "../results/names.ts";
import type {Result} from "../results/result.ts";
import type {Change} from "../store/transaction.ts";
import type {Imported} from "./imported-results.ts";

/** What an import would do to one result of the baseline. */
export interface ImportChange {
  readonly run: string;
  readonly status: "new" | "changed" | "same" | "removed";
  /** Metrics that change. */
  readonly metrics: readonly {readonly name: string; readonly before: number | undefined; readonly after: number}[];
}

/** How imported results differ from the accepted ones of their experiment. */
export function importChanges(results: readonly Result[], baseline: Baseline): readonly ImportChange[] {
  const runs = new Set(results.map(runPath));
  const experiment = results[0]?.experiment;
  const removed = [...baseline.values()].filter((result) => result.experiment === experiment && !runs.has(runPath(result)));
  return [...results.map((result) => changeOf(result, baseline.get(runPath(result)))), ...removed.map((result) => ({run: runPath(result), status: "removed", metrics: []} as const))];
}

function changeOf(result: Result, before: Result | undefined): ImportChange {
  const run = runPath(result);
  if (before === undefined) return {run, status: "new", metrics: []};
  const metrics = Object.entries(result.metrics).filter(([name, value]) => !Object.is(before.metrics[name], value)).map(([name, after]) => ({name, before: before.metrics[name], after}));
  return {run, status: canonicalJson(before) === canonicalJson(result) ? "same" : "changed", metrics};
}

/** The files that change when imported results become their experiment's baseline; the digests of their sources stand in `keys.json`. */
export async function importedFiles(root: string, tasks: readonly RunTask[], {results, files}: Imported): Promise<readonly Change[]> {
  const describe = openDescriber();
  const sources = Object.fromEntries(files.map(({name, digest}) => [`file ${name}`, {digest}]));
  const records: readonly KeyRecord[] = await Promise.all(tasks.map(async (task) => ({...await describe(task), entries: sources})));
  const id = tasks[0]?.experiment.id ?? "";
  return [...await baselineChanges(root, id, results, keysFile(records)), {path: sharedKeys, content: await sharedKeysFile(root, new Map([[id, records]]))}];
}
