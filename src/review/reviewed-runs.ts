import {promiseOf} from "../engine/descriptions.ts";
import {pathOf, type RunTask} from "../plan/tasks.ts";
import type {Baseline} from "../project/baseline.ts";
import {oneLine} from "../records/one-line.ts";
import {prettyCanonicalJson} from "../results/canonical-json.ts";
import {compareResults} from "../results/compare.ts";
import {byCodeUnit} from "../results/names.ts";
import type {Result} from "../results/result.ts";
import type {RunOutcome} from "../run/outcome.ts";
import {sha256} from "../store/store.ts";
import type {Conducted} from "./conduct.ts";
import type {ReviewedRun} from "./record.ts";
import {leftOut} from "./sentences.ts";

/** What came of every planned run, and results that no planned run stands behind. */
export function reviewedRuns(tasks: readonly RunTask[], {tiers, outcomes}: Conducted, baseline: Baseline): readonly ReviewedRun[] {
  const tooLong = new Set(tiers.flatMap((tier) => tier.tooLong));
  const drawable = new Set(tiers.flatMap(({draw}) => draw));
  const notAsked = new Set(tiers.flatMap((tier) => tier.notAsked));
  const because = (run: string): string => (notAsked.has(run) ? leftOut.notAsked : tooLong.has(run) ? leftOut.tooLong : drawable.has(run) ? leftOut.budget : leftOut.impossible);
  return [...tasks.map((task) => reviewedRun(task, outcomes.get(pathOf(task)), baseline, because)), ...unplanned(tasks, baseline)];
}

function reviewedRun(task: RunTask, outcome: RunOutcome | undefined, baseline: Baseline, because: (run: string) => string): ReviewedRun {
  const run = pathOf(task);
  if (outcome === undefined) return {run, status: "not-run", because: because(run)};
  if (outcome.status !== "done") return {run, status: outcome.status, because: firstLine(outcome.because)};
  const {result, provenance} = outcome;
  return {run, status: statusOf(task, baseline.get(run), result), seconds: provenance.seconds, key: task.key, digest: sha256(prettyCanonicalJson(result))};
}

/** Identical means every byte; where an engine promises less, equal metrics are within tolerance. */
function statusOf({experiment}: RunTask, expected: Result | undefined, fresh: Result): "identical" | "within-tolerance" | "differs" | "new" {
  if (expected === undefined) return "new";
  if (prettyCanonicalJson(expected) === prettyCanonicalJson(fresh)) return "identical";
  const promise = fresh.engine === expected.engine ? experiment.promise ?? promiseOf(expected.engine) : "statistical";
  return compareResults(expected, fresh, {promise, metrics: experiment.metrics, spread: {}}).status === "differs" ? "differs" : "within-tolerance";
}

/** Results of these experiments that the plan does not ask for. */
function unplanned(tasks: readonly RunTask[], baseline: Baseline): readonly ReviewedRun[] {
  const planned = new Set(tasks.map(pathOf));
  const experiments = new Set(tasks.map(({experiment}) => experiment.id));
  return [...baseline].filter(([run, {experiment, origin}]) => experiments.has(experiment) && origin !== "imported" && !planned.has(run))
    .map(([run]) => run).sort(byCodeUnit).map((run) => ({run, status: "missing", because: "it is a result, but the plan does not ask for it"}));
}

/** Certificates are read by strangers: only a message's first line, which names no folder of this machine. */
export const firstLine = (text: string): string => oneLine(text.split("\n")[0] ?? "");
