import {readFile} from "node:fs/promises";
import {join} from "node:path";
import {absent, refusalOf, UserError} from "../errors.ts";
import {baselineChanges} from "../project/baseline.ts";
import {parseJson} from "../project/parse-json.ts";
import {byCodeUnit} from "../results/names.ts";
import {canonicalJson} from "../results/canonical-json.ts";
import {openDescriber} from "../plan/describe-key.ts";
import {keysFile, sharedKeys, sharedKeysFile} from "../plan/keys-file.ts";
import {withLock} from "../store/lock.ts";
import {processName} from "../store/process-tag.ts";
import {changeTogether, type Change} from "../store/transaction.ts";
import {pathOf, type RunTask} from "../plan/tasks.ts";
import type {Result} from "../results/result.ts";
import type {RunOutcome} from "./outcome.ts";

/** What one process at a time does with the baseline: reads it, works out what shall change and changes it, all or nothing. */
export async function changeBaseline(root: string, tell: (message: string) => void, changes: () => Promise<readonly Change[]>): Promise<void> {
  const waiting = (holder: string): void => tell(`${processName(holder)} is accepting results; waiting until it is done`);
  try {
    await withLock(root, "baseline", waiting, async () => changeTogether(root, "accept", await changes()));
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal === undefined) throw error;
    throw new UserError(`results could not be accepted, and nothing was changed: ${refusal.message}`, refusal.mend);
  }
}

/** What makes the outcomes of some experiments their baseline; every one of their runs must be there, on its own engine. */
export async function acceptedChanges(root: string, tasks: readonly RunTask[], outcomes: ReadonlyMap<string, RunOutcome>): Promise<readonly Change[]> {
  const experiments = Map.groupBy(tasks, (task) => task.experiment);
  const results = new Map([...experiments].map(([experiment, own]) => [experiment.id, own.map((task) => acceptable(task, outcomes))] as const));
  const describe = openDescriber();
  const records = new Map(await Promise.all([...experiments].map(async ([{id}, own]) => [id, await Promise.all(own.map(describe))] as const)));
  const changes = await Promise.all([...records].map(([id, own]) => baselineChanges(root, id, results.get(id) ?? [], keysFile(own))));
  return [...changes.flat(), {path: sharedKeys, content: await sharedKeysFile(root, records)}];
}

/** The result of a run that can be accepted. */
function acceptable(task: RunTask, outcomes: ReadonlyMap<string, RunOutcome>): Result {
  const {experiment} = task;
  const outcome = outcomes.get(pathOf(task));
  if (outcome?.status !== "done") throw new UserError(`${pathOf(task)} was not run, so ${experiment.id} cannot be accepted: ${outcome?.because ?? "not asked for"}`, "run the whole experiment first", 3);
  if (outcome.result.engine !== experiment.engine) throw new UserError(`${pathOf(task)} was computed on ${outcome.result.engine}, the baseline's engine is ${experiment.engine}`, "accept without --engine");
  return outcome.result;
}

/** The runs that `provenance.jsonl` tells of. */
export async function recordedRuns(root: string): Promise<ReadonlySet<string>> {
  const lines = (await provenanceText(root)).split("\n").map((line, index) => [line, `provenance.jsonl, line ${index + 1},`] as const).filter(([line]) => line !== "");
  return new Set(lines.map(([line, where]) => (parseJson(line, where, "take the line out, or restore the file with git") as {readonly run: string}).run));
}

/** Who computed the accepted results, when, how long and on what, after what `provenance.jsonl` tells already: one line per run. */
export async function provenanceChange(root: string, outcomes: Iterable<RunOutcome>): Promise<readonly Change[]> {
  const records = [...outcomes].flatMap((outcome) => outcome.status === "done" ? [outcome.provenance] : []);
  const lines = records.sort((a, b) => byCodeUnit(a.run, b.run)).map((record) => `${canonicalJson(record)}\n`);
  return lines.length === 0 ? [] : [{path: "provenance.jsonl", content: [await provenanceText(root), ...lines].join("")}];
}

/** The whole lines of `provenance.jsonl`; an editor may have left the last one without its end. */
async function provenanceText(root: string): Promise<string> {
  const text = await readFile(join(root, "provenance.jsonl"), "utf8").catch(absent(""));
  return text === "" || text.endsWith("\n") ? text : `${text}\n`;
}
