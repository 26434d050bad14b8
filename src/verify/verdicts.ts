import {promiseOf} from "../engine/descriptions.ts";
import type {Baseline} from "../project/baseline.ts";
import type {Verdict, Verdicts} from "../records/verdicts.ts";
import {countVerdicts} from "../records/verdicts.ts";
import {compareResults} from "../results/compare.ts";
import {pathOf, type RunTask} from "../plan/tasks.ts";
import type {RunOutcome} from "../run/execute.ts";

/** The verdict record of a reproduction: every planned run against the baseline; `--all` says how to get the others. */
export function verdictsRecord(tasks: readonly RunTask[], outcomes: ReadonlyMap<string, RunOutcome>, baseline: Baseline): Verdicts {
  const runs = tasks.map((task) => ({
    experiment: task.experiment.id,
    variant: task.variant.name,
    replicate: task.replicate.name,
    verdict: verdictOf(task, outcomes.get(pathOf(task)), baseline),
  }));
  const experiments = [...new Set(runs.map((run) => run.experiment))];
  return {
    format: "reprise.verdicts/1",
    depth: "scratch",
    runs,
    counts: Object.fromEntries(experiments.map((id) => [id, countVerdicts(runs.filter((run) => run.experiment === id).map((run) => run.verdict))])),
  };
}

function verdictOf(task: RunTask, outcome: RunOutcome | undefined, baseline: Baseline): Verdict {
  if (outcome === undefined) return {status: "not-run", because: "not asked for", mend: task.experiment.group === "main" ? "npx reprise verify" : "./reproduce.sh --all"};
  if (outcome.status === "not-run") return {status: "not-run", because: firstLine(outcome.because), mend: outcome.mend};
  if (outcome.status === "failed") return {status: "differs", differences: [{where: "status", baseline: baseline.get(pathOf(task))?.status ?? "absent", fresh: `failed: ${firstLine(outcome.because)}`}]};
  const expected = baseline.get(pathOf(task));
  if (expected === undefined) return {status: "missing"};
  const promise = outcome.result.engine === expected.engine ? promiseOf(expected.engine) : "statistical";
  return compareResults(expected, outcome.result, promise, task.experiment.metrics);
}

/** Verdicts are read by strangers: only the message's first line, which names no folder of this machine. */
const firstLine = (text: string): string => text.split("\n")[0] ?? "";
