import {promiseOf} from "../engine/descriptions.ts";
import type {KeyRecord} from "../plan/key-record.ts";
import {absentVersion} from "../plan/command-code.ts";
import {pathOf, type RunTask} from "../plan/tasks.ts";
import type {Baseline} from "../project/baseline.ts";
import {countVerdicts, type Cause, type Depth, type Parting, type RunVerdict, type Verdict, type Verdicts} from "../records/verdicts.ts";
import {compareMetrics, compareResults, type Standard} from "../results/compare.ts";
import {byCodeUnit, runPath} from "../results/names.ts";
import type {Result} from "../results/result.ts";
import type {RunOutcome} from "../run/outcome.ts";
import {spreadsOf} from "./spread.ts";

export type Items = Pick<Verdicts, "values" | "tables" | "figures" | "claims">;

/** A reproduction: what was planned, what came of it, and what it is compared with. */
export interface Reproduced {
  readonly tasks: readonly RunTask[];
  readonly outcomes: ReadonlyMap<string, RunOutcome>;
  readonly baseline: Baseline;
  readonly depth: Depth;
  /** What the keys of the baseline's runs were made of, by run path. */
  readonly acceptedKeys: ReadonlyMap<string, KeyRecord>;
  /** The verdicts of what the report shows, from those of the runs by their paths. */
  readonly items: (standing: (runs: readonly string[]) => readonly Verdict[]) => Items;
  /** Why a run differs: where the trainings part, and the likely causes. */
  readonly explain: (run: string) => {readonly parting?: Parting; readonly causes?: Cause[]};
}

/** The verdict record of a reproduction: every planned and every published run, and whatever the report shows of them. */
export function verdictsRecord(reproduced: Reproduced): Verdicts {
  const runs = [...plannedVerdicts(reproduced), ...unplannedVerdicts(reproduced)];
  const byPath = new Map(runs.map((run) => [runPath(run), run.verdict]));
  const experiments = [...new Set(runs.map((run) => run.experiment))];
  return {
    format: "reprise.verdicts/2",
    depth: reproduced.depth,
    runs,
    ...reproduced.items((paths) => paths.flatMap((path) => byPath.get(path) ?? [])),
    counts: Object.fromEntries(experiments.map((id) => [id, countVerdicts(runs.filter((run) => run.experiment === id).map((run) => run.verdict))])),
  };
}

function plannedVerdicts(reproduced: Reproduced): readonly RunVerdict[] {
  const spreads = spreadsOf(reproduced.baseline);
  return reproduced.tasks.map((task) => ({
    experiment: task.experiment.id,
    variant: task.variant.name,
    replicate: task.replicate.name,
    ...judge(task, reproduced, spreads),
  }));
}

/** Results in the baseline that the plan no longer asks for. */
function unplannedVerdicts({tasks, baseline}: Reproduced): readonly RunVerdict[] {
  const planned = new Set(tasks.map(pathOf));
  return [...baseline.values()].filter((result) => !planned.has(runPath(result))).sort((a, b) => byCodeUnit(runPath(a), runPath(b)))
    .map(({experiment, variant, replicate}) => ({experiment, variant, replicate, verdict: {status: "missing", because: "the plan no longer asks for it"}, metrics: {}}));
}

type Judgement = Pick<RunVerdict, "verdict" | "metrics">;

function judge(task: RunTask, reproduced: Reproduced, spreads: ReturnType<typeof spreadsOf>): Judgement {
  const path = pathOf(task);
  const expected = reproduced.baseline.get(path);
  if (task.experiment.origin === "imported") return {verdict: recorded(task, expected, reproduced.outcomes.has(path)), metrics: {}};
  const outcome = reproduced.outcomes.get(path);
  if (outcome === undefined || outcome.status === "not-run") return {verdict: notRun(task, reproduced, outcome), metrics: {}};
  if (outcome.status === "failed") return {verdict: {status: "differs", differences: [{where: "status", baseline: expected?.status ?? "absent", fresh: `failed: ${firstLine(outcome.because)}`}]}, metrics: {}};
  if (expected === undefined) return {verdict: {status: "new"}, metrics: {}};
  return compared(task, expected, outcome.result, {promise: promiseBetween(task, expected, outcome.result), metrics: task.experiment.metrics, spread: spreads(expected)}, reproduced);
}

/** Nobody here can compute an imported result again. */
const recorded = ({experiment: {id}}: RunTask, expected: Result | undefined, asked: boolean): Verdict =>
  (expected === undefined ? {status: "not-run", because: "its records are not imported yet", mend: `npx reprise import ${id} <file.csv>`, asked} : {status: "recorded"});

function compared(task: RunTask, expected: Result, fresh: Result, standard: Standard, {explain}: Reproduced): Judgement {
  const verdict = compareResults(expected, fresh, standard);
  return {
    verdict: verdict.status === "differs" ? {...verdict, ...explain(pathOf(task))} : verdict,
    metrics: compareMetrics(expected, fresh, standard),
  };
}

/** Results of two engines are compared by their metrics alone; an external program may promise every byte. */
const promiseBetween = ({experiment}: RunTask, expected: Result, fresh: Result): Standard["promise"] =>
  (fresh.engine === expected.engine ? experiment.promise ?? promiseOf(expected.engine) : "statistical");

/** A run that was not made is stale where its baseline came from something else than what is here today. */
function notRun(task: RunTask, {acceptedKeys, baseline, depth}: Reproduced, outcome: RunOutcome & {readonly status: "not-run"} | undefined): Verdict {
  const asked = outcome !== undefined;
  const mend = outcome?.mend ?? (task.experiment.group === "main" ? "npx reprise verify" : "./reproduce.sh --all");
  const because = asked ? firstLine(outcome.because) : depth === "results" ? "only what rests on the committed results is computed again" : "not asked for";
  const accepted = acceptedKeys.get(pathOf(task))?.key;
  if (!baseline.has(pathOf(task)) || accepted === undefined || accepted === task.key || task.parts.entries["version"] === absentVersion) return {status: "not-run", because, mend, asked};
  return {status: "stale", because: `accepted from other code, data or engine than today's${asked ? `, and not run: ${because}` : ""}`, mend, asked: asked || depth === "results"};
}

/** Verdicts are read by strangers: only the message's first line, which names no folder of this machine. */
const firstLine = (text: string): string => text.split("\n")[0] ?? "";
