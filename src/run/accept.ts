import {appendFile, mkdir, readFile} from "node:fs/promises";
import {join} from "node:path";
import {UserError} from "../errors.ts";
import {writeBaseline} from "../project/baseline.ts";
import {parseJson} from "../project/parse-json.ts";
import {byCodeUnit} from "../results/names.ts";
import {canonicalJson} from "../results/canonical-json.ts";
import {pathOf, type RunTask} from "../plan/tasks.ts";
import type {RunOutcome} from "./execute.ts";

/** Makes the outcomes of one experiment its baseline; every one of its runs must be there, on its own engine. */
export async function acceptExperiment(root: string, tasks: readonly RunTask[], outcomes: ReadonlyMap<string, RunOutcome>): Promise<void> {
  const experiment = tasks[0]?.experiment;
  if (experiment === undefined) return;
  const results = tasks.map((task) => {
    const outcome = outcomes.get(pathOf(task));
    if (outcome?.status !== "done") throw new UserError(`${pathOf(task)} was not run, so ${experiment.id} cannot be accepted: ${outcome?.because ?? "not asked for"}`, "run the whole experiment first", 3);
    if (outcome.result.engine !== experiment.engine) throw new UserError(`${pathOf(task)} was computed on ${outcome.result.engine}, the baseline's engine is ${experiment.engine}`, "accept without --engine");
    return outcome.result;
  });
  await writeBaseline(root, experiment.id, results, keysRecord(tasks));
}

/** The parts of each key, so that results accepted from other code than today's can be told. */
function keysRecord(tasks: readonly RunTask[]): unknown {
  const first = tasks[0];
  return {
    format: "reprise.keys/1",
    entries: first?.parts.entries,
    packages: first?.parts.packages,
    data: first?.parts.data,
    engine: first?.parts.engine,
    runs: Object.fromEntries(tasks.map((task) => [`${task.variant.name}/${task.replicate.name}`, task.key])),
  };
}

/** The runs that `provenance.jsonl` tells of. */
export async function recordedRuns(root: string): Promise<ReadonlySet<string>> {
  const text = await readFile(join(root, "provenance.jsonl"), "utf8").catch(() => "");
  const lines = text.split("\n").map((line, index) => [line, `provenance.jsonl, line ${index + 1},`] as const).filter(([line]) => line !== "");
  return new Set(lines.map(([line, where]) => (parseJson(line, where, "take the line out, or restore the file with git") as {readonly run: string}).run));
}

/** Appends who computed the accepted results, when, how long and on what, to `provenance.jsonl`: one line per run. */
export async function appendProvenance(root: string, outcomes: Iterable<RunOutcome>): Promise<void> {
  const records = [...outcomes].flatMap((outcome) => outcome.status === "done" ? [outcome.provenance] : []);
  const lines = records.sort((a, b) => byCodeUnit(a.run, b.run)).map((record) => `${canonicalJson(record)}\n`);
  await mkdir(root, {recursive: true});
  await appendFile(join(root, "provenance.jsonl"), lines.join(""));
}
